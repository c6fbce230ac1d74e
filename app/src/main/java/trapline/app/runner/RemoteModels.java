package trapline.app.runner;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import trapline.blob.BlobStore;
import trapline.capture.Capture;
import trapline.classification.Classifier;
import trapline.classification.LabelScores;
import trapline.detection.BoundingBox;
import trapline.detection.Detection;
import trapline.detection.Detector;
import trapline.detection.Frame;
import trapline.runner.Picture;
import trapline.stage.PermanentFailure;
import trapline.stage.RetryLater;

/** The models of runners on other machines, asked about captures. */
public class RemoteModels {
    /** So many boxes are named with one request; a runner takes twice as many. */
    private static final int BOXES_AT_ONCE = 50;

    private final Runners runners;
    private final BlobStore blobs;
    private final NamingPlace place;
    private final String placeQuery;
    private final ObjectMapper json;
    private final LearnedTaxa taxa;

    RemoteModels(
            Runners runners,
            BlobStore blobs,
            NamingPlace place,
            ObjectMapper json,
            LearnedTaxa taxa) {
        this.runners = runners;
        this.blobs = blobs;
        this.place = place;
        this.placeQuery = place.query() + "&scores=true";
        this.json = json;
        this.taxa = taxa;
    }

    /**
     * What a runner found, from one decoding.
     *
     * @param detector the model that found it
     * @param preview a small JPEG of the upright picture
     * @param classifier the model that named; empty: nothing was to be named, or none is there
     * @param names of those that were named
     */
    @SuppressWarnings("ArrayRecordComponent") // written to the blob store once
    public record Analysis(
            Classifier.Model detector,
            List<Detector.Found> found,
            boolean truncated,
            byte[] preview,
            Optional<Classifier.Model> classifier,
            Map<BoundingBox, Names> names) {}

    /** What one model found on one picture. */
    public record Sight(Classifier.Model model, List<Detector.Found> found) {}

    /**
     * The labels of one box, best first; none when the model does not name its category.
     *
     * @param scores of every label, where the model names the pictures of a burst together
     */
    public record Names(List<Classifier.Label> labels, Optional<LabelScores> scores) {
        public static final Names NONE = new Names(List.of(), Optional.empty());
    }

    /** What one model said of several boxes, in their order. */
    public record Said(Classifier.Model model, List<Names> names) {}

    /** One of the looks that are named together. */
    public record Look(String category, double confidence, LabelScores scores) {}

    /**
     * Finds what is on a capture, and names the animals.
     *
     * @param nameFrom animals that are at least so sure are named, 0 to 1
     * @param preview pixels of the longer side of the small picture
     * @throws PermanentFailure if a runner says that it is unreadable, or its bytes are gone
     * @throws RetryLater if no runner can be used now
     */
    public Analysis analyze(Capture capture, double nameFrom, int preview) {
        return ask(
                new Runners.Question<>(
                        "/v1/analyze?nameFrom=%s&preview=%d".formatted(nameFrom, preview)
                                + placeQuery,
                        RunnerAnswer::analysis,
                        Optional.empty()),
                Content.original(capture.blobKey(), file(capture.blobKey())));
    }

    /**
     * Finds what is on one frame of a clip, which is sent without loss.
     *
     * @throws RetryLater if no runner can be used now
     */
    public Sight detect(Picture frame) {
        return runners.ask(
                new Runners.Question<>("/v1/detect", RunnerAnswer::sight, Optional.empty()),
                Content.pixels(frame));
    }

    /**
     * Names what lies in each box of a capture, or of a frame of it.
     *
     * @param detections all on the same frame
     * @return empty when the runner has no classifier
     * @throws PermanentFailure if a runner says that it is unreadable, or its bytes are gone
     * @throws RetryLater if no runner can be used now, or the model was changed meanwhile
     */
    public Optional<Said> classify(Capture capture, List<Detection> detections) {
        var names = new ArrayList<Names>();
        Optional<Classifier.Model> model = Optional.empty();
        for (var from = 0; from < detections.size(); from += BOXES_AT_ONCE) {
            var to = Math.min(detections.size(), from + BOXES_AT_ONCE);
            var part = classifySome(capture, detections.subList(from, to));
            if (part.isEmpty()) {
                return Optional.empty();
            }
            SameModel.require(model, part.get().model());
            model = Optional.of(part.get().model());
            names.addAll(part.get().names());
        }
        return model.map(one -> new Said(one, names));
    }

    private Optional<Said> classifySome(Capture capture, List<Detection> detections) {
        var query = detections.stream().map(RemoteModels::box).collect(Collectors.joining("&"));
        return ask(
                new Runners.Question<>(
                        "/v1/classify?" + query + placeQuery,
                        answer -> Optional.of(RunnerAnswer.naming(answer, detections.size())),
                        Optional.of(Optional.empty())),
                content(capture, detections.get(0).frame()));
    }

    private static String box(Detection detection) {
        var box = detection.bbox();
        return "box=%s,%s,%s,%s,%s,%s"
                .formatted(
                        box.x(),
                        box.y(),
                        box.width(),
                        box.height(),
                        URLEncoder.encode(detection.category(), StandardCharsets.UTF_8),
                        detection.confidence());
    }

    private Content content(Capture capture, Optional<Frame> frame) {
        return frame.map(one -> capture.blobKey() + "." + one.blobName())
                .map(key -> Content.file(file(key)))
                .orElseGet(() -> Content.original(capture.blobKey(), file(capture.blobKey())));
    }

    /**
     * Names looks together whose scores are known.
     *
     * @param model that gave the scores
     * @param together the scores that count for all of them
     * @return for each look its labels, best first
     * @throws RetryLater if no runner that has this model can be used now
     */
    public List<List<Classifier.Label>> name(
            Classifier.Model model, LabelScores together, List<Look> looks) {
        var request = json.createObjectNode();
        request.putObject("classifier").put("name", model.name()).put("version", model.version());
        place.country().ifPresent(code -> request.put("country", code));
        place.region().ifPresent(code -> request.put("region", code));
        var only = request.putArray("only");
        place.only().forEach(only::add);
        request.put("together", together.toBytes());
        var list = request.putArray("looks");
        for (var look : looks) {
            list.addObject()
                    .put("category", look.category())
                    .put("confidence", look.confidence())
                    .put("scores", look.scores().toBytes());
        }
        return ask(
                new Runners.Question<>(
                        "/v1/name",
                        answer -> RunnerAnswer.names(answer, looks.size()),
                        Optional.empty()),
                Content.json(request.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Asks a runner, and remembers what the labels of its answer belong to. */
    private <T> T ask(Runners.Question<T> question, Content content) {
        var taught =
                runners.ask(
                        new Runners.Question<>(
                                question.path(),
                                answer ->
                                        new Taught<>(
                                                question.reading().apply(answer),
                                                RunnerAnswer.taxa(answer)),
                                question.withoutModel().map(said -> new Taught<>(said, Map.of()))),
                        content);
        taxa.learn(taught.taxa());
        return taught.said();
    }

    private record Taught<T>(T said, Map<String, List<String>> taxa) {}

    private Path file(String blobKey) {
        try {
            return blobs.file(blobKey);
        } catch (NoSuchFileException e) {
            throw new PermanentFailure(
                    "The bytes of the capture are not in the blob store any more.", e);
        } catch (IOException e) {
            throw new IllegalStateException("The picture could not be read.", e);
        }
    }
}
