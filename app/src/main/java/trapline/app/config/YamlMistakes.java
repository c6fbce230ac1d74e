package trapline.app.config;

import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** Says in plain words why a text is no YAML. Nothing of the text itself is repeated. */
final class YamlMistakes {
    /** The first whose words stand in the parser's message is said. */
    private static final List<Plain> PLAIN =
            List.of(
                    new Plain(
                            "\\t(TAB)",
                            "A tab stands here, which YAML does not allow.",
                            "Indent with spaces.",
                            false),
                    new Plain(
                            "mapping values are not allowed",
                            "A colon stands where no key can be.",
                            "Check the indentation, and whether the line above lacks its colon; put"
                                    + " quotes around text that has a colon in it.",
                            false),
                    new Plain(
                            "expected <block end>",
                            "The indentation does not fit the lines above.",
                            "Let all lines of one list or block begin in the same column.",
                            false),
                    new Plain(
                            "could not find expected ':'",
                            "A key has no colon behind it.",
                            "Write 'key: value', with a blank after the colon.",
                            false),
                    new Plain(
                            "unexpected end of stream",
                            "A quote that opens here is never closed.",
                            "Close it.",
                            true),
                    new Plain(
                            "expected ',' or",
                            "A bracket that opens here is not closed, or a comma is missing.",
                            "Close it, or put a comma between its entries.",
                            true),
                    new Plain(
                            "expected the node content",
                            "Something is missing here: a value, or the bracket that closes a list.",
                            "Add it.",
                            false),
                    new Plain(
                            "unknown escape character",
                            "In double quotes a backslash begins an escape, and this is none.",
                            "Use single quotes.",
                            false),
                    new Plain(
                            "another document",
                            "The file has a second document, behind '---'.",
                            "Make two files of it, or remove the line '---'.",
                            false),
                    new Plain(
                            "undefined alias",
                            "A '*' at the beginning of a value refers to an anchor that is not there.",
                            "Put quotes around the value.",
                            false),
                    new Plain(
                            "cannot start any token",
                            "A character stands here that cannot begin a value.",
                            "Put quotes around the value.",
                            false));

    private YamlMistakes() {}

    /**
     * @param inMessage of the parser
     * @param atBegin whether the place to look at is where the thing began
     */
    private record Plain(String inMessage, String what, String howToFix, boolean atBegin) {}

    static ConfigProblem in(String file, MarkedYAMLException e) {
        var said = e.getProblem() == null ? "" : e.getProblem();
        return PLAIN.stream()
                .filter(plain -> said.contains(plain.inMessage()))
                .findFirst()
                .map(
                        plain ->
                                at(
                                        file,
                                        plain.atBegin() && e.getContextMark() != null
                                                ? e.getContextMark()
                                                : e.getProblemMark(),
                                        plain.what(),
                                        plain.howToFix()))
                .orElseGet(
                        () ->
                                at(
                                        file,
                                        e.getProblemMark(),
                                        "This is no YAML: %s.".formatted(firstLine(said)),
                                        "Correct it here or in the line above."));
    }

    /** Without a mark: a character that may not be there, or far too much of something. */
    static ConfigProblem in(String file, String text, YAMLException e) {
        if (e instanceof ReaderException reader) {
            var before = text.substring(0, Math.min(reader.getPosition(), text.length()));
            return new ConfigProblem(
                    file,
                    (int) before.lines().count() + (before.endsWith("\n") ? 1 : 0),
                    1,
                    "A character stands here that cannot be seen and is not allowed.",
                    "Remove it; type the line anew if you cannot find it.");
        }
        return new ConfigProblem(
                file,
                1,
                1,
                "This is no YAML that can be used: %s.".formatted(firstLine(e.getMessage())),
                "Make the file smaller or simpler.");
    }

    private static ConfigProblem at(String file, Mark mark, String what, String howToFix) {
        return new ConfigProblem(
                file,
                mark == null ? 1 : mark.getLine() + 1,
                mark == null ? 1 : mark.getColumn() + 1,
                what,
                howToFix);
    }

    private static String firstLine(String message) {
        return message == null || message.isBlank()
                ? "it gave no reason"
                : message.lines().findFirst().orElse("").strip();
    }
}
