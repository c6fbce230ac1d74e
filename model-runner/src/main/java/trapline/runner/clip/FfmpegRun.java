package trapline.runner.clip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One ffmpeg at work on one file: no network, no other file, nothing on the disk, one thread,
 * limited memory and time. It is killed at the latest when this is closed.
 */
final class FfmpegRun implements AutoCloseable {
    private static final String SHELL = "/bin/sh";

    /**
     * The system's own limits, for when this process is gone before it could end the other: seconds
     * of processor time, kB of address space, no file, no core. A system that knows one of them not
     * goes without it.
     */
    private static final String WITH_LIMITS =
            "ulimit -t \"$1\"; ulimit -v \"$2\" 2>/dev/null; ulimit -f 0; ulimit -c 0; shift 2; exec \"$@\"";

    /** What cameras and recorders write; what else is in a file stays closed. */
    private static final String CODECS =
            "h264,hevc,mpeg4,msmpeg4,msmpeg4v2,h263,mpeg1video,mpeg2video,mjpeg,vp8,libvpx,vp9,libvpx-vp9,av1,libdav1d,rawvideo";

    private final Process process;
    private final InputStream output;
    private final FfmpegWords words;
    private final ScheduledExecutorService watch;
    private long patienceNanos;
    private volatile boolean late;

    private FfmpegRun(
            Process process, Path file, ClipLimits limits, ScheduledExecutorService watch) {
        this.process = process;
        this.output = new BufferedInputStream(process.getInputStream(), 1 << 16);
        this.words = FfmpegWords.follow(process.getErrorStream(), file);
        this.watch = watch;
        this.patienceNanos = limits.patience().toNanos();
    }

    /**
     * @param work what is to be done with the first picture stream, as ffmpeg's output options
     */
    static FfmpegRun start(
            Ffmpeg ffmpeg,
            ClipFormat format,
            Path file,
            List<String> work,
            ClipLimits limits,
            ScheduledExecutorService watch) {
        var command = new ArrayList<String>();
        if (Path.of(SHELL).toFile().canExecute()) {
            var seconds = Long.toString(limits.patience().toSeconds() + 1);
            var kilobytes = Long.toString(limits.memory() >> 10);
            command.addAll(List.of(SHELL, "-c", WITH_LIMITS, "clip", seconds, kilobytes));
        }
        command.addAll(
                List.of(ffmpeg.program().toString(), "-nostdin", "-hide_banner", "-nostats"));
        command.addAll(List.of("-loglevel", "info", "-max_alloc", "268435456"));
        command.addAll(List.of("-protocol_whitelist", "file,pipe", "-codec_whitelist", CODECS));
        command.addAll(List.of("-threads", "1", "-f", format.demuxer()));
        command.addAll(List.of("-t", seconds(limits)));
        command.addAll(List.of("-i", "file:" + file.toAbsolutePath(), "-map", "0:v:0"));
        command.addAll(List.of("-an", "-sn", "-dn"));
        command.addAll(work);
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C");
        try {
            var process = builder.start();
            process.getOutputStream().close();
            return new FfmpegRun(process, file, limits, watch);
        } catch (IOException e) {
            throw new ClipsUnavailable(
                    "no-ffmpeg: %s could not be started. It may have been removed, or there is no memory for it."
                            .formatted(ffmpeg.program()),
                    e);
        }
    }

    private static String seconds(ClipLimits limits) {
        return Long.toString(Math.max(1, limits.longest().toSeconds()));
    }

    /** Reads from its output; returns as if it had ended when the patience is at an end. */
    interface Reading<T> {
        T read(InputStream output) throws IOException;
    }

    /**
     * Waits for it, within what is left of the patience for this file. Time between two calls is
     * the caller's own and does not count.
     */
    <T> T await(Reading<T> reading) throws IOException {
        var since = System.nanoTime();
        var alarm = watch.schedule(this::giveUp, patienceNanos, TimeUnit.NANOSECONDS);
        try {
            return reading.read(output);
        } finally {
            alarm.cancel(false);
            patienceNanos = Math.max(0, patienceNanos - (System.nanoTime() - since));
        }
    }

    private void giveUp() {
        late = true;
        process.destroyForcibly();
    }

    /** Whether it was killed because it took too long. */
    boolean late() {
        return late;
    }

    FfmpegWords words() {
        return words;
    }

    /** All it says at once, if it is not much. */
    String text(int mostBytes) throws IOException {
        return await(out -> new String(out.readNBytes(mostBytes), UTF_8));
    }

    /** Whether it did all it was asked for; called when its output is at an end. */
    boolean succeeded() throws IOException {
        return await(
                out -> {
                    try {
                        return process.waitFor() == 0;
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return false;
                    }
                });
    }

    @Override
    public void close() {
        process.destroyForcibly();
        words.close();
    }
}
