package trapline.standin.signal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import trapline.standin.Faults;
import trapline.standin.http.Arrivals;
import trapline.standin.http.HttpFault;
import trapline.standin.http.HttpStandIn;
import trapline.standin.http.Party;
import trapline.standin.http.StandInReply;
import trapline.standin.http.StandInRequest;

/**
 * The signal-cli REST gateway with one registered number and one group. People are played by {@link
 * #writes} and {@link #reacts}. Safe for use by many threads.
 */
public final class SignalStandIn implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int KEPT = 1000;
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9]\\d{5,14}");
    private static final Pattern ATTACHMENT =
            Pattern.compile(
                    "(data:[^;,]+(;filename=[A-Za-z0-9._-]+)?;base64,)?([A-Za-z0-9+/]+={0,2})",
                    Pattern.DOTALL);

    /** The group that exists. */
    public static final String GROUP = "group.cmFuZ2Vycz0=";

    /** The same group as signal-cli itself calls it, in what is received. */
    public static final String INTERNAL_GROUP = "rangers=";

    private final String number;
    private final Mode mode;
    private final HttpStandIn server;
    private final Arrivals<SignalMessage> sent = new Arrivals<>(KEPT);
    private final AtomicLong clock = new AtomicLong(1767225600123L);
    private final List<ObjectNode> waiting = new ArrayList<>();

    /** How the gateway runs and which release it is: answers differ. */
    public enum Mode {
        /** Releases up to 0.100: one object; messages are asked for. */
        NORMAL,
        /** Since July 2026: a list of one. */
        NORMAL_NEWER
    }

    private SignalStandIn(String number, int port, Mode mode) {
        this.number = number;
        this.mode = mode;
        this.server = HttpStandIn.start(new Gateway(), port);
    }

    /** Starts on a free port. */
    public static SignalStandIn start(String number) {
        return start(number, 0, Mode.NORMAL);
    }

    public static SignalStandIn start(String number, int port, Mode mode) {
        return new SignalStandIn(number, port, mode);
    }

    public URI url() {
        return server.url();
    }

    public Faults<HttpFault> faults() {
        return server.faults();
    }

    public int requests() {
        return server.requests();
    }

    /** What was sent, oldest first. */
    public List<SignalMessage> messages() {
        return sent.all();
    }

    public List<SignalMessage> await(int count, Duration longest) throws InterruptedException {
        return sent.await(count, longest);
    }

    /** Somebody writes to the number. */
    public void writes(String from, String name, String text, Optional<Long> quoting) {
        var data = NODES.objectNode().put("timestamp", clock.addAndGet(1000)).put("message", text);
        quoting.ifPresent(
                timestamp ->
                        data.set(
                                "quote",
                                NODES.objectNode().put("id", timestamp).put("author", number)));
        receive(from, name, data);
    }

    /** Somebody reacts to a message, in a group or not. */
    public void reacts(String from, String name, String emoji, long timestamp, boolean inGroup) {
        var data = NODES.objectNode().put("timestamp", clock.addAndGet(1000));
        data.putNull("message");
        data.set(
                "reaction",
                NODES.objectNode()
                        .put("emoji", emoji)
                        .put("targetAuthor", number)
                        .put("targetSentTimestamp", timestamp)
                        .put("isRemove", false));
        if (inGroup) {
            data.set(
                    "groupInfo",
                    NODES.objectNode().put("groupId", INTERNAL_GROUP).put("type", "DELIVER"));
        }
        receive(from, name, data);
    }

    @Override
    public void close() {
        server.close();
    }

    private void receive(String from, String name, ObjectNode data) {
        var envelope =
                NODES.objectNode()
                        .put("source", from)
                        .put("sourceNumber", from)
                        .put("sourceUuid", "0f1e2d3c-0000-4000-8000-000000000001")
                        .put("sourceName", name)
                        .put("sourceDevice", 1)
                        .put("timestamp", data.get("timestamp").asLong());
        envelope.set("dataMessage", data);
        var message = NODES.objectNode();
        message.set("envelope", envelope);
        message.put("account", number);
        synchronized (waiting) {
            waiting.add(message);
        }
    }

    private final class Gateway implements Party {
        @Override
        public String name() {
            return "Signal";
        }

        @Override
        public StandInReply answer(StandInRequest request) {
            var path =
                    URLDecoder.decode(request.path().replace("+", "%2B"), StandardCharsets.UTF_8);
            return switch (request.method() + " " + path) {
                case "GET /v1/health" -> StandInReply.empty(204);
                case "GET /v1/about" ->
                        StandInReply.json(
                                200,
                                "{\"versions\":[\"v1\",\"v2\"],\"build\":2,\"mode\":\"normal\",\"version\":\"0.99\",\"capabilities\":{\"v2/send\":[\"quotes\",\"mentions\"]}}");
                case "GET /v1/accounts" -> StandInReply.json(200, "[\"%s\"]".formatted(number));
                case "POST /v2/send" -> send(request);
                default -> other(request.method(), path);
            };
        }

        @Override
        public boolean suffers(StandInRequest request) {
            return request.path().equals("/v2/send");
        }

        private StandInReply other(String method, String path) {
            if (method.equals("GET") && path.equals("/v1/receive/" + number)) {
                return received();
            }
            if (method.equals("GET") && path.equals("/v1/groups/" + number)) {
                return StandInReply.json(
                        200,
                        "[{\"name\":\"Rangers\",\"id\":\"%s\",\"internal_id\":\"%s\",\"members\":[\"+31600000002\"],\"blocked\":false}]"
                                .formatted(GROUP, INTERNAL_GROUP));
            }
            return StandInReply.text(404, "text/plain", "404 page not found");
        }

        /** Gone from the gateway once they were asked for. */
        private StandInReply received() {
            synchronized (waiting) {
                ArrayNode all = NODES.arrayNode().addAll(waiting);
                waiting.clear();
                return StandInReply.json(200, all.toString());
            }
        }

        private StandInReply send(StandInRequest request) {
            try {
                var body = JSON.readTree(request.text());
                var refusal = refusal(body);
                return refusal.isPresent() ? error(refusal.get()) : accept(body);
            } catch (JsonProcessingException e) {
                return error("Couldn't process request - invalid request");
            }
        }

        private Optional<String> refusal(JsonNode body) {
            var recipients = body.path("recipients");
            if (!body.path("number").asText().equals(number)) {
                return Optional.of("Specified account does not exist");
            }
            if (recipients.isEmpty()) {
                return Optional.of(
                        "Couldn't process request - please provide at least one recipient");
            }
            var groups = 0;
            for (var recipient : recipients) {
                groups += recipient.asText().startsWith("group.") ? 1 : 0;
            }
            if (groups > 0 && groups < recipients.size()) {
                return Optional.of(
                        "Signal Messenger Groups and phone numbers cannot be specified together in one request! Please split them up into multiple REST API calls.");
            }
            if (groups > 1) {
                return Optional.of(
                        "A signal message cannot be sent to more than one group at once! Please use multiple REST API calls for that.");
            }
            var first = recipients.get(0).asText();
            if (groups == 1 && !first.equals(GROUP)) {
                return Optional.of("Invalid group id");
            }
            if (groups == 0 && first.startsWith("+") && !NUMBER.matcher(first).matches()) {
                return Optional.of("Failed to send message: Invalid recipient");
            }
            for (var attachment : body.path("base64_attachments")) {
                if (!ATTACHMENT.matcher(attachment.asText()).matches()) {
                    return Optional.of("Couldn't process request - illegal base64 data");
                }
            }
            return Optional.empty();
        }

        private StandInReply accept(JsonNode body) {
            var timestamp = clock.addAndGet(1000);
            var attachments = new ArrayList<byte[]>();
            for (var attachment : body.path("base64_attachments")) {
                var text = attachment.asText();
                attachments.add(Base64.getDecoder().decode(text.substring(text.indexOf(',') + 1)));
            }
            for (var recipient : body.path("recipients")) {
                sent.add(
                        new SignalMessage(
                                timestamp,
                                recipient.asText(),
                                body.path("message").asText(),
                                attachments,
                                body.path("edit_timestamp").asLong(0)));
            }
            var one = "{\"timestamp\":\"%d\"}".formatted(timestamp);
            return StandInReply.json(201, mode == Mode.NORMAL ? one : "[" + one + "]");
        }

        private StandInReply error(String words) {
            return StandInReply.json(400, NODES.objectNode().put("error", words).toString());
        }

        @Override
        public List<Shown> inbox() {
            return sent.all().stream()
                    .map(m -> new Shown(m.recipient(), m.text(), m.attachments()))
                    .toList();
        }

        @Override
        public Map<String, HttpFault> faults() {
            return SignalFaults.all();
        }
    }
}
