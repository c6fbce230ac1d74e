package trapline.runner.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import trapline.runner.Picture;
import trapline.runner.clip.ClipFacts;
import trapline.runner.clip.ClipFrame;
import trapline.runner.clip.ClipReader;
import trapline.runner.format.FileResult;

/**
 * Looks at clips frame by frame. One frame at a time is in memory, and of all boxes only the surest
 * are kept, however long the clip is.
 */
final class ClipLooker {
    private static final Map<String, String> MEDIA_TYPES =
            Map.of(
                    "mp4", "video/mp4",
                    "m4v", "video/mp4",
                    "mov", "video/quicktime",
                    "avi", "video/x-msvideo",
                    "webm", "video/webm",
                    "mkv", "video/x-matroska",
                    "dav", "video/x-dav");

    /** More boxes than any clip of animals has. */
    private static final int MOST_BOXES = 1000;

    private final ClipReader clips;
    private final Sight sight;

    /** What looks at one frame. */
    @FunctionalInterface
    interface Sight {
        /** Without frame numbers. */
        List<FileResult.Found> look(Picture frame);
    }

    ClipLooker(ClipReader clips, Sight sight) {
        this.clips = clips;
        this.sight = sight;
    }

    /** Whether a file's name says that it is a clip. */
    static boolean isClip(String name) {
        return mediaType(name).isPresent();
    }

    /**
     * @throws trapline.runner.clip.UnreadableClip if not one frame can be decoded
     * @throws trapline.runner.clip.ClipsUnavailable if there is no ffmpeg
     * @throws trapline.runner.ModelUnavailable if a model failed
     * @throws InterruptedException if the work is to end
     */
    FileResult look(String name, Path file) throws InterruptedException {
        var watching = new Watching();
        var facts = clips.read(file, mediaType(name).orElseThrow(), watching::look);
        return watching.result(name, facts);
    }

    private static Optional<String> mediaType(String name) {
        var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(MEDIA_TYPES.get(ending));
    }

    /** Gathers what is seen of one clip. */
    private final class Watching {
        private final List<Integer> looked = new ArrayList<>();
        private List<FileResult.Found> found = new ArrayList<>();
        private Optional<FileResult.Size> size = Optional.empty();

        void look(ClipFrame frame) {
            looked.add(frame.number());
            var picture = frame.picture();
            size = Optional.of(new FileResult.Size(picture.width(), picture.height()));
            for (var one : sight.look(picture)) {
                found.add(
                        new FileResult.Found(
                                one.category(),
                                one.confidence(),
                                one.box(),
                                one.labels(),
                                OptionalInt.of(frame.number()),
                                one.more()));
            }
            if (found.size() > 2 * MOST_BOXES) {
                found = surest();
            }
        }

        private List<FileResult.Found> surest() {
            return new ArrayList<>(
                    found.stream()
                            .sorted(
                                    Comparator.comparingDouble(FileResult.Found::confidence)
                                            .reversed())
                            .limit(MOST_BOXES)
                            .toList());
        }

        /** In the order of the frames. A clip without a length has no rate. */
        FileResult result(String name, ClipFacts facts) {
            var byFrame =
                    surest().stream()
                            .sorted(Comparator.comparingInt(one -> one.frame().getAsInt()))
                            .toList();
            var rate = facts.framesPerSecond();
            return new FileResult(
                    name,
                    Optional.empty(),
                    byFrame,
                    size,
                    Optional.empty(),
                    rate > 0 ? Optional.of(new FileResult.Clip(rate, looked)) : Optional.empty(),
                    Map.of());
        }
    }
}
