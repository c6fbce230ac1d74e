package trapline.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import trapline.runner.CropClassifier;
import trapline.runner.Detected;
import trapline.runner.ModelDescriptor;
import trapline.runner.ModelFolder;
import trapline.runner.ObjectDetector;
import trapline.runner.PictureReader;
import trapline.runner.UnreadablePicture;

/** What the models alone can do: decode, letterbox, detect, classify, and nothing else. */
final class BarePictures implements AutoCloseable {
    private static final double WORTH_NAMING = 0.2;

    private final PictureReader reader = new PictureReader(80_000_000);
    private final ObjectDetector detector;
    private final CropClassifier classifier;
    private final int threads;

    BarePictures(Path models, int threads) {
        var folder = new ModelFolder(models);
        this.threads = threads;
        detector =
                new ObjectDetector(
                        folder.find(ModelDescriptor.Task.DETECT, Optional.empty()).orElseThrow(),
                        threads);
        classifier =
                new CropClassifier(
                        folder.find(ModelDescriptor.Task.CLASSIFY, Optional.empty()).orElseThrow(),
                        threads);
    }

    /**
     * @return pictures a second
     */
    double perSecond(List<Path> pictures) throws InterruptedException, ExecutionException {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var started = System.nanoTime();
            var shares =
                    IntStream.range(0, threads)
                            .<Callable<Integer>>mapToObj(share -> () -> work(pictures, share))
                            .toList();
            var done = 0;
            for (var share : pool.invokeAll(shares)) {
                done += share.get();
            }
            return done / ((System.nanoTime() - started) / 1e9);
        } finally {
            pool.shutdownNow();
        }
    }

    private int work(List<Path> pictures, int share) throws IOException {
        var done = 0;
        for (var i = share; i < pictures.size(); i += threads) {
            try {
                var picture = reader.read(pictures.get(i));
                var animals =
                        detector.detect(picture).stream()
                                .filter(one -> one.category().equals("animal"))
                                .filter(one -> one.confidence() >= WORTH_NAMING)
                                .map(Detected::box)
                                .toList();
                classifier.classify(picture, animals);
                done++;
            } catch (UnreadablePicture e) {
                throw new IllegalArgumentException("not a picture: " + pictures.get(i), e);
            }
        }
        return done;
    }

    @Override
    public void close() {
        detector.close();
        classifier.close();
    }
}
