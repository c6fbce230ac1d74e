package trapline.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import trapline.runner.BoxDecoder.Page;

/** A detector in this process. Waits while all its workers are busy. */
public final class ObjectDetector implements PictureDetector {
    private final ModelDescriptor descriptor;
    private final Network network;
    private final BoxDecoder decoder;
    private final Suppression suppression;
    private final Resampler resampler;
    private final Canvas canvas;
    private final Optional<List<String>> classes;

    /**
     * Loads a detector and runs it once, so that the first picture is as fast as the second.
     *
     * @param workers how many pictures are looked at at once, each on one thread
     * @throws ModelUnavailable if it cannot be loaded or its output does not fit its descriptor
     */
    public ObjectDetector(ModelFolder.Installed installed, int workers) {
        this(installed, Execution.throughput(workers));
    }

    /**
     * The same, run in a chosen way.
     *
     * @throws ModelUnavailable if it cannot be loaded or its output does not fit its descriptor;
     *     the message names the field
     */
    public ObjectDetector(ModelFolder.Installed installed, Execution execution) {
        this.descriptor = installed.descriptor();
        this.decoder = new BoxDecoder(descriptor);
        this.suppression = new Suppression(descriptor);
        this.resampler = Resampler.of(descriptor.input());
        this.canvas = new Canvas(descriptor.input());
        this.classes = descriptor.classes().map(installed::lines);
        this.network = Network.load(installed, execution);
        try {
            warmUp();
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
        return ModelCard.of(descriptor, network, descriptor.categories().size());
    }

    /**
     * Letterboxes the picture, runs the network, drops classes without a category, removes boxes
     * that show the same thing within a category, and maps back to the upright picture.
     *
     * @return highest confidence first; empty: looked, nothing found
     * @throws ModelUnavailable if the network fails; another attempt may succeed
     */
    @Override
    public List<Detected> detect(Picture picture) {
        return look(picture).found();
    }

    @Override
    public List<List<Detected>> detectAll(List<Picture> pictures) {
        var watch = new Stopwatch();
        var found = new ArrayList<List<Detected>>();
        var together = new ArrayList<Fitted>();
        for (var picture : pictures) {
            var next = fit(picture);
            var full = together.size() == network.batch();
            if (full || (!together.isEmpty() && !together.get(0).box().sameCanvas(next.box()))) {
                found.addAll(run(together, watch));
                together.clear();
            }
            together.add(next);
        }
        if (!together.isEmpty()) {
            found.addAll(run(together, watch));
        }
        return found;
    }

    /**
     * What a detector found, and the picture as small as the network saw it.
     *
     * @param found as from {@link #detect}
     * @param small its longer side is as long as the network's input
     */
    public record Look(List<Detected> found, Picture small) {}

    /**
     * Detects, and keeps the small picture that was made on the way; see {@link #detect}.
     *
     * @throws ModelUnavailable if the network fails; another attempt may succeed
     */
    public Look look(Picture picture) {
        return look(picture, new Stopwatch());
    }

    /**
     * The same, and where its time went.
     *
     * @param watch is told of preprocessing, inference and postprocessing
     */
    public Look look(Picture picture, Stopwatch watch) {
        var fitted = fit(picture);
        var found = run(List.of(fitted), watch).get(0);
        return new Look(found, fitted.small());
    }

    @Override
    public void close() {
        network.close();
    }

    /** A picture made as small as it lies on the canvas. Made once, when the network takes it. */
    private final class Fitted {
        private final Picture picture;
        private final Letterbox box;
        private Optional<Picture> small = Optional.empty();

        Fitted(Picture picture) {
            this.picture = picture;
            this.box = Letterbox.of(picture.width(), picture.height(), descriptor.input());
        }

        Letterbox box() {
            return box;
        }

        Picture small() {
            if (small.isEmpty()) {
                var whole = Region.whole(picture);
                small = Optional.of(resampler.resample(picture, whole, box.width(), box.height()));
            }
            return small.get();
        }
    }

    private Fitted fit(Picture picture) {
        return new Fitted(picture);
    }

    private List<List<Detected>> run(List<Fitted> pictures, Stopwatch watch) {
        var box = pictures.get(0).box();
        var width = box.canvasWidth();
        var height = box.canvasHeight();
        return network.run(
                canvas.shape(pictures.size(), width, height),
                input -> {
                    for (var i = 0; i < pictures.size(); i++) {
                        var one = pictures.get(i);
                        canvas.put(one.small(), one.box(), input, i * 3 * width * height);
                    }
                },
                output -> {
                    var page = new Page(output, pictures.size(), width, height);
                    var found = new ArrayList<List<Detected>>();
                    for (var i = 0; i < pictures.size(); i++) {
                        found.add(placed(decoder.decode(page, i), pictures.get(i)));
                    }
                    return found;
                },
                watch);
    }

    private List<Detected> placed(List<Candidate> candidates, Fitted fitted) {
        var found = new ArrayList<Detected>();
        for (var candidate : suppression.suppress(candidates)) {
            place(candidate, fitted).ifPresent(found::add);
        }
        return found;
    }

    /** Empty when nothing of the box lies on the picture. */
    private Optional<Detected> place(Candidate candidate, Fitted fitted) {
        var box = fitted.box();
        var width = fitted.picture.width();
        var height = fitted.picture.height();
        var left = clip((candidate.left() - box.left()) / box.ratioX(), width);
        var top = clip((candidate.top() - box.top()) / box.ratioY(), height);
        var right = clip((candidate.right() - box.left()) / box.ratioX(), width);
        var bottom = clip((candidate.bottom() - box.top()) / box.ratioY(), height);
        if (right <= left || bottom <= top) {
            return Optional.empty();
        }
        var index = candidate.classIndex();
        var category = descriptor.categories().get(index);
        return Optional.of(
                new Detected(
                        category,
                        classes.map(names -> names.get(index)).orElse(category),
                        Math.min(1, candidate.confidence()),
                        new Box(
                                left / width,
                                top / height,
                                (right - left) / width,
                                (bottom - top) / height)));
    }

    private static double clip(double value, int most) {
        return Math.max(0, Math.min(most, value));
    }

    /** A grey picture of the usual shape; also shows whether the output is what it should be. */
    private void warmUp() {
        var side = descriptor.input().size();
        var grey = new Picture(side, side * 3 / 4, new byte[side * (side * 3 / 4) * 3], false);
        var fitted = fit(grey);
        var width = fitted.box().canvasWidth();
        var height = fitted.box().canvasHeight();
        network.run(
                canvas.shape(1, width, height),
                input -> canvas.put(fitted.small(), fitted.box(), input, 0),
                output -> {
                    checkClasses(decoder.classes(new Page(output, 1, width, height)));
                    return output;
                },
                new Stopwatch());
    }

    private void checkClasses(int told) {
        for (var index : descriptor.categories().keySet()) {
            if (index >= told) {
                throw new ModelUnavailable(
                        "Model %s: the field categories names the class %d, but the output tells only the classes 0 to %d apart."
                                .formatted(descriptor.name(), index, told - 1));
            }
            var named = classes.map(List::size).orElse(Integer.MAX_VALUE);
            if (index >= named) {
                throw new ModelUnavailable(
                        "Model %s: the field classes names a file with %d names, but the field categories names the class %d."
                                .formatted(descriptor.name(), named, index));
            }
        }
        if (told != Integer.MAX_VALUE && classes.isPresent() && classes.get().size() != told) {
            throw new ModelUnavailable(
                    "Model %s: the field classes names a file with %d names, but the output tells %d classes apart."
                            .formatted(descriptor.name(), classes.get().size(), told));
        }
    }
}
