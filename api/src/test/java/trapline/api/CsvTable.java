package trapline.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads comma-separated values as any other program would. */
record CsvTable(List<String> header, List<Map<String, String>> rows) {

    static CsvTable read(String text) {
        var lines = new ArrayList<List<String>>();
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    field.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',') {
                fields.add(field.toString());
                field.setLength(0);
            } else if (c == '\n') {
                fields.add(field.toString());
                field.setLength(0);
                lines.add(List.copyOf(fields));
                fields.clear();
            } else if (c != '\r') {
                field.append(c);
            }
        }
        var header = lines.remove(0);
        return new CsvTable(header, lines.stream().map(line -> row(header, line)).toList());
    }

    private static Map<String, String> row(List<String> header, List<String> line) {
        if (line.size() != header.size()) {
            throw new IllegalArgumentException("%s has not the columns %s".formatted(line, header));
        }
        var row = new LinkedHashMap<String, String>();
        for (var i = 0; i < line.size(); i++) {
            row.put(header.get(i), line.get(i));
        }
        return row;
    }
}
