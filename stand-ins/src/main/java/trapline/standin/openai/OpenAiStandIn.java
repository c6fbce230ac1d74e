package trapline.standin.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import trapline.standin.Faults;
import trapline.standin.http.Arrivals;
import trapline.standin.http.HttpFault;
import trapline.standin.http.HttpStandIn;
import trapline.standin.http.Party;
import trapline.standin.http.StandInReply;
import trapline.standin.http.StandInRequest;

/**
 * A model that looks at pictures and answers questions about them as JSON. It cannot see: the
 * question says what it answers. {@code [[abnormal: a tree fell]]} anywhere in it makes the state
 * and its reason; without that all is normal. Safe for many threads.
 */
public final class OpenAiStandIn implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KEPT = 1000;
    private static final Pattern WANTED = Pattern.compile("\\[\\[(\\w+)(?::\\s*([^]]*))?]]");
    private static final Pattern DATA =
            Pattern.compile("data:image/(?:jpeg|png|gif|webp);base64,([A-Za-z0-9+/=]+)");

    private final String key;
    private final Arrivals<Question> questions = new Arrivals<>(KEPT);
    private final HttpStandIn server;

    private OpenAiStandIn(String key, int port) {
        this.key = key;
        this.server = HttpStandIn.start(new Model(), port);
    }

    /** Starts on a free port. */
    public static OpenAiStandIn start(String key) {
        return start(key, 0);
    }

    /**
     * @param port 0: any free one
     */
    public static OpenAiStandIn start(String key, int port) {
        return new OpenAiStandIn(key, port);
    }

    /** The base address, to which clients add {@code /chat/completions}. */
    public URI url() {
        return URI.create(server.url() + "/v1");
    }

    public Faults<HttpFault> faults() {
        return server.faults();
    }

    /** How many requests came, served or not: what budgets count. */
    public int requests() {
        return server.requests();
    }

    /** The questions that were answered, oldest first. */
    public List<Question> questions() {
        return questions.all();
    }

    /** Waits until there are so many questions; fewer if they do not come in time. */
    public List<Question> await(int count, Duration longest) throws InterruptedException {
        return questions.await(count, longest);
    }

    @Override
    public void close() {
        server.close();
    }

    private final class Model implements Party {
        @Override
        public String name() {
            return "OpenAI";
        }

        @Override
        public boolean suffers(StandInRequest request) {
            return request.path().endsWith("/chat/completions");
        }

        @Override
        public Map<String, HttpFault> faults() {
            return OpenAiFaults.all();
        }

        @Override
        public List<Shown> inbox() {
            return questions.all().stream()
                    .map(
                            one ->
                                    new Shown(
                                            one.model(),
                                            one.text() + "\n\nAnswer: " + one.answer(),
                                            one.pictures()))
                    .toList();
        }

        @Override
        public StandInReply answer(StandInRequest request) {
            var login = request.header("Authorization").orElse("");
            if (!login.equals("Bearer " + key)) {
                return OpenAiFaults.reply(
                        401,
                        "invalid_request_error",
                        "invalid_api_key",
                        "Incorrect API key provided.");
            }
            return switch (request.method() + " " + request.path()) {
                case "GET /v1/models" ->
                        StandInReply.json(
                                200,
                                "{\"object\":\"list\",\"data\":[{\"id\":\"stand-in\",\"object\":\"model\"}]}");
                case "POST /v1/chat/completions" -> asked(request);
                default ->
                        OpenAiFaults.reply(
                                404, "invalid_request_error", "unknown_url", "Unknown request URL");
            };
        }

        private StandInReply asked(StandInRequest request) {
            JsonNode body;
            try {
                body = JSON.readTree(request.text());
            } catch (JsonProcessingException e) {
                return wrong("We could not parse the JSON body of your request.");
            }
            if (!body.path("messages").isArray() || body.path("messages").isEmpty()) {
                return wrong("Missing required parameter: 'messages'.");
            }
            var mistake = schemaMistake(body.path("response_format"));
            if (mistake.isPresent()) {
                return wrong(mistake.get());
            }
            var text = new StringBuilder();
            var pictures = new ArrayList<byte[]>();
            for (var message : body.path("messages")) {
                for (var part : parts(message.path("content"))) {
                    if (part.path("type").asText().equals("image_url")) {
                        var picture = picture(part.path("image_url").path("url").asText());
                        if (picture.isEmpty()) {
                            return OpenAiFaults.reply(
                                    400,
                                    "invalid_request_error",
                                    "invalid_image_format",
                                    "The image is no data URI that can be decoded.");
                        }
                        pictures.add(picture.get());
                    } else {
                        text.append(part.path("text").asText()).append('\n');
                    }
                }
            }
            var answer = verdict(text.toString());
            questions.add(
                    new Question(body.path("model").asText(), text.toString(), pictures, answer));
            return StandInReply.json(
                    200,
                    OpenAiFaults.completion(TextNode.valueOf(answer).toString(), "null", "stop"));
        }
    }

    private static Iterable<JsonNode> parts(JsonNode content) {
        return content.isTextual()
                ? List.of(JSON.createObjectNode().put("type", "text").set("text", content))
                : content;
    }

    /** Strict schemas must say that they are complete. */
    private static Optional<String> schemaMistake(JsonNode format) {
        if (!format.path("type").asText().equals("json_schema")) {
            return Optional.empty();
        }
        var schema = format.path("json_schema");
        var strict = schema.path("strict").asBoolean();
        if (!schema.path("name").asText().matches("[A-Za-z0-9_-]{1,64}")) {
            return Optional.of("Invalid 'response_format.json_schema.name'.");
        }
        var closed = schema.path("schema").path("additionalProperties");
        return strict && (!closed.isBoolean() || closed.asBoolean())
                ? Optional.of("'additionalProperties' is required to be supplied and to be false.")
                : Optional.empty();
    }

    private static Optional<byte[]> picture(String url) {
        var data = DATA.matcher(url);
        return data.matches()
                ? Optional.of(Base64.getMimeDecoder().decode(data.group(1)))
                : Optional.empty();
    }

    private static String verdict(String question) {
        var wanted = WANTED.matcher(question);
        var verdict = JSON.createObjectNode();
        if (wanted.find()) {
            verdict.put("state", wanted.group(1));
            verdict.put("reason", Optional.ofNullable(wanted.group(2)).orElse("").strip());
        } else {
            verdict.put("state", "normal").put("reason", "Nothing unusual is said to be there.");
        }
        verdict.putArray("objects");
        return verdict.toString();
    }

    private static StandInReply wrong(String words) {
        return OpenAiFaults.reply(400, "invalid_request_error", "invalid_value", words);
    }
}
