package trapline.runner.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import trapline.runner.Box;

/**
 * What was found in one picture or clip.
 *
 * @param file path from the folder that was looked through, with forward slashes
 * @param failure why nothing is known of it; then there are no detections. No failure and no
 *     detections means: looked, nothing there
 * @param size of the picture, upright, when it is known
 * @param taken the camera's own time, without a zone, when it is known
 * @param clip what only clips have
 * @param more fields that other programs added, kept as they are
 */
public record FileResult(
        String file,
        Optional<String> failure,
        List<Found> detections,
        Optional<Size> size,
        Optional<LocalDateTime> taken,
        Optional<Clip> clip,
        Map<String, JsonNode> more) {

    public FileResult {
        if (file.isEmpty()) {
            throw new IllegalArgumentException("an entry without a file name");
        }
        if (failure.isPresent() && !detections.isEmpty()) {
            throw new IllegalArgumentException(file + ": a failure has no detections");
        }
        detections = List.copyOf(detections);
        more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
    }

    /** Looked, and this was there. */
    public static FileResult of(String file, List<Found> detections) {
        return new FileResult(
                file,
                Optional.empty(),
                detections,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** Could not be looked at. */
    public static FileResult failed(String file, String why) {
        return new FileResult(
                file,
                Optional.of(why),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** With what its pixels and its metadata say. */
    public FileResult with(Optional<Size> pixels, Optional<LocalDateTime> time) {
        return new FileResult(file, failure, detections, pixels, time, clip, more);
    }

    /** Pixels. */
    public record Size(int width, int height) {
        public Size {
            if (width < 1 || height < 1) {
                throw new IllegalArgumentException(
                        "no picture is %d x %d".formatted(width, height));
            }
        }
    }

    /**
     * @param frameRate frames a second
     * @param framesProcessed numbers of the frames that were looked at, from 0
     */
    public record Clip(double frameRate, List<Integer> framesProcessed) {
        public Clip {
            if (!(frameRate > 0)) {
                throw new IllegalArgumentException("a clip has a frame rate above 0");
            }
            framesProcessed = List.copyOf(framesProcessed);
        }
    }

    /**
     * One detection.
     *
     * @param category id of a detection category
     * @param confidence 0 to 1
     * @param box where; empty when it is said of the whole picture
     * @param labels what it was classified as, best first
     * @param frame number of the clip's frame, from 0
     * @param more fields that other programs added, kept as they are
     */
    public record Found(
            String category,
            double confidence,
            Optional<Box> box,
            List<Label> labels,
            OptionalInt frame,
            Map<String, JsonNode> more) {
        public Found {
            check(confidence);
            labels = List.copyOf(labels);
            more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
        }

        public static Found of(String category, double confidence, Box box, List<Label> labels) {
            return new Found(
                    category, confidence, Optional.of(box), labels, OptionalInt.empty(), Map.of());
        }
    }

    /**
     * One classification.
     *
     * @param category id of a classification category
     * @param confidence 0 to 1
     */
    public record Label(String category, double confidence) {
        public Label {
            check(confidence);
        }
    }

    private static void check(double confidence) {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("a confidence is 0 to 1, not " + confidence);
        }
    }
}
