package trapline.runner.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import trapline.runner.Detected;
import trapline.runner.ObjectDetector;
import trapline.runner.Picture;
import trapline.runner.Renditions;
import trapline.runner.Stopwatch;
import trapline.runner.live.ModelKeeper;
import trapline.runner.taxonomy.Seen;

/** Looks at one picture with the models in use, on a worker's turn. */
final class Inference {
    private static final double PREVIEW_QUALITY = 0.82;

    private final Admission admission;
    private final PictureDoor door;
    private final ModelKeeper<ObjectDetector> detectors;
    private final BoxNamer namer;
    private final Timings timings;

    Inference(
            Admission admission,
            PictureDoor door,
            ModelKeeper<ObjectDetector> detectors,
            BoxNamer namer,
            Timings timings) {
        this.admission = admission;
        this.door = door;
        this.detectors = detectors;
        this.namer = namer;
        this.timings = timings;
    }

    /**
     * What the caller wants beside the boxes.
     *
     * @param minConfidence boxes with less are left out
     * @param naming how animals are named; empty: nothing is
     * @param preview pixels of the longer side of a small picture; empty: none is made
     */
    record Wanted(double minConfidence, Optional<NamedFrom> naming, Optional<Integer> preview) {}

    /**
     * Which detections are named, and how.
     *
     * @param confidence those that are at least so sure, 0 to 1
     */
    record NamedFrom(double confidence, NamingWish wish) {}

    /**
     * Finds what is on a picture, and names the animals if that is wanted and a classifier is
     * installed.
     *
     * @throws Refused if the picture is unreadable or no detector is installed
     * @throws trapline.runner.ModelUnavailable if a model failed; another attempt may succeed
     */
    Answer.Analysis analyze(SentPicture sent, Wanted wanted) throws InterruptedException {
        var asked = System.nanoTime();
        try (var turn = admission.work()) {
            var queued = System.nanoTime() - asked;
            var decoding = new Stopwatch();
            var picture = decode(sent, decoding);
            var detecting = new Stopwatch();
            var detected =
                    detectors
                            .use(model -> look(model, picture, wanted, detecting))
                            .orElseThrow(() -> none("detection"));
            var looked =
                    wanted.naming()
                            .filter(names -> detected.asked(names.confidence()).isEmpty())
                            .flatMap(names -> namer.lookAtWhole(picture, names.wish()))
                            .map(detected::with)
                            .orElse(detected);
            var naming = new Stopwatch();
            var named = wanted.naming().flatMap(names -> named(picture, looked, names, naming));
            return new Answer.Analysis(
                    Answer.Size.of(picture),
                    looked.model(),
                    named.map(BoxNamer.Named::model),
                    detections(looked.found(), named),
                    wanted.preview().map(side -> preview(picture, looked.small(), side)),
                    Timings.millis(queued, decoding, detecting, naming));
        }
    }

    /**
     * Names what lies in each box.
     *
     * @throws Refused if the picture is unreadable or no classifier is installed
     * @throws trapline.runner.ModelUnavailable if the model failed; another attempt may succeed
     */
    Answer.Naming classify(SentPicture sent, List<BoxNamer.Asked> boxes, NamingWish wish)
            throws InterruptedException {
        var asked = System.nanoTime();
        try (var turn = admission.work()) {
            var queued = System.nanoTime() - asked;
            var decoding = new Stopwatch();
            var picture = decode(sent, decoding);
            var naming = new Stopwatch();
            var named =
                    namer.name(picture, boxes, wish, naming)
                            .orElseThrow(() -> none("classification"));
            var crops = new ArrayList<Answer.Crop>();
            for (var one : boxes) {
                var names = named.of(one.box()).orElse(Answer.Names.NONE);
                crops.add(new Answer.Crop(Answer.bbox(one.box()), names.labels(), names.scores()));
            }
            return new Answer.Naming(
                    Answer.Size.of(picture),
                    named.model(),
                    crops,
                    Timings.millis(queued, decoding, naming));
        }
    }

    /**
     * Names looks whose scores are known, all together.
     *
     * @throws Refused if no classifier is installed, or another than the one that gave the scores
     */
    Answer.Renaming name(NameRequest request) {
        return namer.name(request).orElseThrow(() -> none("classification"));
    }

    private record Looked(Answer.ModelName model, List<Detected> found, Picture small) {
        /** The surest first, as ever. */
        Looked with(Detected whole) {
            var all = new ArrayList<>(found);
            all.add(whole);
            all.sort(Comparator.comparingDouble(Detected::confidence).reversed());
            return new Looked(model, List.copyOf(all), small);
        }

        List<BoxNamer.Asked> asked(double least) {
            return found.stream()
                    .filter(one -> one.confidence() >= least)
                    .map(
                            one ->
                                    new BoxNamer.Asked(
                                            one.box(), new Seen(one.category(), one.confidence())))
                    .toList();
        }
    }

    /** Empty when there is nothing to be named, or nothing to name it. */
    private Optional<BoxNamer.Named> named(
            Picture picture, Looked looked, NamedFrom names, Stopwatch watch) {
        var sure = looked.asked(names.confidence());
        return sure.isEmpty()
                ? Optional.empty()
                : namer.name(picture, sure, names.wish(), watch)
                        .filter(said -> !said.names().isEmpty());
    }

    private Picture decode(SentPicture sent, Stopwatch watch) throws InterruptedException {
        var started = System.nanoTime();
        var picture = door.decode(sent);
        watch.add(Stopwatch.Phase.DECODE, System.nanoTime() - started);
        timings.decoded(watch);
        return picture;
    }

    private Looked look(ObjectDetector model, Picture picture, Wanted wanted, Stopwatch watch) {
        var look = model.look(picture, watch);
        timings.record(model.descriptor().name(), watch, 1);
        var sure =
                look.found().stream()
                        .filter(one -> one.confidence() >= wanted.minConfidence())
                        .toList();
        return new Looked(Answer.ModelName.of(model.descriptor()), sure, look.small());
    }

    private static List<Answer.Detection> detections(
            List<Detected> found, Optional<BoxNamer.Named> named) {
        return found.stream()
                .map(one -> detection(one, named.flatMap(said -> said.of(one.box()))))
                .toList();
    }

    private static Answer.Detection detection(Detected one, Optional<Answer.Names> names) {
        return new Answer.Detection(
                one.category(),
                one.sourceLabel(),
                one.confidence(),
                Answer.bbox(one.box()),
                names.map(Answer.Names::labels),
                names.flatMap(Answer.Names::scores));
    }

    /** From the picture that the network saw, where that is large enough. */
    private static byte[] preview(Picture picture, Picture small, int side) {
        var fits =
                small.width() < picture.width() && Math.max(small.width(), small.height()) >= side;
        return Renditions.jpeg(Renditions.preview(fits ? small : picture, side), PREVIEW_QUALITY);
    }

    private static Refused none(String task) {
        return new Refused(
                Refused.Reason.NO_MODEL,
                "No model for %s is installed on this service.".formatted(task));
    }
}
