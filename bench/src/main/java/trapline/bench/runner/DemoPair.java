package trapline.bench.runner;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import trapline.runner.Box;
import trapline.runner.CropClassifier;
import trapline.runner.Detected;
import trapline.runner.ModelDescriptor.Task;
import trapline.runner.ModelFolder;
import trapline.runner.ObjectDetector;
import trapline.runner.PictureReader;

/** The two demo models for ONNX Runtime, and what decodes for them. */
record DemoPair(PictureReader reader, ObjectDetector detector, CropClassifier classifier)
        implements AutoCloseable {
    private static final long MOST_PIXELS = 100_000_000;
    private static final double WORTH_NAMING = 0.2;

    static DemoPair open(Path models, int workers) {
        var folder = new ModelFolder(models);
        return new DemoPair(
                new PictureReader(MOST_PIXELS),
                new ObjectDetector(
                        folder.find(Task.DETECT, Optional.of("demo-detector")).orElseThrow(),
                        workers),
                new CropClassifier(
                        folder.find(Task.CLASSIFY, Optional.of("demo-classifier")).orElseThrow(),
                        workers));
    }

    static List<Box> worthNaming(List<Detected> found) {
        return found.stream()
                .filter(one -> one.category().equals("animal"))
                .filter(one -> one.confidence() >= WORTH_NAMING)
                .map(Detected::box)
                .toList();
    }

    @Override
    public void close() {
        detector.close();
        classifier.close();
    }
}
