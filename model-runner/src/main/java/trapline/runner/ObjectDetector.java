package trapline.runner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A detector: finds things on a picture. May be used by many threads. */
public final class ObjectDetector implements AutoCloseable {
    private static final int MOST = 100;

    private final ModelDescriptor descriptor;
    private final Network network;
    private final BoxDecoder decoder;
    private final float[][] levels;
    private final Optional<List<String>> classes;

    /**
     * Loads a detector and runs it once, so that the first picture is as fast as the second.
     *
     * @param workers how many pictures are looked at at once, each on one thread
     * @throws ModelUnavailable if it cannot be loaded or its output does not fit its descriptor
     */
    public ObjectDetector(ModelFolder.Installed installed, int workers) {
        this.descriptor = installed.descriptor();
        this.decoder = new BoxDecoder(descriptor);
        this.levels = descriptor.input().levels();
        this.classes = descriptor.classes().map(installed::lines);
        this.network = Network.load(installed, workers);
        network.run(planes -> {}, decoder::decode, new Stopwatch());
    }

    public ModelDescriptor descriptor() {
        return descriptor;
    }

    /**
     * Letterboxes the picture, runs the network, drops classes without a category, removes boxes
     * that show the same thing within a category, and maps back to the upright picture.
     *
     * @return highest confidence first; empty: looked, nothing found
     * @throws ModelUnavailable if the network fails; another attempt may succeed
     */
    public List<Detected> detect(Picture picture) {
        return look(picture).found();
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
        var box = Letterbox.of(picture.width(), picture.height(), descriptor.input());
        var canvas = new Canvas(box, picture);
        var candidates = network.run(canvas, decoder::decode, watch);
        var found = watch.time(Stopwatch.Phase.POSTPROCESS, () -> place(candidates, box, picture));
        return new Look(found, canvas.small);
    }

    /** Fills the network's input, and reads the small picture from it before it is used again. */
    private final class Canvas implements Network.Filler {
        private final Letterbox box;
        private final Picture picture;
        private Picture small;

        Canvas(Letterbox box, Picture picture) {
            this.box = box;
            this.picture = picture;
        }

        @Override
        public void fill(float[] planes) {
            box.fill(picture, planes, levels, descriptor.input());
            small = box.read(planes, levels, descriptor.input(), picture.truncated());
        }
    }

    @Override
    public void close() {
        network.close();
    }

    private List<Detected> place(List<Candidate> candidates, Letterbox box, Picture picture) {
        var found = new ArrayList<Detected>();
        for (var candidate : suppress(candidates)) {
            place(candidate, box, picture).ifPresent(found::add);
        }
        return found;
    }

    private List<Candidate> suppress(List<Candidate> candidates) {
        var sorted = new ArrayList<>(candidates);
        sorted.sort(Comparator.comparing(Candidate::confidence).reversed());
        var kept = new ArrayList<Candidate>();
        for (var candidate : sorted) {
            if (kept.size() == MOST) {
                break;
            }
            var category = category(candidate);
            var repeated =
                    kept.stream()
                            .anyMatch(
                                    other ->
                                            category(other).equals(category)
                                                    && other.overlap(candidate)
                                                            > descriptor.suppressionOverlap());
            if (!repeated) {
                kept.add(candidate);
            }
        }
        return kept;
    }

    /** Empty when nothing of the box lies on the picture. */
    private Optional<Detected> place(Candidate candidate, Letterbox box, Picture picture) {
        var left = clip((candidate.left() - box.left()) / box.ratio(), picture.width());
        var top = clip((candidate.top() - box.top()) / box.ratio(), picture.height());
        var right = clip((candidate.right() - box.left()) / box.ratio(), picture.width());
        var bottom = clip((candidate.bottom() - box.top()) / box.ratio(), picture.height());
        if (right <= left || bottom <= top) {
            return Optional.empty();
        }
        var index = candidate.classIndex();
        var label =
                classes.filter(names -> index < names.size())
                        .map(names -> names.get(index))
                        .orElse(category(candidate));
        return Optional.of(
                new Detected(
                        category(candidate),
                        label,
                        Math.min(1, candidate.confidence()),
                        new Box(
                                left / picture.width(),
                                top / picture.height(),
                                (right - left) / picture.width(),
                                (bottom - top) / picture.height())));
    }

    private String category(Candidate candidate) {
        return descriptor.categories().get(candidate.classIndex());
    }

    private static double clip(double value, int most) {
        return Math.max(0, Math.min(most, value));
    }
}
