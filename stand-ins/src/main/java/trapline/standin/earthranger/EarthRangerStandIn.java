package trapline.standin.earthranger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import trapline.standin.Faults;
import trapline.standin.http.HttpFault;
import trapline.standin.http.HttpStandIn;
import trapline.standin.http.Multipart;
import trapline.standin.http.Party;
import trapline.standin.http.StandInReply;
import trapline.standin.http.StandInRequest;

/**
 * One EarthRanger site with the event types {@code cameratrap_rep} and {@code camera_sighting}.
 * Faults fall on the step they are aimed at, at first on making reports. Safe for many threads.
 */
public final class EarthRangerStandIn implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern SOURCES =
            Pattern.compile("activity/eventprovider/([\\w-]+)/eventsources/?");
    private static final Pattern FILES = Pattern.compile("activity/event/([\\w-]+)/files/");
    private static final Pattern NOTES = Pattern.compile("activity/event/([\\w-]+)/notes/?");
    private static final Pattern EVENT = Pattern.compile("activity/event/([\\w-]+)/?");
    private static final Pattern GENERIC = Pattern.compile("sensors/generic/([\\w-]+)/status/?");
    private static final Set<String> SOURCE_TYPES =
            Set.of("tracking-device", "trap", "seismic", "firms", "gps-radio");

    /** The user whose password is taken, beside the token. */
    public static final String USER = "trapbot";

    private final String secret;
    private final Site site = new Site();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final HttpStandIn server;
    private volatile Step faulty = Step.REPORT;

    /** What faults may fall on. */
    public enum Step {
        LOGIN("POST", "/oauth2/token/"),
        REPORT("POST", "activity/events/?"),
        FIND("GET", "activity/events/?"),
        FILE("POST", "activity/event/[\\w-]+/files/"),
        CHANGE("PATCH", "activity/event/[\\w-]+/?"),
        CAMERA("POST", "sensors/generic/[\\w-]+/status/?");

        private final String method;
        private final String path;

        Step(String method, String path) {
            this.method = method;
            this.path = path;
        }
    }

    private EarthRangerStandIn(String secret, int port) {
        this.secret = secret;
        tokens.add(secret);
        this.server = HttpStandIn.start(new Rangers(), port);
    }

    /**
     * Starts on a free port.
     *
     * @param secret a token, and the password of {@link #USER}
     */
    public static EarthRangerStandIn start(String secret) {
        return start(secret, 0);
    }

    public static EarthRangerStandIn start(String secret, int port) {
        return new EarthRangerStandIn(secret, port);
    }

    public URI url() {
        return server.url();
    }

    public Faults<HttpFault> faults() {
        return server.faults();
    }

    /** Faults fall on this from now on. */
    public void aimAt(Step step) {
        faulty = step;
    }

    public int requests() {
        return server.requests();
    }

    /** All reports, oldest first. */
    public List<Report> reports() {
        return site.reports();
    }

    /** Where cameras were seen, oldest first. */
    public List<ObjectNode> observations() {
        return site.observations();
    }

    /** Tokens that logins got are not taken any more. */
    public void endTokens() {
        tokens.retainAll(Set.of(secret));
    }

    @Override
    public void close() {
        server.close();
    }

    private final class Rangers implements Party {
        private static final String API = "/api/v1.0/";

        @Override
        public String name() {
            return "EarthRanger";
        }

        @Override
        public boolean suffers(StandInRequest request) {
            var path = request.path();
            var under = path.startsWith(API) ? path.substring(API.length()) : path;
            return request.method().equals(faulty.method) && under.matches(faulty.path);
        }

        @Override
        public Map<String, HttpFault> faults() {
            return EarthRangerFaults.all();
        }

        @Override
        public List<Shown> inbox() {
            return site.reports().stream()
                    .map(
                            report ->
                                    new Shown(
                                            report.event().path("event_type").asText(),
                                            report.event().toPrettyString(),
                                            report.files().stream()
                                                    .map(Map.Entry::getValue)
                                                    .toList()))
                    .toList();
        }

        @Override
        public StandInReply answer(StandInRequest request) {
            if (request.path().equals("/oauth2/token/")) {
                return login(HttpStandIn.form(request.text()));
            }
            if (!request.path().startsWith(API)) {
                return raised(404, "Not Found", "Not found.");
            }
            var path = request.path().substring(API.length());
            if (path.matches("status/?")) {
                return data(200, NODES.objectNode().put("version", "2.90"));
            }
            var token = request.header("Authorization").orElse("").replaceFirst("^Bearer ", "");
            if (!tokens.contains(token)) {
                return raised(401, "Unauthorized", "Authentication credentials were not provided.");
            }
            try {
                return inside(request, path);
            } catch (JsonProcessingException e) {
                return raised(400, "Bad Request", "JSON parse error");
            }
        }

        private StandInReply login(Map<String, List<String>> form) {
            var given = form.getOrDefault("password", List.of(""));
            if (!form.getOrDefault("username", List.of()).contains(USER)
                    || !given.contains(secret)
                    || !form.getOrDefault("client_id", List.of()).contains("das_web_client")) {
                return StandInReply.json(
                        400,
                        "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid credentials given.\"}");
            }
            var token = UUID.randomUUID().toString();
            tokens.add(token);
            return StandInReply.json(
                    200,
                    "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":172800,\"refresh_token\":\"r-%s\",\"scope\":\"read write\"}"
                            .formatted(token, token));
        }

        private StandInReply inside(StandInRequest request, String path)
                throws JsonProcessingException {
            return switch (request.method() + " " + path.replaceAll("/$", "")) {
                case "GET user/me" -> data(200, NODES.objectNode().put("username", USER));
                case "POST activity/eventproviders" ->
                        data(201, NODES.objectNode().put("id", site.provider()));
                case "POST activity/events" -> create(JSON.readTree(request.text()));
                case "GET activity/events" -> list(request);
                default -> one(request, path);
            };
        }

        private StandInReply one(StandInRequest request, String path)
                throws JsonProcessingException {
            var method = request.method();
            Matcher found = FILES.matcher(path);
            if (found.matches()) {
                return method.equals("POST")
                        ? attach(request, found.group(1))
                        : files(found.group(1));
            }
            found = SOURCES.matcher(path);
            if (method.equals("POST") && found.matches()) {
                return site.source(found.group(1))
                        .map(id -> data(201, NODES.objectNode().put("id", id)))
                        .orElseGet(() -> raised(404, "Not Found", "Not found."));
            }
            found = NOTES.matcher(path);
            if (method.equals("POST") && found.matches()) {
                var text = JSON.readTree(request.text()).path("text").asText();
                return site.note(found.group(1), text)
                        ? data(201, NODES.objectNode().put("text", text))
                        : raised(404, "Not Found", "Not found.");
            }
            found = EVENT.matcher(path);
            if (method.equals("PATCH") && found.matches()) {
                return site.change(found.group(1), JSON.readTree(request.text()))
                        .map(event -> data(200, event))
                        .orElseGet(() -> raised(404, "Not Found", "Not found."));
            }
            found = GENERIC.matcher(path);
            return method.equals("POST") && found.matches()
                    ? observe(found.group(1), JSON.readTree(request.text()))
                    : raised(404, "Not Found", "Not found.");
        }

        private StandInReply create(JsonNode body) {
            var type = body.path("event_type").asText("");
            if (type.isEmpty()) {
                return wrong("{\"event_type\":[\"Event type must be provided.\"]}");
            }
            if (!site.hasType(type)) {
                return wrong(
                        "{\"event_type\":{\"event_type\":\"Value '%s' does not exist.\"}}"
                                .formatted(type));
            }
            var external = body.path("external_event_id").asText("");
            var source = body.path("eventsource").asText("");
            if (!external.isEmpty() && (!site.hasSource(source) || external.length() > 100)) {
                return wrong("{\"eventsource\":[\"Invalid event source.\"]}");
            }
            synchronized (site) {
                return !external.isEmpty() && site.isTaken(source, external)
                        ? StandInReply.json(
                                409,
                                "{\"external_event_id\":\"External event ID already exists.\",\"status\":{\"code\":409,\"message\":\"Conflict\"}}")
                        : data(201, site.create(body, url().toString()));
            }
        }

        private StandInReply list(StandInRequest request) {
            var size = Integer.parseInt(request.parameter("page_size").orElse("25"));
            var page = Integer.parseInt(request.parameter("page").orElse("1"));
            var all = site.newest(request.parameter("event_type").orElse(""));
            var answer = NODES.objectNode().put("count", all.size());
            var results = answer.putArray("results");
            all.stream().skip((long) size * (page - 1)).limit(size).forEach(results::add);
            return data(200, answer);
        }

        private StandInReply attach(StandInRequest request, String id) {
            var part = Multipart.of(request).flatMap(form -> form.part("filecontent.file"));
            var name = part.flatMap(Multipart.Part::fileName);
            if (name.isEmpty()) {
                return raised(500, "Internal Server Error", "'filecontent.file'");
            }
            return site.attach(id, name.get(), part.get().content())
                    .map(file -> data(201, file))
                    .orElseGet(() -> raised(404, "Not Found", "Not found."));
        }

        private StandInReply files(String id) {
            var list = NODES.arrayNode();
            report(id)
                    .ifPresent(
                            report ->
                                    report.files()
                                            .forEach(
                                                    file ->
                                                            list.addObject()
                                                                    .put(
                                                                            "filename",
                                                                            file.getKey())));
            return data(200, list);
        }

        private Optional<Report> report(String id) {
            return site.reports().stream().filter(report -> report.id().equals(id)).findFirst();
        }

        private StandInReply observe(String provider, JsonNode body) {
            var place = body.path("location");
            if (!place.path("lat").isNumber()
                    || !place.path("lon").isNumber()
                    || !body.hasNonNull("recorded_at")
                    || !body.hasNonNull("manufacturer_id")
                    || !SOURCE_TYPES.contains(body.path("source_type").asText())) {
                return wrong("{\"location\":[\"Invalid observation.\"]}");
            }
            return data(site.observe(provider, body) ? 201 : 200, NODES.objectNode());
        }

        /** Every body is handled as a list, so what is wrong with it is nested twice. */
        private StandInReply wrong(String errors) {
            return StandInReply.json(
                    400,
                    "{\"data\":[[%s]],\"status\":{\"code\":400,\"message\":\"Bad Request\"}}"
                            .formatted(errors));
        }

        private StandInReply data(int code, JsonNode data) {
            var body = NODES.objectNode();
            body.set("data", data);
            body.putObject("status")
                    .put("code", code)
                    .put("message", code == 201 ? "Created" : "OK");
            return StandInReply.json(code, body.toString());
        }

        private StandInReply raised(int code, String message, String detail) {
            return EarthRangerFaults.envelope(code, message, detail);
        }
    }
}
