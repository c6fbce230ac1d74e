package trapline.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** A YAML file as a JSON tree that remembers where each value stands. */
final class YamlDocument {
    private static final int LONGEST = 2_000_000;
    private static final int DEEPEST = 50;

    private final String file;
    private final Map<String, Mark> marks = new HashMap<>();
    private JsonNode root = JsonNodeFactory.instance.objectNode();

    private YamlDocument(String file) {
        this.file = file;
    }

    /**
     * @param file its name, for messages
     * @throws ConfigInvalid if it is no YAML, with line and column
     */
    static YamlDocument parse(String file, String text) throws ConfigInvalid {
        var document = new YamlDocument(file);
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(20);
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(LONGEST);
        var yaml =
                new Yaml(
                        new SafeConstructor(options),
                        new Representer(new DumperOptions()),
                        new DumperOptions(),
                        options,
                        new Resolver());
        try {
            var node = yaml.compose(new StringReader(text));
            if (node != null) {
                document.root = document.tree(node, "", 0);
            }
        } catch (MarkedYAMLException e) {
            throw new ConfigInvalid(List.of(YamlMistakes.in(file, e)));
        } catch (YAMLException e) {
            throw new ConfigInvalid(List.of(YamlMistakes.in(file, text, e)));
        }
        return document;
    }

    /** Whether there is nothing in it but blanks and comments. */
    boolean isEmpty() {
        return marks.isEmpty();
    }

    JsonNode root() {
        return root;
    }

    /** A problem at the value that a JSON pointer names, or at the nearest one around it. */
    ConfigProblem problem(String pointer, String what, String howToFix) {
        var at = pointer;
        while (!marks.containsKey(at) && !at.isEmpty()) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return problem(marks.get(at), what, howToFix);
    }

    /** The JSON pointer of the value at which a problem was found; empty for the whole document. */
    String pointerOf(ConfigProblem problem) {
        return marks.entrySet().stream()
                .filter(
                        entry ->
                                entry.getValue().getLine() + 1 == problem.line()
                                        && entry.getValue().getColumn() + 1 == problem.column())
                .map(Map.Entry::getKey)
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    private ConfigProblem problem(Mark mark, String what, String howToFix) {
        return new ConfigProblem(
                file,
                mark == null ? 1 : mark.getLine() + 1,
                mark == null ? 1 : mark.getColumn() + 1,
                what,
                howToFix);
    }

    private ConfigInvalid invalid(Mark mark, String what, String howToFix) {
        return new ConfigInvalid(List.of(problem(mark, what, howToFix)));
    }

    private JsonNode tree(Node node, String pointer, int depth) throws ConfigInvalid {
        if (depth > DEEPEST) {
            throw invalid(node.getStartMark(), "It is nested too deeply.", "Make it flatter.");
        }
        marks.putIfAbsent(pointer, node.getStartMark());
        if (node instanceof MappingNode mapping) {
            return mapping(mapping, pointer, depth);
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (var item : sequence.getValue()) {
                array.add(tree(item, pointer + "/" + array.size(), depth + 1));
            }
            return array;
        }
        return scalar((ScalarNode) node);
    }

    private ObjectNode mapping(MappingNode mapping, String pointer, int depth)
            throws ConfigInvalid {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (var entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw invalid(
                        entry.getKeyNode().getStartMark(),
                        "A key must be a word.",
                        "Put quotes around {{...}} and other special text.");
            }
            var name = key.getValue();
            if (object.has(name)) {
                throw invalid(
                        key.getStartMark(),
                        "The key '%s' stands here twice.".formatted(name),
                        "Remove one of them.");
            }
            var child = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
            marks.put(child, key.getStartMark());
            object.set(name, tree(entry.getValueNode(), child, depth + 1));
        }
        return object;
    }

    private static ValueNode scalar(ScalarNode node) {
        var factory = JsonNodeFactory.instance;
        var value = node.getValue();
        var tag = node.getTag();
        if (Tag.NULL.equals(tag)) {
            return factory.nullNode();
        }
        if (Tag.BOOL.equals(tag)) {
            return factory.booleanNode(value.matches("(?i)true|yes|on"));
        }
        if (Tag.INT.equals(tag) && value.matches("[-+]?\\d{1,18}")) {
            return factory.numberNode(Long.parseLong(value));
        }
        if (Tag.FLOAT.equals(tag)
                && value.matches("[-+]?(\\d{1,18}\\.\\d{0,18}|\\.\\d{1,18})([eE][-+]?\\d{1,2})?")) {
            return factory.numberNode(new BigDecimal(value));
        }
        return factory.textNode(value);
    }
}
