package trapline.bench.runner;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import trapline.runner.Stopwatch;
import trapline.runner.Stopwatch.Phase;

/** Runs {@link PartsBenchmark}, then says how the time of one detection divides. */
public final class Parts {
    private static final int LOOKS = 60;
    private static final PrintStream OUT =
            new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Parts() {}

    /**
     * @param arguments folder of pictures, folder of models, name of a picture
     */
    public static void main(String[] arguments) throws RunnerException, IOException {
        new Runner(
                        new OptionsBuilder()
                                .include(PartsBenchmark.class.getName())
                                .param("folder", arguments[0])
                                .param("models", arguments[1])
                                .param("picture", arguments[2])
                                .build())
                .run();
        try (var pair = DemoPair.open(Path.of(arguments[1]), 1)) {
            var picture = pair.reader().read(Path.of(arguments[0], arguments[2]));
            var watches = new Stopwatch[LOOKS];
            for (var i = 0; i < LOOKS; i++) {
                watches[i] = new Stopwatch();
                pair.detector().look(picture, watches[i]);
            }
            OUT.printf(Locale.ROOT, "%d x %d pixels, medians%n", picture.width(), picture.height());
            for (var phase : new Phase[] {Phase.PREPROCESS, Phase.INFER, Phase.POSTPROCESS}) {
                // The first third warms up.
                var sorted =
                        Arrays.stream(watches)
                                .skip(LOOKS / 3)
                                .mapToLong(watch -> watch.nanos(phase))
                                .sorted()
                                .toArray();
                OUT.printf(Locale.ROOT, "%s: %.2f ms%n", phase, sorted[sorted.length / 2] / 1e6);
            }
        }
    }
}
