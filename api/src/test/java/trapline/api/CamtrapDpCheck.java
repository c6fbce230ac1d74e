package trapline.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;

/** Says what is wrong with a Camtrap DP package: its description, each table, and between them. */
final class CamtrapDpCheck {
    private static final List<String> TABLES = List.of("deployments", "media", "observations");

    /** What the table schemas take for nothing. */
    private static final Set<String> MISSING = Set.of("", "NA", "NaN", "nan");

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private CamtrapDpCheck(byte[] zip) throws IOException {
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
    }

    /** Empty: nothing is wrong. */
    static List<String> problems(byte[] zip) throws IOException {
        var check = new CamtrapDpCheck(zip);
        check.description();
        for (var table : TABLES) {
            check.table(table);
        }
        check.names();
        check.between();
        return check.problems;
    }

    static CsvTable table(byte[] zip, String name) throws IOException {
        return new CamtrapDpCheck(zip).read(name);
    }

    static JsonNode description(byte[] zip) throws IOException {
        return new ObjectMapper().readTree(new CamtrapDpCheck(zip).files.get("datapackage.json"));
    }

    private CsvTable read(String table) {
        return CsvTable.read(new String(files.get(table + ".csv"), StandardCharsets.UTF_8));
    }

    private void description() throws IOException {
        var schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                        .getSchema(resource("profile.json"));
        var description = new ObjectMapper().readTree(files.get("datapackage.json"));
        schema.validate(
                        description,
                        context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
                .forEach(message -> problems.add("datapackage.json: " + message));
    }

    private static String resource(String name) throws IOException {
        try (var in = CamtrapDpCheck.class.getResourceAsStream("/camtrap-dp/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void table(String name) throws IOException {
        var table = read(name);
        var fields =
                resource("tables.txt")
                        .lines()
                        .filter(line -> line.startsWith(name + " "))
                        .map(line -> line.split(" "))
                        .toList();
        var expected = fields.stream().map(field -> field[1]).toList();
        if (!table.header().equals(expected)) {
            problems.add("%s: the columns are %s".formatted(name, table.header()));
            return;
        }
        for (var field : fields) {
            column(name, table, field);
        }
    }

    private void column(String name, CsvTable table, String[] field) {
        var rules = Arrays.stream(field).skip(4).collect(Collectors.toSet());
        var seen = new HashSet<String>();
        for (var row : table.rows()) {
            var value = row.get(field[1]);
            if (MISSING.contains(value)) {
                if (field[3].equals("required")) {
                    problems.add("%s.%s is missing".formatted(name, field[1]));
                }
                continue;
            }
            if (!isOfType(value, field[2]) || !fits(value, rules)) {
                problems.add("%s.%s cannot be %s".formatted(name, field[1], value));
            }
            if (rules.contains("unique") && !seen.add(value)) {
                problems.add("%s.%s is twice %s".formatted(name, field[1], value));
            }
        }
    }

    private static boolean isOfType(String value, String type) {
        return switch (type) {
            case "number" -> value.matches("-?\\d+(\\.\\d+)?([eE]-?\\d+)?");
            case "integer" -> value.matches("-?\\d+");
            case "boolean" -> value.equals("true") || value.equals("false");
            case "datetime" ->
                    value.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(Z|[+-]\\d\\d:\\d\\d)")
                            && isTime(value);
            default -> true;
        };
    }

    private static boolean isTime(String value) {
        try {
            return OffsetDateTime.parse(value).getYear() > 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isObject(String value) {
        try {
            return new ObjectMapper().readTree(value).isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static boolean fits(String value, Set<String> rules) {
        return rules.stream()
                .allMatch(
                        rule -> {
                            var parts = rule.split("=", 2);
                            return switch (parts[0]) {
                                case "minimum" ->
                                        Double.parseDouble(value) >= Double.parseDouble(parts[1]);
                                case "maximum" ->
                                        Double.parseDouble(value) <= Double.parseDouble(parts[1]);
                                case "enum" -> Set.of(parts[1].split("\\|")).contains(value);
                                case "pattern" -> value.matches(parts[1]);
                                case "json" -> isObject(value);
                                default -> true;
                            };
                        });
    }

    /** Every name that is used stands in the description, once. */
    private void names() throws IOException {
        var told = new ArrayList<String>();
        new ObjectMapper()
                .readTree(files.get("datapackage.json"))
                .path("taxonomic")
                .forEach(taxon -> told.add(taxon.path("scientificName").asText()));
        var used = new HashSet<String>();
        read("observations").rows().forEach(row -> used.add(row.get("scientificName")));
        used.remove("");
        if (told.size() != used.size() || !used.containsAll(told)) {
            problems.add("datapackage.json: tells of %s, used are %s".formatted(told, used));
        }
    }

    /** Foreign keys, and what one row says against another. */
    private void between() {
        var deployments = new LinkedHashMap<String, Map<String, String>>();
        read("deployments").rows().forEach(row -> deployments.put(row.get("deploymentID"), row));
        var media = new HashSet<String>();
        for (var row : read("media").rows()) {
            media.add(row.get("mediaID"));
            var deployment = deployments.get(row.get("deploymentID"));
            if (deployment == null) {
                problems.add("media: no deployment " + row.get("deploymentID"));
            } else if (!deployment.get("timestampIssues").equals("true")
                    && (time(row, "timestamp").isBefore(time(deployment, "deploymentStart"))
                            || time(row, "timestamp").isAfter(time(deployment, "deploymentEnd")))) {
                problems.add("media: outside of its deployment: " + row);
            }
        }
        for (var row : read("observations").rows()) {
            if (!deployments.containsKey(row.get("deploymentID"))) {
                problems.add("observations: no deployment " + row.get("deploymentID"));
            }
            var isOfMedia = row.get("observationLevel").equals("media");
            if ((isOfMedia || !row.get("mediaID").isEmpty())
                    && !media.contains(row.get("mediaID"))) {
                problems.add("observations: no media " + row.get("mediaID"));
            }
            if (time(row, "eventEnd").isBefore(time(row, "eventStart"))) {
                problems.add("observations: ends before it begins: " + row);
            }
        }
    }

    private static OffsetDateTime time(Map<String, String> row, String field) {
        return OffsetDateTime.parse(row.get(field));
    }
}
