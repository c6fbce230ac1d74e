package trapline.runner.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads Timelapse's CSV. Without the column Recognitions, what the columns Animal, Person, Vehicle
 * and Species say is true of the whole picture, with confidence 1. The file is read twice, to know
 * all names first.
 */
final class TimelapseReader implements ResultsReader {
    private static final List<String> NEEDED = List.of("File", "RelativePath");
    private static final List<String> CATEGORIES = List.of("Animal", "Person", "Vehicle");

    private final Path file;
    private final Vocabulary detections = Vocabulary.ofDetections();
    private final Vocabulary labels = Vocabulary.ofLabels();
    private final Map<String, JsonNode> info = new LinkedHashMap<>();

    TimelapseReader(Path file) throws IOException {
        this.file = file;
        rows(
                (line, row) -> {
                    read(line, row);
                    if (!row.getOrDefault("RootFolder", "").isEmpty()) {
                        info.putIfAbsent("root_folder", TextNode.valueOf(row.get("RootFolder")));
                    }
                });
    }

    @Override
    public ResultsHeader header() {
        return new ResultsHeader(detections.names(), labels.names(), Map.of(), info);
    }

    @Override
    public void each(Each each) throws IOException {
        rows((line, row) -> each.take(read(line, row)));
    }

    @FunctionalInterface
    private interface Row {
        void take(int line, Map<String, String> row) throws IOException;
    }

    private void rows(Row each) throws IOException {
        try (var in = Files.newBufferedReader(file)) {
            var csv = new Csv(in);
            var columns = csv.row().orElse(List.of());
            if (!columns.containsAll(NEEDED)) {
                throw new WrongFormat(
                        "%s is no CSV of Timelapse: it needs the columns File and RelativePath."
                                .formatted(file));
            }
            while (true) {
                var line = csv.line();
                var fields = csv.row();
                if (fields.isEmpty()) {
                    return;
                }
                if (fields.get().size() != columns.size()) {
                    throw new WrongFormat(
                            "%s, line %d: %d fields for %d columns."
                                    .formatted(file, line, fields.get().size(), columns.size()));
                }
                var row = new LinkedHashMap<String, String>();
                for (var i = 0; i < columns.size(); i++) {
                    row.put(columns.get(i), fields.get().get(i));
                }
                each.take(line, row);
            }
        } catch (WrongFormat e) {
            throw e.getMessage().startsWith("line")
                    ? new WrongFormat("%s, %s".formatted(file, e.getMessage()), e)
                    : e;
        }
    }

    private FileResult read(int line, Map<String, String> row) throws WrongFormat {
        try {
            var folder = row.get("RelativePath").replace('\\', '/');
            var name = folder.isEmpty() ? row.get("File") : folder + "/" + row.get("File");
            var failure =
                    Optional.of(row.getOrDefault("Failure", "")).filter(text -> !text.isEmpty());
            var json = row.getOrDefault("Recognitions", "");
            FileResult result;
            if (failure.isPresent()) {
                result = FileResult.failed(name, failure.get());
            } else if (json.isEmpty()) {
                result = FileResult.of(name, said(row));
            } else {
                result = recognised(name, json);
            }
            return result.with(result.size(), Json.time(row.getOrDefault("DateTime", "")));
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw new WrongFormat(
                    "%s, line %d: %s"
                            .formatted(file, line, e.getMessage().lines().findFirst().orElse("")),
                    e);
        }
    }

    /** What stands in Recognitions has MegaDetector's form, but names where that has numbers. */
    private FileResult recognised(String name, String json) throws JsonProcessingException {
        if (!(Json.MAPPER.readTree(json) instanceof ObjectNode node)) {
            throw new IllegalArgumentException("Recognitions should be an object");
        }
        node.put("file", name);
        for (var detection : node.withArray("detections")) {
            if (detection instanceof ObjectNode one) {
                one.put("category", detections.id(one.path("category").asText("animal")));
                for (var label : one.path("classifications")) {
                    if (label instanceof ArrayNode pair && pair.size() == 2) {
                        pair.set(0, TextNode.valueOf(labels.id(pair.get(0).asText())));
                    }
                }
            }
        }
        return MegaDetectorEntry.read(node);
    }

    private List<FileResult.Found> said(Map<String, String> row) {
        var found = new ArrayList<FileResult.Found>();
        var species = row.getOrDefault("Species", "");
        for (var category : CATEGORIES) {
            if (row.getOrDefault(category, "").equalsIgnoreCase("true")) {
                var named =
                        category.equals("Animal") && !species.isEmpty()
                                ? List.of(new FileResult.Label(labels.id(species), 1))
                                : List.<FileResult.Label>of();
                found.add(
                        new FileResult.Found(
                                detections.id(category.toLowerCase(Locale.ROOT)),
                                1,
                                Optional.empty(),
                                named,
                                OptionalInt.empty(),
                                Map.of()));
            }
        }
        return found;
    }
}
