package trapline.runner;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A classifier: names what lies in a box. May be used by many threads. */
public final class CropClassifier implements AutoCloseable {
    private final ModelDescriptor descriptor;
    private final Network network;
    private final float[][] levels;
    private final List<String> labels;

    /**
     * Loads a classifier and runs it once.
     *
     * @param workers how many boxes are named at once, each on one thread
     * @throws ModelUnavailable if it cannot be loaded, or its labels do not fit its output
     */
    public CropClassifier(ModelFolder.Installed installed, int workers) {
        this.descriptor = installed.descriptor();
        this.levels = descriptor.input().levels();
        this.labels = installed.lines(descriptor.labels().orElseThrow());
        this.network = Network.load(installed, workers);
        network.run(planes -> {}, this::scores, new Stopwatch());
    }

    public ModelDescriptor descriptor() {
        return descriptor;
    }

    /**
     * Cuts out each box, stretches it to the network's square and names it.
     *
     * @return for each box its labels, best first
     * @throws ModelUnavailable if the network fails; another attempt may succeed
     */
    public List<List<Labelled>> classify(Picture picture, List<Box> boxes) {
        return classify(picture, boxes, new Stopwatch());
    }

    /**
     * The same, and where its time went.
     *
     * @param watch is told of preprocessing, inference and postprocessing
     */
    public List<List<Labelled>> classify(Picture picture, List<Box> boxes, Stopwatch watch) {
        var named = new ArrayList<List<Labelled>>();
        for (var box : boxes) {
            var region = Crop.region(picture, box);
            var side = descriptor.input().size();
            named.add(
                    best(
                            network.run(
                                    planes ->
                                            Resampler.sample(
                                                    picture,
                                                    region,
                                                    new Resampler.Target(
                                                            planes, side, 0, 0, side, side),
                                                    levels,
                                                    descriptor.input().coloursOrDefault().planes()),
                                    this::scores,
                                    watch)));
        }
        return named;
    }

    @Override
    public void close() {
        network.close();
    }

    private float[] scores(FloatBuffer values, long[] shape) {
        var count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        if (count != labels.size()) {
            throw new ModelUnavailable(
                    "Model %s: the field labels names a file with %d labels, but the output has the shape %s."
                            .formatted(descriptor.name(), labels.size(), Arrays.toString(shape)));
        }
        var scores = new float[(int) count];
        values.get(scores);
        for (var score : scores) {
            if (Float.isNaN(score)) {
                throw new ModelUnavailable(
                        "Model %s answered with something that is no number. Its file or its engine is broken."
                                .formatted(descriptor.name()));
            }
        }
        return descriptor.softmax() ? softmax(scores) : scores;
    }

    private List<Labelled> best(float[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> scores[i]).reversed())
                .limit(descriptor.top())
                .map(i -> new Labelled(labels.get(i), Math.max(0, Math.min(1, scores[i]))))
                .toList();
    }

    private static float[] softmax(float[] scores) {
        var most = Float.NEGATIVE_INFINITY;
        for (var score : scores) {
            most = Math.max(most, score);
        }
        var sum = 0.0;
        var shares = new float[scores.length];
        for (var i = 0; i < scores.length; i++) {
            shares[i] = (float) Math.exp(scores[i] - most);
            sum += shares[i];
        }
        for (var i = 0; i < shares.length; i++) {
            shares[i] /= (float) sum;
        }
        return shares;
    }
}
