package trapline.standin.gundi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import trapline.standin.Faults;
import trapline.standin.http.HttpFault;
import trapline.standin.http.HttpStandIn;
import trapline.standin.http.Multipart;
import trapline.standin.http.Party;
import trapline.standin.http.StandInReply;
import trapline.standin.http.StandInRequest;

/**
 * Gundi with one connection. An event that comes byte for byte again is answered with a fresh id
 * and goes nowhere, and so do files that are added to it. Safe for many threads.
 */
public final class GundiStandIn implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern FILES = Pattern.compile("/v2/events/([\\w-]+)/attachments/");
    private static final String TIMES =
            "\",\"created_at\":\"2026-03-01T12:00:00Z\",\"updated_at\":null}";

    private final String apiKey;
    private final Hub hub = new Hub();
    private final HttpStandIn server;
    private final Map<String, JsonNode> passedOn = new LinkedHashMap<>();
    private final Map<String, Map<String, byte[]>> files = new HashMap<>();
    private volatile String faulty = "/v2/events/";

    private GundiStandIn(String apiKey, int port) {
        this.apiKey = apiKey;
        this.server = HttpStandIn.start(hub, port);
    }

    /** Starts on a free port. */
    public static GundiStandIn start(String apiKey) {
        return start(apiKey, 0);
    }

    public static GundiStandIn start(String apiKey, int port) {
        return new GundiStandIn(apiKey, port);
    }

    public URI url() {
        return server.url();
    }

    public Faults<HttpFault> faults() {
        return server.faults();
    }

    /** Faults fall on files from now on, not on events. */
    public void aimAtFiles() {
        faulty = FILES.pattern();
    }

    /** What went on to the destination, oldest first. */
    public List<JsonNode> events() {
        synchronized (passedOn) {
            return List.copyOf(passedOn.values());
        }
    }

    /** The files that went on with the event of this place in {@link #events}, by name. */
    public Map<String, byte[]> files(int index) {
        synchronized (passedOn) {
            return Map.copyOf(files.get(new ArrayList<>(passedOn.keySet()).get(index)));
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private final class Hub implements Party {
        @Override
        public String name() {
            return "Gundi";
        }

        @Override
        public boolean suffers(StandInRequest request) {
            return request.path().matches(faulty);
        }

        @Override
        public Map<String, HttpFault> faults() {
            return GundiFaults.all();
        }

        @Override
        public List<Shown> inbox() {
            synchronized (passedOn) {
                return passedOn.entrySet().stream()
                        .map(
                                e ->
                                        new Shown(
                                                e.getValue().path("source").asText(),
                                                e.getValue().toPrettyString(),
                                                List.copyOf(files.get(e.getKey()).values())))
                        .toList();
            }
        }

        @Override
        public StandInReply answer(StandInRequest request) {
            var key = request.header("apikey").orElse("");
            if (key.isEmpty()) {
                return StandInReply.json(401, "{\"message\":\"No API key found in request\"}");
            }
            if (!key.equals(apiKey)) {
                return StandInReply.json(
                        403, "{\"message\":\"Invalid authentication credentials\"}");
            }
            var found = FILES.matcher(request.path());
            if (request.method().equals("POST") && found.matches()) {
                return attach(request, found.group(1));
            }
            if (request.method().equals("POST") && request.path().equals("/v2/events/")) {
                try {
                    return create(JSON.readTree(request.text()));
                } catch (JsonProcessingException e) {
                    return StandInReply.json(400, "{\"detail\":\"JSON parse error\"}");
                }
            }
            return StandInReply.json(404, "{\"detail\":\"Not found.\"}");
        }

        private StandInReply create(JsonNode event) {
            var place = event.path("location");
            if (!place.isMissingNode()
                    && !(place.path("lat").isNumber() && place.path("lon").isNumber())) {
                return StandInReply.json(
                        400, "{\"location\":[\"'location' requires 'lat' and 'lon'.\"]}");
            }
            if (!event.path("recorded_at").asText().matches(".*([+-]\\d\\d:\\d\\d|Z)")) {
                return StandInReply.json(400, "{\"recorded_at\":[\"This field is required.\"]}");
            }
            var id = UUID.randomUUID().toString();
            synchronized (passedOn) {
                if (!passedOn.containsValue(event)) {
                    passedOn.put(id, event);
                    files.put(id, new LinkedHashMap<>());
                }
            }
            return StandInReply.json(200, "{\"object_id\":\"" + id + TIMES);
        }

        private StandInReply attach(StandInRequest request, String id) {
            var part = Multipart.of(request).flatMap(form -> form.part("file1"));
            if (part.isEmpty() || part.get().fileName().isEmpty()) {
                return StandInReply.json(400, "{\"detail\":\"No files\"}");
            }
            synchronized (passedOn) {
                if (files.containsKey(id)) {
                    files.get(id).putIfAbsent(part.get().fileName().get(), part.get().content());
                }
            }
            return StandInReply.json(200, "[{\"object_id\":\"" + UUID.randomUUID() + TIMES + "]");
        }
    }
}
