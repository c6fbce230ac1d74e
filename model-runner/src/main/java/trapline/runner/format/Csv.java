package trapline.runner.format;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Comma-separated values, one row at a time.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class Csv {
    /** No honest field is longer; a lost quotation mark would make one of the rest of the file. */
    private static final int LONGEST = 16_000_000;

    private final Reader in;
    private int line = 1;
    private int next;

    Csv(Reader in) throws IOException {
        this.in = in;
        this.next = in.read();
        if (next == '\uFEFF') {
            this.next = in.read();
        }
    }

    /** The line that the next row begins on, from 1. */
    int line() {
        return line;
    }

    /**
     * @return empty at the end
     */
    Optional<List<String>> row() throws IOException {
        if (next < 0) {
            return Optional.empty();
        }
        var fields = new ArrayList<String>();
        while (true) {
            fields.add(next == '"' ? quoted() : plain());
            if (next == ',') {
                advance();
                continue;
            }
            if (next == '\r') {
                advance();
            }
            if (next == '\n') {
                advance();
            }
            return Optional.of(fields);
        }
    }

    static void write(Appendable out, List<String> fields) throws IOException {
        for (var i = 0; i < fields.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            out.append(field(fields.get(i)));
        }
        out.append("\r\n");
    }

    private static String field(String text) {
        var plain =
                text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                        && text.strip().equals(text);
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private String plain() throws IOException {
        var text = new StringBuilder();
        while (next >= 0 && next != ',' && next != '\n' && next != '\r') {
            add(text);
        }
        return text.toString();
    }

    private String quoted() throws IOException {
        var begin = line;
        var text = new StringBuilder();
        advance();
        while (true) {
            if (next < 0) {
                throw new WrongFormat("line %d: a quotation mark is not closed.".formatted(begin));
            }
            if (next == '"') {
                advance();
                if (next != '"') {
                    break;
                }
            }
            add(text);
        }
        if (next >= 0 && next != ',' && next != '\n' && next != '\r') {
            throw new WrongFormat(
                    "line %d: something stands after a closing quotation mark.".formatted(line));
        }
        return text.toString();
    }

    private void add(StringBuilder text) throws IOException {
        if (text.length() >= LONGEST) {
            throw new WrongFormat("line %d: a field is too long.".formatted(line));
        }
        text.append((char) next);
        advance();
    }

    private void advance() throws IOException {
        if (next == '\n') {
            line++;
        }
        next = in.read();
    }
}
