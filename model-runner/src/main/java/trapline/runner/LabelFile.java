package trapline.runner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The labels of a classifier, in the order of its output.
 *
 * @param lines as they are written in the file, without a heading
 * @param names as people read them: {@code Puma concolor (cougar)}, or what is known of it
 * @param fields of each line by column; none of a plain label
 */
record LabelFile(List<String> lines, List<String> names, List<Map<String, String>> fields) {
    private static final List<String> SPECIESNET =
            List.of("uuid", "class", "order", "family", "genus", "species", "common");

    /** From the finest rank to the coarsest. */
    private static final List<String> RANKS =
            List.of("genus", "family", "order", "class", "phylum", "kingdom");

    /**
     * @throws ModelUnavailable if the file is not there, is empty or is not in its format
     */
    static LabelFile of(ModelFolder.Installed installed) {
        var descriptor = installed.descriptor();
        var file = descriptor.labels().orElseThrow();
        var lines = withoutEnd(installed.lines(file));
        var read =
                switch (descriptor.labelFormat()) {
                    case PLAIN ->
                            new LabelFile(
                                    lines, lines, Collections.nCopies(lines.size(), Map.of()));
                    case SPECIESNET -> new Columns(descriptor, SPECIESNET, ";").read(lines);
                    case CSV -> csv(descriptor, lines);
                };
        if (read.names().isEmpty()) {
            throw new ModelUnavailable(
                    "Model %s: the field labels names the file %s, which has no labels in it."
                            .formatted(descriptor.name(), file));
        }
        return read;
    }

    /** Empty lines at the end are no labels; one between labels is a class without a name. */
    private static List<String> withoutEnd(List<String> lines) {
        var end = lines.size();
        while (end > 0 && lines.get(end - 1).isBlank()) {
            end--;
        }
        return List.copyOf(lines.subList(0, end));
    }

    private static LabelFile csv(ModelDescriptor descriptor, List<String> lines) {
        if (lines.isEmpty()) {
            return new LabelFile(List.of(), List.of(), List.of());
        }
        var heading = split(lines.get(0), ",").stream().map(LabelFile::column).toList();
        var named = Stream.of("label", "species", "genus", "common");
        if (named.noneMatch(heading::contains)) {
            throw new ModelUnavailable(
                    "Model %s: the first line of the file %s names the columns %s. One must be label, species, genus or common; leave the heading in the file, or say labelFormat: plain."
                            .formatted(descriptor.name(), descriptor.labels().get(), heading));
        }
        return new Columns(descriptor, heading, ",").read(lines.subList(1, lines.size()));
    }

    private static String column(String written) {
        var plain = written.strip().toLowerCase(Locale.ROOT).replace("\uFEFF", "");
        return switch (plain.replace(' ', '_')) {
            case "common_name", "commonname", "vernacular_name" -> "common";
            case "scientific_name", "scientificname" -> "species";
            case "name", "class_name" -> "label";
            default -> plain;
        };
    }

    /** Fields of a line; quotes keep separators in, and two quotes are one. */
    private static List<String> split(String line, String separator) {
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.length(); i++) {
            var character = line.charAt(i);
            if (character == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (character == '"') {
                quoted = !quoted;
            } else if (!quoted && separator.indexOf(character) >= 0) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(character);
            }
        }
        fields.add(field.toString().strip());
        return fields;
    }

    /** Reads lines whose fields have names. */
    private record Columns(ModelDescriptor descriptor, List<String> columns, String separator) {
        LabelFile read(List<String> lines) {
            var names = new ArrayList<String>();
            var all = new ArrayList<Map<String, String>>();
            for (var i = 0; i < lines.size(); i++) {
                var fields = split(lines.get(i), separator);
                if (fields.size() != columns.size()) {
                    throw new ModelUnavailable(
                            "Model %s: label %d of the file %s has %d fields where %d are expected (%s). The field labelFormat or the file is wrong."
                                    .formatted(
                                            descriptor.name(),
                                            i + 1,
                                            descriptor.labels().orElseThrow(),
                                            fields.size(),
                                            columns.size(),
                                            String.join(separator, columns)));
                }
                names.add(name(fields));
                var byColumn = new HashMap<String, String>();
                for (var j = 0; j < fields.size(); j++) {
                    byColumn.putIfAbsent(columns.get(j), fields.get(j));
                }
                all.add(Map.copyOf(byColumn));
            }
            return new LabelFile(List.copyOf(lines), List.copyOf(names), List.copyOf(all));
        }

        private String name(List<String> fields) {
            var label = field(fields, "label");
            if (!label.isEmpty()) {
                return label;
            }
            var scientific = scientific(fields);
            var common = field(fields, "common");
            if (scientific.isEmpty() || common.isEmpty()) {
                return scientific.isEmpty() ? common : scientific;
            }
            return scientific.equalsIgnoreCase(common)
                    ? scientific
                    : "%s (%s)".formatted(scientific, common);
        }

        /** Genus and species, or the finest rank that is known. */
        private String scientific(List<String> fields) {
            var species = field(fields, "species");
            if (!species.isEmpty()) {
                var genus = species.contains(" ") ? "" : field(fields, "genus");
                return capital((genus + " " + species).strip());
            }
            return RANKS.stream()
                    .map(rank -> field(fields, rank))
                    .filter(taxon -> !taxon.isEmpty())
                    .findFirst()
                    .map(Columns::capital)
                    .orElse("");
        }

        private String field(List<String> fields, String column) {
            var at = columns.indexOf(column);
            return at < 0 ? "" : fields.get(at);
        }

        private static String capital(String taxon) {
            return taxon.isEmpty()
                    ? taxon
                    : taxon.substring(0, 1).toUpperCase(Locale.ROOT) + taxon.substring(1);
        }
    }
}
