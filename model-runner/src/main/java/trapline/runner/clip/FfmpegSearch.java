package trapline.runner.clip;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds an ffmpeg: the one that is set, else the machine's own, which its maker keeps up to date,
 * else the one that came with Trapline, unpacked when it is first needed.
 */
public final class FfmpegSearch implements Supplier<Ffmpeg> {
    private static final String BUNDLED = "/ws/schild/jave/nativebin/";

    private static final Logger log = LoggerFactory.getLogger(FfmpegSearch.class);

    private final Optional<Path> set;
    private final String path;
    private final Path unpackInto;
    private Optional<Ffmpeg> found = Optional.empty();

    /**
     * @param set the program to use; empty: search for one
     * @param path folders to search, written as in the environment's {@code PATH}
     * @param unpackInto where the bundled program is kept; made when it is needed
     */
    public FfmpegSearch(Optional<Path> set, String path, Path unpackInto) {
        this.set = set;
        this.path = path;
        this.unpackInto = unpackInto;
    }

    /**
     * The one found before, as long as it is there; else searches anew.
     *
     * @throws ClipsUnavailable if none starts; the message says what to do
     */
    @Override
    public synchronized Ffmpeg get() {
        if (found.filter(one -> Files.isExecutable(one.program())).isEmpty()) {
            found = Optional.of(find());
            log.info(
                    "Clips are decoded with {}, version {}",
                    found.get().program(),
                    found.get().version());
        }
        return found.get();
    }

    private Ffmpeg find() {
        if (set.isPresent()) {
            return Ffmpeg.at(set.get())
                    .orElseThrow(
                            () ->
                                    new ClipsUnavailable(
                                            "no-ffmpeg: %s is set as the program for clips, but it is no ffmpeg of version 4.3 or newer that starts. Correct the setting trapline.clip.ffmpeg, then try again."
                                                    .formatted(set.get())));
        }
        return onPath().or(this::bundled)
                .orElseThrow(
                        () ->
                                new ClipsUnavailable(
                                        "no-ffmpeg: clips are read with the program ffmpeg, and none of version 4.3 or newer is on this machine. Install it (on Debian: apt-get install ffmpeg), then try again."));
    }

    private Optional<Ffmpeg> onPath() {
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "ffmpeg"))
                .filter(Path::isAbsolute)
                .filter(Files::isExecutable)
                .flatMap(program -> Ffmpeg.at(program).stream())
                .findFirst();
    }

    private Optional<Ffmpeg> bundled() {
        return Optional.ofNullable(FfmpegSearch.class.getResource(BUNDLED + bundledName()))
                .map(this::unpacked)
                .flatMap(Ffmpeg::at);
    }

    /** As the bundle names it for this kind of machine. */
    private static String bundledName() {
        var arm = System.getProperty("os.arch").equals("aarch64");
        return System.getProperty("os.name").startsWith("Mac")
                ? "ffmpeg-%s-osx".formatted(arm ? "aarch64" : "x86_64")
                : "ffmpeg-" + (arm ? "aarch64" : "amd64");
    }

    /** Written beside and renamed, so that a half-written program is never started. */
    private Path unpacked(URL resource) {
        try {
            var size = resource.openConnection().getContentLengthLong();
            var program = unpackInto.resolve("ffmpeg-" + size);
            if (!Files.isExecutable(program)) {
                Files.createDirectories(unpackInto);
                var unfinished = Files.createTempFile(unpackInto, "ffmpeg", ".new");
                try (var bundle = resource.openStream()) {
                    Files.copy(bundle, unfinished, StandardCopyOption.REPLACE_EXISTING);
                    if (!unfinished.toFile().setExecutable(true)) {
                        throw new IOException("it cannot be made executable");
                    }
                    Files.move(unfinished, program, StandardCopyOption.ATOMIC_MOVE);
                } finally {
                    Files.deleteIfExists(unfinished);
                }
            }
            return program;
        } catch (IOException e) {
            throw new ClipsUnavailable(
                    "no-ffmpeg: the program ffmpeg that came with Trapline cannot be unpacked into %s (%s). Make room there, or install ffmpeg on the machine."
                            .formatted(unpackInto, e.getMessage()),
                    e);
        }
    }
}
