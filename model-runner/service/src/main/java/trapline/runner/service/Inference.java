package trapline.runner.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import trapline.runner.Box;
import trapline.runner.CropClassifier;
import trapline.runner.Detected;
import trapline.runner.ObjectDetector;
import trapline.runner.Picture;
import trapline.runner.Renditions;
import trapline.runner.Stopwatch;
import trapline.runner.live.ModelKeeper;

/** Looks at one picture with the models in use, on a worker's turn. */
final class Inference {
    private static final String ANIMAL = "animal";
    private static final double PREVIEW_QUALITY = 0.82;

    private final Admission admission;
    private final PictureDoor door;
    private final ModelKeeper<ObjectDetector> detectors;
    private final ModelKeeper<CropClassifier> classifiers;
    private final Timings timings;

    Inference(
            Admission admission,
            PictureDoor door,
            ModelKeeper<ObjectDetector> detectors,
            ModelKeeper<CropClassifier> classifiers,
            Timings timings) {
        this.admission = admission;
        this.door = door;
        this.detectors = detectors;
        this.classifiers = classifiers;
        this.timings = timings;
    }

    /**
     * What the caller wants beside the boxes.
     *
     * @param minConfidence boxes with less are left out
     * @param nameFrom animals that are at least so sure are named; empty: nothing is named
     * @param preview pixels of the longer side of a small picture; empty: none is made
     */
    record Wanted(double minConfidence, Optional<Double> nameFrom, Optional<Integer> preview) {}

    /**
     * Finds what is on a picture, and names the animals if that is wanted and a classifier is
     * installed.
     *
     * @throws Refused if the picture is unreadable or no detector is installed
     * @throws trapline.runner.ModelUnavailable if a model failed; another attempt may succeed
     */
    Answer.Analysis analyze(byte[] file, Wanted wanted) throws InterruptedException {
        var asked = System.nanoTime();
        try (var turn = admission.work()) {
            var queued = System.nanoTime() - asked;
            var decoding = new Stopwatch();
            var picture = decode(file, decoding);
            var detecting = new Stopwatch();
            var looked =
                    detectors
                            .use(model -> look(model, picture, wanted, detecting))
                            .orElseThrow(() -> none("detection"));
            var naming = new Stopwatch();
            var named =
                    wanted.nameFrom().isPresent()
                            ? name(picture, looked.animals(wanted.nameFrom().get()), naming)
                            : Optional.<Named>empty();
            return new Answer.Analysis(
                    Answer.Size.of(picture),
                    looked.model(),
                    named.map(Named::model),
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
    Answer.Naming classify(byte[] file, List<Box> boxes) throws InterruptedException {
        var asked = System.nanoTime();
        try (var turn = admission.work()) {
            var queued = System.nanoTime() - asked;
            var decoding = new Stopwatch();
            var picture = decode(file, decoding);
            var naming = new Stopwatch();
            var named = name(picture, boxes, naming).orElseThrow(() -> none("classification"));
            var crops = new ArrayList<Answer.Crop>();
            for (var i = 0; i < boxes.size(); i++) {
                crops.add(new Answer.Crop(Answer.bbox(boxes.get(i)), named.labels().get(i)));
            }
            return new Answer.Naming(
                    Answer.Size.of(picture),
                    named.model(),
                    crops,
                    Timings.millis(queued, decoding, naming));
        }
    }

    private record Looked(Answer.ModelName model, List<Detected> found, Picture small) {
        List<Box> animals(double least) {
            return found.stream().filter(one -> isNamed(one, least)).map(Detected::box).toList();
        }
    }

    private record Named(Answer.ModelName model, List<Box> boxes, List<List<Answer.Label>> labels) {
        Optional<List<Answer.Label>> of(Box box) {
            var index = boxes.indexOf(box);
            return index < 0 ? Optional.empty() : Optional.of(labels.get(index));
        }
    }

    private Picture decode(byte[] file, Stopwatch watch) throws InterruptedException {
        var started = System.nanoTime();
        var picture = door.decode(file);
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

    private Optional<Named> name(Picture picture, List<Box> boxes, Stopwatch watch) {
        if (boxes.isEmpty()) {
            return Optional.empty();
        }
        return classifiers.use(
                model -> {
                    var labels = model.classify(picture, boxes, watch);
                    timings.record(model.descriptor().name(), watch, boxes.size());
                    return new Named(
                            Answer.ModelName.of(model.descriptor()),
                            boxes,
                            labels.stream().map(Answer.Label::of).toList());
                });
    }

    private static List<Answer.Detection> detections(List<Detected> found, Optional<Named> named) {
        return found.stream()
                .map(
                        one ->
                                new Answer.Detection(
                                        one.category(),
                                        one.sourceLabel(),
                                        one.confidence(),
                                        Answer.bbox(one.box()),
                                        named.flatMap(
                                                n ->
                                                        one.category().equals(ANIMAL)
                                                                ? n.of(one.box())
                                                                : Optional.empty())))
                .toList();
    }

    private static boolean isNamed(Detected one, double least) {
        return one.category().equals(ANIMAL) && one.confidence() >= least;
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
