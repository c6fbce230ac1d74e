package trapline.app.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import trapline.runner.ModelCatalogue;
import trapline.runner.store.Fetch;
import trapline.runner.store.ModelStore;
import trapline.standin.camera.ProgressBar;

/** Fetches a model from its makers. */
@Command(
        name = "pull",
        description =
                "Fetch a model. A broken connection is taken up where it broke; a file with another"
                        + " hash is refused. A proxy is taken from https_proxy.",
        mixinStandardHelpOptions = true)
final class ModelsPullCommand implements Callable<Integer> {
    private static final int MEGABYTE = 1 << 20;

    @Spec private CommandSpec spec;

    @ParentCommand private ModelsCommand models;

    @Parameters(index = "0", paramLabel = "NAME", description = "One of './trapline models list'.")
    private String name;

    @Override
    @SuppressWarnings("ClosingStandardOutputStreams") // the bars leave the stream open
    public Integer call() throws Exception {
        var entry = new ModelCatalogue().find(name);
        var out = spec.commandLine().getOut();
        out.printf("%s: %s%n", name, entry.descriptor().note().orElse(""));
        out.printf("Licence: %s%n", entry.descriptor().licence());
        out.flush();
        List<ProgressBar> bars = new ArrayList<>();
        ModelStore.Pulled pulled;
        try {
            pulled =
                    models.store()
                            .pull(
                                    entry,
                                    file -> {
                                        bars.forEach(ProgressBar::close);
                                        var bar = ProgressBar.fitting(System.out, file);
                                        bars.add(bar);
                                        return shown(bar);
                                    });
        } finally {
            bars.forEach(ProgressBar::close);
        }
        return tell(out, pulled);
    }

    private static Fetch.Progress shown(ProgressBar bar) {
        var begin = System.nanoTime();
        long[] first = {-1};
        return (bytes, total) -> {
            if (first[0] < 0) {
                first[0] = bytes;
            }
            var now = System.nanoTime();
            var pace = new Pace(begin, first[0]);
            var whole = total.orElse(bytes);
            var left = pace.left(bytes, whole, now);
            // Megabytes, so that the numbers can be read.
            bar.show(
                    bytes / MEGABYTE,
                    Math.max(1, whole / MEGABYTE),
                    "MB, %.1f MB/s%s"
                            .formatted(
                                    pace.rate(bytes, now) / 1e6,
                                    left.isEmpty() ? "" : ", " + left));
        };
    }

    private static int tell(PrintWriter out, ModelStore.Pulled pulled) {
        if (pulled.complete()) {
            out.printf("%s is installed in %s%n", pulled.descriptor().name(), pulled.folder());
            pulled.foundHash()
                    .ifPresent(
                            hash -> {
                                out.println(
                                        "Its makers document no hash. The file has this SHA-256,"
                                                + " which is checked from now on:");
                                out.println("  " + hash);
                            });
        } else {
            var export = pulled.descriptor().origin().export().orElse("its page");
            out.printf("%s is not ready yet.%n", pulled.descriptor().name());
            pulled.checkpoint()
                    .ifPresent(file -> out.println("Its makers publish this checkpoint: " + file));
            out.printf(
                    "Make %s of it, as %s shows, and put it into%n  %s%n",
                    pulled.descriptor().file(), export, pulled.folder());
            out.println("Then './trapline models verify' says whether it is complete.");
        }
        out.flush();
        return 0;
    }
}
