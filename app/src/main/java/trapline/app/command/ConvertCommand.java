package trapline.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import trapline.runner.format.ResultsFormat;

/** Turns results of one format into another. */
@Command(
        name = "convert",
        description =
                "Turn results of one format into another: MegaDetector's JSON, COCO Camera Traps"
                        + " JSON, Timelapse's CSV. Every detection is kept.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ConvertCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "IN",
            description = "Results; which format it is, is seen.")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "The file to write.")
    private Path out;

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            description =
                    "${COMPLETION-CANDIDATES}. Default: timelapse for a name that ends in .csv,"
                            + " coco when IN is MegaDetector's, else megadetector.")
    private ResultsFormat to;

    @Option(names = "--overwrite", description = "Write over OUT when it is there.")
    private boolean overwrite;

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(in)) {
            throw new IOException("There is no file %s.".formatted(in));
        }
        if (Files.exists(out) && !overwrite) {
            throw new IOException(
                    "%s is there already. Use --overwrite to write over it.".formatted(out));
        }
        var format = format();
        var count = ResultsFormat.convert(in, out, format);
        var said = spec.commandLine().getOut();
        said.printf("%d entries, as %s: %s%n", count, format.words(), out);
        said.flush();
        return 0;
    }

    private ResultsFormat format() throws IOException {
        if (to != null) {
            return to;
        }
        if (ResultsFormat.isCsv(out)) {
            return ResultsFormat.TIMELAPSE;
        }
        return ResultsFormat.of(in) == ResultsFormat.MEGADETECTOR
                ? ResultsFormat.COCO
                : ResultsFormat.MEGADETECTOR;
    }
}
