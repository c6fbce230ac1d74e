package trapline.runner.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The formats there are. */
public enum ResultsFormat {
    /** MegaDetector's batch JSON, version 1.6 when written. */
    MEGADETECTOR("MegaDetector's JSON"),
    /** COCO Camera Traps JSON. */
    COCO("COCO Camera Traps JSON"),
    /** A CSV that Timelapse imports. */
    TIMELAPSE("Timelapse's CSV");

    private final String words;

    ResultsFormat(String words) {
        this.words = words;
    }

    /** What people call it. */
    public String words() {
        return words;
    }

    /**
     * Which format a file has, by its ending and its outermost fields.
     *
     * @throws WrongFormat if it is none of them
     */
    public static ResultsFormat of(Path file) throws IOException {
        if (isCsv(file)) {
            return TIMELAPSE;
        }
        Set<String> fields = new HashSet<>();
        Json.fields(
                file,
                (name, parser) -> {
                    fields.add(name);
                    parser.skipChildren();
                });
        if (fields.contains("annotations")) {
            return COCO;
        }
        if (fields.contains("images")) {
            return MEGADETECTOR;
        }
        throw new WrongFormat(
                "%s is neither MegaDetector's JSON nor COCO Camera Traps: it has no images."
                        .formatted(file));
    }

    /** Whether the name says CSV. */
    public static boolean isCsv(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    /**
     * @throws WrongFormat if the file is not what this format says
     */
    public ResultsReader reader(Path file) throws IOException {
        return switch (this) {
            case MEGADETECTOR -> new MegaDetectorReader(file);
            case COCO -> new CocoReader(file);
            case TIMELAPSE -> new TimelapseReader(file);
        };
    }

    /** Begins a new file, which takes the place of an old one when it is finished. */
    public ResultsWriter writer(Path file, ResultsHeader header) throws IOException {
        return switch (this) {
            case MEGADETECTOR -> new MegaDetectorWriter(file, header);
            case COCO -> new CocoWriter(file, header);
            case TIMELAPSE -> new TimelapseWriter(file, header);
        };
    }

    /**
     * Writes everything that one file holds into another.
     *
     * @return how many entries there were
     */
    public static long convert(Path from, Path to, ResultsFormat format) throws IOException {
        var reader = of(from).reader(from);
        var count = new long[1];
        try (var writer = format.writer(to, reader.header())) {
            reader.each(
                    result -> {
                        writer.write(result);
                        count[0]++;
                    });
            writer.finish();
        }
        return count[0];
    }
}
