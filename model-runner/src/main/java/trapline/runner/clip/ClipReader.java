package trapline.runner.clip;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Reads clips: frames at a steady rate over the whole length, and where the scene changes. May be
 * used by many threads. Frames are handed out one at a time, so memory does not grow with the clip.
 */
public final class ClipReader implements AutoCloseable {
    /** The stamp of a frame holds milliseconds and the frame's number, so neither is guessed. */
    private static final long MILLISECOND = 1_000_000;

    private static final int LONGEST_PROGRESS = 1 << 22;
    private static final Pattern FRAMES = Pattern.compile("(?m)^frame=(\\d{1,9})$");
    private static final Pattern TIME = Pattern.compile("(?m)^out_time_us=(\\d{1,15})$");

    private final Supplier<Ffmpeg> ffmpeg;
    private final ClipLimits limits;
    private final Semaphore turns;
    private final ScheduledExecutorService watch;

    /**
     * @param ffmpeg asked for each clip; throws {@link ClipsUnavailable} while there is none
     */
    public ClipReader(Supplier<Ffmpeg> ffmpeg, ClipLimits limits) {
        this.ffmpeg = ffmpeg;
        this.limits = limits;
        this.turns = new Semaphore(limits.processes(), true);
        this.watch =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            var thread = new Thread(task, "ffmpeg-watch");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /**
     * Hands out frames in their order, on the caller's thread.
     *
     * @param mediaType of the container, such as {@code video/mp4}
     * @param look called for each frame; may take its time
     * @throws UnreadableClip if not one frame can be decoded
     * @throws ClipsUnavailable if there is no ffmpeg now
     * @throws InterruptedException while it waited for its turn
     */
    public ClipFacts read(Path file, String mediaType, Consumer<ClipFrame> look)
            throws InterruptedException {
        var format =
                ClipFormat.of(mediaType)
                        .orElseThrow(
                                () ->
                                        new UnreadableClip(
                                                "Clips of the type %s are not read."
                                                        .formatted(mediaType)));
        var program = ffmpeg.get();
        turns.acquire();
        try {
            var length = measure(program, format, file);
            return decode(program, format, file, length, look);
        } catch (IOException e) {
            throw new UnreadableClip("The clip is broken: " + e.getMessage());
        } finally {
            turns.release();
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }

    /** How long the clip is, by what lies in it and not by what it says of itself. */
    private record Length(Duration duration, int frames) {}

    private Length measure(Ffmpeg program, ClipFormat format, Path file) throws IOException {
        var work = List.of("-c", "copy", "-progress", "pipe:1", "-f", "null", "-");
        try (var run = FfmpegRun.start(program, format, file, work, limits, watch)) {
            var progress = run.text(LONGEST_PROGRESS);
            var frames = last(FRAMES, progress);
            if (frames.isEmpty() || frames.get() == 0) {
                throw unreadable(run);
            }
            var micros = last(TIME, progress).orElse(0L);
            return new Length(
                    Duration.ofNanos(micros * 1000), (int) Math.min(frames.get(), 999_999));
        }
    }

    private static Optional<Long> last(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .reduce((first, second) -> second)
                .map(found -> Long.parseLong(found.group(1)));
    }

    private ClipFacts decode(
            Ffmpeg program, ClipFormat format, Path file, Length length, Consumer<ClipFrame> look)
            throws IOException {
        try (var run =
                FfmpegRun.start(
                        program, format, file, work(program, length.duration()), limits, watch)) {
            var looked = 0;
            while (looked < limits.mostFrames()) {
                var frame = frame(run);
                if (frame.isEmpty()) {
                    break;
                }
                look.accept(frame.get());
                looked++;
            }
            if (looked == 0) {
                throw unreadable(run);
            }
            var whole = looked == limits.mostFrames() || run.succeeded();
            return new ClipFacts(length.duration(), length.frames(), looked, whole && !run.late());
        }
    }

    private Optional<ClipFrame> frame(FfmpegRun run) throws IOException {
        var picture = run.await(output -> PpmFrames.next(output, limits.longSide()));
        return picture.flatMap(
                found ->
                        run.words()
                                .nextStamp()
                                .map(
                                        stamp ->
                                                new ClipFrame(
                                                        (int) (stamp % MILLISECOND),
                                                        Duration.ofMillis(stamp / MILLISECOND),
                                                        found)));
    }

    private List<String> work(Ffmpeg program, Duration duration) {
        var work = new ArrayList<String>();
        work.addAll(List.of("-vf", filters(limits.interval(duration))));
        work.addAll(program.eachFrameOnce());
        work.addAll(List.of("-frames:v", Integer.toString(limits.mostFrames())));
        work.addAll(List.of("-c:v", "ppm", "-f", "image2pipe", "pipe:1"));
        return work;
    }

    /**
     * Every frame is stamped with its time in milliseconds and its number. Changes of scene are
     * looked for among some frames a second only, because comparing all of them costs more than
     * decoding.
     */
    private String filters(double interval) {
        var candidates = Math.min(0.2, interval / 2);
        return String.format(
                Locale.ROOT,
                "settb=1/1000000000,"
                        + "setpts='floor(max(if(isnan(T),N*0.04,T),0)*1000)*1000000+N',"
                        + "select='isnan(prev_selected_t)+gte(t-prev_selected_t,%.4f)',"
                        + "select='isnan(prev_selected_t)+gte(t-prev_selected_t,%.4f)"
                        + "+gt(scene,%.4f)*gte(t-prev_selected_t,%.4f)',"
                        + "scale=w='min(%d,iw)':h='min(%d,ih)':force_original_aspect_ratio=decrease:flags=bicubic+accurate_rnd,"
                        + "format=rgb24,showinfo",
                candidates,
                interval,
                limits.sceneChange(),
                interval / 2,
                limits.longSide(),
                limits.longSide());
    }

    private UnreadableClip unreadable(FfmpegRun run) {
        return new UnreadableClip(
                run.late()
                        ? "The clip could not be decoded within %d seconds."
                                .formatted(limits.patience().toSeconds())
                        : "No frame of the clip can be decoded: " + run.words().reason());
    }
}
