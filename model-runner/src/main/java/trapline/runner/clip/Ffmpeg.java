package trapline.runner.clip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * An ffmpeg that starts on this machine.
 *
 * @param program where it lies
 * @param version as it calls itself, such as {@code 5.1.9-0+deb12u1}
 */
public record Ffmpeg(Path program, String version) {
    private static final Pattern VERSION = Pattern.compile("ffmpeg version (\\S{1,100})[^\\n]*");
    private static final Pattern NUMBER = Pattern.compile("n?(\\d{1,4})\\.(\\d{1,4}).*");
    private static final int LONGEST_ANSWER = 8192;
    private static final long SECONDS_TO_ANSWER = 20;

    /** The first release with everything that is asked of it here. */
    private static final int OLDEST = 43;

    private static final int FIRST_WITH_FPS_MODE = 51;

    /** Empty when it cannot be started, does not answer in time, or is too old. */
    static Optional<Ffmpeg> at(Path program) {
        try {
            var process =
                    new ProcessBuilder(List.of(program.toString(), "-version"))
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS_TO_ANSWER, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            var answer = new String(process.getInputStream().readNBytes(LONGEST_ANSWER), UTF_8);
            var matcher = VERSION.matcher(answer);
            return matcher.lookingAt()
                    ? Optional.of(new Ffmpeg(program, matcher.group(1)))
                            .filter(found -> found.number() >= OLDEST)
                    : Optional.empty();
        } catch (IOException e) {
            // There is none, or it is for another kind of machine: the next place is tried.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Frames are handed out as they are, none is repeated to keep a rate. */
    List<String> eachFrameOnce() {
        return number() >= FIRST_WITH_FPS_MODE
                ? List.of("-fps_mode", "passthrough")
                : List.of("-vsync", "passthrough");
    }

    /** Ten times the major and the minor version; builds without a number are new ones. */
    private int number() {
        var matcher = NUMBER.matcher(version);
        return matcher.matches()
                ? 10 * Integer.parseInt(matcher.group(1))
                        + Math.min(9, Integer.parseInt(matcher.group(2)))
                : Integer.MAX_VALUE;
    }
}
