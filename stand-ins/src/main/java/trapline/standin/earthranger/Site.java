package trapline.standin.earthranger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a site keeps: reports, their files, where they came from, and cameras. */
final class Site {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** The built-in type, and one for species as an administrator would make it. */
    private static final Map<String, Set<String>> TYPES =
            Map.of(
                    "cameratrap_rep",
                    Set.of(
                            "cameratraprep_camera-name",
                            "cameratraprep_camera-make",
                            "cameratraprep_camera-version"),
                    "camera_sighting",
                    Set.of("species", "count", "confidence", "camera", "rule", "link"));

    private final Map<String, ObjectNode> events = new LinkedHashMap<>();
    private final Map<String, List<Map.Entry<String, byte[]>>> files = new HashMap<>();
    private final Set<String> providers = new HashSet<>();
    private final Set<String> sources = new HashSet<>();
    private final Map<String, String> taken = new HashMap<>();
    private final Map<String, ObjectNode> observations = new LinkedHashMap<>();

    synchronized String provider() {
        return added(providers);
    }

    /** Empty if there is no such provider. */
    synchronized Optional<String> source(String provider) {
        return providers.contains(provider) ? Optional.of(added(sources)) : Optional.empty();
    }

    private static String added(Set<String> to) {
        var id = UUID.randomUUID().toString();
        to.add(id);
        return id;
    }

    boolean hasType(String type) {
        return TYPES.containsKey(type);
    }

    synchronized boolean hasSource(String source) {
        return sources.contains(source);
    }

    synchronized boolean isTaken(String source, String externalId) {
        return taken.containsKey(source + " " + externalId);
    }

    /** A new report; details that the type does not know are dropped. */
    synchronized ObjectNode create(JsonNode body, String url) {
        var id = UUID.randomUUID().toString();
        var type = body.path("event_type").asText();
        var event = NODES.objectNode().put("id", id).put("serial_number", 76_819 + events.size());
        event.put("event_type", type).put("event_category", "security");
        event.put("priority", body.path("priority").asInt(300));
        event.put("state", body.path("state").asText("new"));
        for (var name : List.of("time", "location", "title")) {
            if (body.has(name)) {
                event.set(name, body.get(name));
            }
        }
        var details = event.putObject("event_details");
        body.path("event_details")
                .properties()
                .forEach(
                        field -> {
                            if (TYPES.get(type).contains(field.getKey())) {
                                details.set(field.getKey(), field.getValue());
                            }
                        });
        var notes = event.putArray("notes");
        body.path("notes").forEach(note -> note(notes.addObject(), note.path("text").asText()));
        event.putArray("files");
        event.put("url", url + "/api/v1.0/activity/event/" + id);
        events.put(id, event);
        files.put(id, new ArrayList<>());
        if (body.has("external_event_id")) {
            taken.put(
                    body.path("eventsource").asText()
                            + " "
                            + body.get("external_event_id").asText(),
                    id);
        }
        return event.deepCopy();
    }

    private static void note(ObjectNode note, String text) {
        note.put("id", UUID.randomUUID().toString()).put("text", text);
    }

    /** Any change makes a new report an active one. */
    synchronized Optional<ObjectNode> change(String id, JsonNode change) {
        var event = Optional.ofNullable(events.get(id));
        event.ifPresent(
                found -> {
                    found.put("state", found.path("state").asText().replace("new", "active"));
                    change.properties().forEach(f -> found.set(f.getKey(), f.getValue()));
                });
        return event.map(ObjectNode::deepCopy);
    }

    synchronized boolean note(String id, String text) {
        var event = Optional.ofNullable(events.get(id));
        event.ifPresent(found -> note(((ArrayNode) found.get("notes")).addObject(), text));
        return event.isPresent();
    }

    synchronized Optional<ObjectNode> attach(String id, String name, byte[] content) {
        return Optional.ofNullable(files.get(id))
                .map(
                        kept -> {
                            kept.add(Map.entry(name, content));
                            return NODES.objectNode()
                                    .put("id", UUID.randomUUID().toString())
                                    .put("comment", "")
                                    .put("filename", name)
                                    .put("file_type", "image");
                        });
    }

    /** Newest first, of one type. */
    synchronized List<ObjectNode> newest(String type) {
        var found = new ArrayList<ObjectNode>();
        events.values().stream()
                .filter(event -> event.path("event_type").asText().equals(type))
                .forEach(event -> found.add(0, event.deepCopy()));
        return found;
    }

    synchronized List<Report> reports() {
        return events.entrySet().stream()
                .map(e -> new Report(e.getKey(), e.getValue(), files.get(e.getKey())))
                .toList();
    }

    /** One a camera and second; false: it was there. */
    synchronized boolean observe(String provider, JsonNode observation) {
        var key =
                "%s %s %s"
                        .formatted(
                                provider,
                                observation.path("manufacturer_id").asText(),
                                observation.path("recorded_at").asText());
        return observations.putIfAbsent(key, observation.deepCopy()) == null;
    }

    synchronized List<ObjectNode> observations() {
        return List.copyOf(observations.values());
    }
}
