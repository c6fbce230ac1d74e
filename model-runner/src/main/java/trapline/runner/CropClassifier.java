package trapline.runner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A classifier in this process. Waits while all its workers are busy. */
public final class CropClassifier implements PictureClassifier {
    private final ModelDescriptor descriptor;
    private final Network network;
    private final Resampler resampler;
    private final Canvas canvas;
    private final LabelFile labels;

    /**
     * Loads a classifier and runs it once.
     *
     * @param workers how many boxes are named at once, each on one thread
     * @throws ModelUnavailable if it cannot be loaded, or its labels do not fit its output
     */
    public CropClassifier(ModelFolder.Installed installed, int workers) {
        this(installed, Execution.throughput(workers));
    }

    /**
     * The same, run in a chosen way.
     *
     * @throws ModelUnavailable if it cannot be loaded, or its labels do not fit its output; the
     *     message names the field
     */
    public CropClassifier(ModelFolder.Installed installed, Execution execution) {
        this.descriptor = installed.descriptor();
        this.resampler = Resampler.of(descriptor.input());
        this.canvas = new Canvas(descriptor.input());
        this.labels = LabelFile.of(installed);
        this.network = Network.load(installed, execution);
        try {
            var side = descriptor.input().size();
            var black = new Picture(side, side, new byte[side * side * 3], false);
            run(black, List.of(Region.whole(black)), new Stopwatch());
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    public ModelDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public ModelCard card() {
        return ModelCard.of(descriptor, network, labels.names().size());
    }

    /** The labels in the order of the scores, as they are shown. */
    public List<String> labels() {
        return labels.names();
    }

    /** The lines of the label file in the order of the scores, as they are written there. */
    public List<String> labelLines() {
        return labels.lines();
    }

    /** What the label file says of each label by column, in the order of the scores. */
    public List<Map<String, String>> labelFields() {
        return labels.fields();
    }

    /**
     * The scores of something that was cut out before, by {@link CropPolicy#cut}; see {@link
     * #scores}.
     *
     * @throws ModelUnavailable if the network fails; another attempt may succeed
     */
    public float[] scoresOfCut(Picture cut) {
        return run(cut, List.of(Region.whole(cut)), new Stopwatch()).get(0);
    }

    /**
     * Cuts out each box as the descriptor says, stretches it to the network's square and names it.
     *
     * @return for each box its labels, best first
     * @throws ModelUnavailable if the network fails; another attempt may succeed
     */
    @Override
    public List<List<Labelled>> classify(Picture picture, List<Box> boxes) {
        return classify(picture, boxes, new Stopwatch());
    }

    /**
     * The same, and where its time went.
     *
     * @param watch is told of preprocessing, inference and postprocessing
     */
    public List<List<Labelled>> classify(Picture picture, List<Box> boxes, Stopwatch watch) {
        return scores(picture, boxes, watch).stream().map(this::best).toList();
    }

    /**
     * The same for something that was cut out before, by {@link CropPolicy#cut}.
     *
     * @return its labels, best first
     * @throws ModelUnavailable if the network fails; another attempt may succeed
     */
    public List<Labelled> classifyCut(Picture cut) {
        return best(run(cut, List.of(Region.whole(cut)), new Stopwatch()).get(0));
    }

    /**
     * The score of every label, for those who weigh them further.
     *
     * @return for each box the scores in the order of the labels; shares of 1 where the model or
     *     the field {@code softmax} makes them so
     * @throws ModelUnavailable if the network fails; another attempt may succeed
     */
    public List<float[]> scores(Picture picture, List<Box> boxes) {
        return scores(picture, boxes, new Stopwatch());
    }

    /**
     * The same, and where its time went.
     *
     * @param watch is told of preprocessing, inference and postprocessing
     */
    public List<float[]> scores(Picture picture, List<Box> boxes, Stopwatch watch) {
        var policy = descriptor.crop();
        var regions = boxes.stream().map(box -> policy.region(picture, box)).toList();
        var scores = new ArrayList<float[]>();
        for (var from = 0; from < regions.size(); from += network.batch()) {
            var to = Math.min(regions.size(), from + network.batch());
            scores.addAll(run(picture, regions.subList(from, to), watch));
        }
        return scores;
    }

    @Override
    public void close() {
        network.close();
    }

    private List<float[]> run(Picture picture, List<Region> regions, Stopwatch watch) {
        var side = descriptor.input().size();
        return network.run(
                canvas.shape(regions.size(), side, side),
                input -> {
                    for (var i = 0; i < regions.size(); i++) {
                        var region = regions.get(i);
                        var box = Letterbox.stretched(region.width(), region.height(), side);
                        var small = resampler.resample(picture, region, side, side);
                        canvas.put(small, box, input, i * 3 * side * side);
                    }
                },
                output -> split(output, regions.size()),
                watch);
    }

    private List<float[]> split(Network.Output output, int pictures) {
        var count = labels.names().size();
        if (output.values().length != count * pictures) {
            throw new ModelUnavailable(
                    "Model %s: the field labels names a file with %d labels, but the output has the shape %s. Take the label file that belongs to the weights."
                            .formatted(descriptor.name(), count, Arrays.toString(output.shape())));
        }
        var scores = new ArrayList<float[]>();
        for (var i = 0; i < pictures; i++) {
            var own = Arrays.copyOfRange(output.values(), i * count, (i + 1) * count);
            scores.add(descriptor.softmax() ? softmax(own) : own);
        }
        return scores;
    }

    private List<Labelled> best(float[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> scores[i]).reversed())
                .limit(descriptor.top())
                .map(i -> new Labelled(labels.names().get(i), Math.max(0, Math.min(1, scores[i]))))
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
