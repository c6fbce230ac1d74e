package trapline.runner.clip;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import trapline.runner.Waits;

/** Makes clips for tests with the ffmpeg that reads them. */
public final class Clips {
    private static final FfmpegSearch SEARCH =
            new FfmpegSearch(
                    Optional.empty(),
                    "",
                    Path.of(System.getProperty("java.io.tmpdir"), "trapline-ffmpeg"));

    private Clips() {}

    /** The one that comes with Trapline, whatever else is on the machine. */
    public static Ffmpeg bundled() {
        return SEARCH.get();
    }

    /**
     * A clip from one of ffmpeg's own picture sources, such as {@code
     * testsrc2=size=320x240:rate=10:duration=3}.
     */
    public static Path make(Path target, String source, String... options) throws IOException {
        var arguments = new ArrayList<>(List.of("-f", "lavfi", "-i", source));
        arguments.addAll(List.of(options));
        return run(target, arguments);
    }

    /** A clip of one picture that stands still. */
    public static Path ofPicture(Path target, Path picture, String... options) throws IOException {
        var arguments = new ArrayList<>(List.of("-loop", "1", "-i", picture.toString()));
        arguments.addAll(List.of(options));
        return run(target, arguments);
    }

    private static Path run(Path target, List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of(bundled().program().toString(), "-y", "-nostdin"));
        command.addAll(List.of("-loglevel", "error"));
        command.addAll(arguments);
        command.add(target.toString());
        Waits.success(new ProcessBuilder(command).redirectErrorStream(true).start());
        return target;
    }
}
