package trapline.runner.clip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Follows what ffmpeg says while it works: the stamps of its frames, and at the end why it failed.
 * However much it says, only a little is kept.
 */
final class FfmpegWords implements AutoCloseable {
    private static final int LONGEST_LINE = 2000;
    private static final int LINES_KEPT = 4;
    private static final int LONGEST_REASON = 300;

    /** The lines of ffmpeg's filter {@code showinfo}; a file's own texts never begin a line. */
    private static final Pattern STAMP =
            Pattern.compile("\\[Parsed_showinfo_\\d+ @ [^]]*] n: *\\d+ pts: *(\\d{1,18}) .*");

    /** What it says on every clip, and what says no more than that nothing came out. */
    private static final Pattern CHATTER =
            Pattern.compile(
                    "Parsed_showinfo|^(frame=|video:|Stream mapping|Output |Input |Press |Guessed )");

    private static final Pattern TALKER = Pattern.compile("^\\[[^]]*] *");

    private final InputStream errors;
    private final String file;
    private final BlockingQueue<Long> stamps = new LinkedBlockingQueue<>();
    private final Deque<String> last = new ArrayDeque<>();
    private final Thread follower;

    private FfmpegWords(InputStream errors, Path file) {
        this.errors = errors;
        this.file = file.toAbsolutePath().toString();
        this.follower = new Thread(this::follow, "ffmpeg-words");
        follower.setDaemon(true);
    }

    static FfmpegWords follow(InputStream errors, Path file) {
        var words = new FfmpegWords(errors, file);
        words.follower.start();
        return words;
    }

    /** The stamp of the next frame; empty when none comes although its frame has. */
    Optional<Long> nextStamp() {
        try {
            return Optional.ofNullable(stamps.poll(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Why it failed, as far as it said so, in one line that is safe to show. */
    String reason() {
        try {
            follower.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String said;
        synchronized (last) {
            said = last.isEmpty() ? "there are no pictures in it" : String.join("; ", last);
        }
        var shown = said.replace(file, "the clip").replace("file:", "");
        shown = shown.replaceAll("[^\\x20-\\x7e]", "?");
        return shown.length() > LONGEST_REASON ? shown.substring(0, LONGEST_REASON) : shown;
    }

    private void follow() {
        try (var lines = new BufferedInputStream(errors)) {
            for (var line = line(lines); line.isPresent(); line = line(lines)) {
                heard(line.get());
            }
        } catch (IOException e) {
            synchronized (last) {
                last.add("it was ended");
            }
        }
    }

    private void heard(String line) {
        var stamp = STAMP.matcher(line);
        if (stamp.matches()) {
            stamps.add(Long.parseLong(stamp.group(1)));
            return;
        }
        var said = TALKER.matcher(line).replaceFirst("").strip();
        if (line.startsWith(" ") || said.isEmpty() || CHATTER.matcher(line).find()) {
            return;
        }
        synchronized (last) {
            last.add(said);
            if (last.size() > LINES_KEPT) {
                last.remove();
            }
        }
    }

    /** The next line, its end cut off when it is too long; empty at the end. */
    private static Optional<String> line(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        while (next >= 0 && next != '\n') {
            if (bytes.size() < LONGEST_LINE) {
                bytes.write(next);
            }
            next = in.read();
        }
        return Optional.of(bytes.toString(UTF_8));
    }

    @Override
    public void close() {
        follower.interrupt();
    }
}
