package trapline.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import trapline.api.config.ConfigFolder;
import trapline.api.config.ConfigStatus;

/** Files in memory; a text with the word "wrong" in it is wrong. */
class FakeConfigFolder implements ConfigFolder {
    private final Map<String, String> texts = new TreeMap<>();

    void hold(Map<String, String> wanted) {
        texts.clear();
        texts.putAll(wanted);
    }

    @Override
    public Map<String, String> texts() {
        return Map.copyOf(texts);
    }

    @Override
    public boolean mayHold(String path) {
        return path.matches("(rules|channels)\\.yaml|routes/[a-z]+\\.yaml");
    }

    @Override
    public Optional<String> schemaOf(String path) {
        return Optional.of(path.startsWith("routes/") ? "routes" : path.replace(".yaml", ""));
    }

    @Override
    public Optional<JsonNode> schema(String name) {
        return Optional.of(name)
                .filter(known -> known.equals("rules"))
                .map(known -> JsonNodeFactory.instance.objectNode().put("title", known));
    }

    @Override
    public List<ConfigStatus.Problem> check(Map<String, Optional<String>> changed) {
        return changed.entrySet().stream()
                .filter(one -> one.getValue().filter(text -> text.contains("wrong")).isPresent())
                .map(
                        one ->
                                new ConfigStatus.Problem(
                                        one.getKey(), 2, 5, "It is wrong.", "Make it right."))
                .toList();
    }

    @Override
    public ConfigStatus.ConfigView write(Map<String, Optional<String>> changed) {
        changed.forEach(
                (path, text) ->
                        text.ifPresentOrElse(
                                some -> texts.put(path, some), () -> texts.remove(path)));
        return new ConfigStatus.ConfigView(Instant.EPOCH, List.of(), List.of());
    }
}
