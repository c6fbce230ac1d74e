package trapline.standin.whatsapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import trapline.standin.Faults;
import trapline.standin.http.Arrivals;
import trapline.standin.http.HttpFault;
import trapline.standin.http.HttpStandIn;
import trapline.standin.http.Multipart;
import trapline.standin.http.Party;
import trapline.standin.http.StandInReply;
import trapline.standin.http.StandInRequest;

/**
 * The Cloud API for one number. Who has written within a day is played by {@link #opens}; statuses
 * and answers of people are sent by {@link #tells}. Safe for use by many threads.
 */
public final class WhatsAppStandIn implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int KEPT = 1000;
    private static final int LARGEST_PICTURE = 5 << 20;
    private static final int WORDS_OF_THE_TEMPLATE = 4;

    private final String phoneNumberId;
    private final String token;
    private final String template;
    private final HttpStandIn server;
    private final Arrivals<WhatsAppMessage> sent = new Arrivals<>(KEPT);
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final Map<String, byte[]> media = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger(1);
    private final HttpClient client = HttpClient.newHttpClient();

    private WhatsAppStandIn(String phoneNumberId, String token, String template, int port) {
        this.phoneNumberId = phoneNumberId;
        this.token = token;
        this.template = template;
        this.server = HttpStandIn.start(new Api(), port);
    }

    /**
     * @param template the only one that was approved: an image header, and four words
     * @param port 0: any free one
     */
    public static WhatsAppStandIn start(
            String phoneNumberId, String token, String template, int port) {
        return new WhatsAppStandIn(phoneNumberId, token, template, port);
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

    /** What was accepted, oldest first. */
    public List<WhatsAppMessage> messages() {
        return sent.all();
    }

    public List<WhatsAppMessage> await(int count, Duration longest) throws InterruptedException {
        return sent.await(count, longest);
    }

    /** How many files were uploaded. */
    public int uploads() {
        return media.size();
    }

    /** This person has written, so that free messages are taken for a day. */
    public void opens(String number) {
        open.add(number);
    }

    /**
     * Posts a webhook as Meta does.
     *
     * @param value what happened, such as {@code {"statuses":[...]}}
     * @return the status of the answer
     * @throws UncheckedIOException if nobody answers
     */
    public int tells(URI hook, String appSecret, String value) throws InterruptedException {
        var body =
                "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"WABA\",\"changes\":[{\"field\":\"messages\",\"value\":%s}]}]}"
                        .formatted(value);
        var request =
                HttpRequest.newBuilder(hook)
                        .header("Content-Type", "application/json")
                        .header("X-Hub-Signature-256", "sha256=" + hmac(appSecret, body))
                        .timeout(Duration.ofSeconds(10))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private static String hmac(String secret, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    private final class Api implements Party {
        @Override
        public String name() {
            return "WhatsApp";
        }

        @Override
        public StandInReply answer(StandInRequest request) {
            var path = request.path().split("/");
            if (path.length != 4
                    || !path[1].matches("v\\d+\\.\\d+")
                    || !path[2].equals(phoneNumberId)) {
                return WhatsAppFaults.reply(400, 100, "Unsupported post request");
            }
            if (!request.header("Authorization").filter(("Bearer " + token)::equals).isPresent()) {
                return WhatsAppFaults.reply(401, 190, "Invalid OAuth access token");
            }
            return switch (request.method() + " " + path[3]) {
                case "POST media" -> upload(request);
                case "POST messages" -> message(request);
                default -> WhatsAppFaults.reply(400, 100, "Unsupported request");
            };
        }

        /** Uploads fail by themselves seldom; messages are what matters. */
        @Override
        public boolean suffers(StandInRequest request) {
            return request.path().endsWith("/messages");
        }

        private StandInReply upload(StandInRequest request) {
            var file = Multipart.of(request).flatMap(form -> form.part("file"));
            var product = Multipart.of(request).flatMap(form -> form.part("messaging_product"));
            if (file.isEmpty()
                    || !product.map(Multipart.Part::text).filter("whatsapp"::equals).isPresent()) {
                return WhatsAppFaults.reply(
                        400, 100, "The parameter messaging_product is required.");
            }
            if (file.get().content().length > LARGEST_PICTURE) {
                return WhatsAppFaults.reply(400, 131052, "Media file size too big");
            }
            var id = "10375432915" + next.getAndIncrement();
            media.put(id, file.get().content());
            return StandInReply.json(200, "{\"id\":\"%s\"}".formatted(id));
        }

        private StandInReply message(StandInRequest request) {
            try {
                var body = (ObjectNode) JSON.readTree(request.text());
                return switch (body.path("type").asText()) {
                    case "text" ->
                            free(
                                    body,
                                    List.of(body.path("text").path("body").asText()),
                                    Optional.empty());
                    case "image" ->
                            free(
                                    body,
                                    List.of(body.path("image").path("caption").asText()),
                                    Optional.of(body.path("image").path("id").asText()));
                    case "template" -> template(body);
                    default -> WhatsAppFaults.reply(400, 131051, "Unsupported message type");
                };
            } catch (JsonProcessingException | ClassCastException e) {
                return WhatsAppFaults.reply(400, 100, "Invalid parameter");
            }
        }

        private StandInReply free(ObjectNode body, List<String> words, Optional<String> image) {
            if (!open.contains(digits(body.path("to").asText()))) {
                return WhatsAppFaults.reply(400, 131047, "Re-engagement message");
            }
            return accept(body, words, image);
        }

        private StandInReply template(ObjectNode body) {
            var wanted = body.path("template");
            if (!wanted.path("name").asText().equals(template)
                    || wanted.path("language").path("code").asText().isEmpty()) {
                return WhatsAppFaults.reply(
                        404, 132001, "Template name does not exist in the translation");
            }
            var words = new ArrayList<String>();
            var image = Optional.<String>empty();
            for (var component : wanted.path("components")) {
                for (JsonNode parameter : component.path("parameters")) {
                    if (component.path("type").asText().equals("header")) {
                        image = Optional.of(parameter.path("image").path("id").asText());
                    } else if (component.path("type").asText().equals("body")) {
                        words.add(parameter.path("text").asText());
                    }
                }
            }
            if (words.size() != WORDS_OF_THE_TEMPLATE || image.isEmpty()) {
                return WhatsAppFaults.reply(
                        400,
                        132000,
                        "Number of parameters does not match the expected number of params");
            }
            if (words.stream()
                    .anyMatch(word -> word.isEmpty() || word.matches("(?s).*([\\n\\t]| {5}).*"))) {
                return WhatsAppFaults.reply(
                        400,
                        132012,
                        "Parameter format does not match format in the created template");
            }
            return accept(body, words, image);
        }

        private StandInReply accept(ObjectNode body, List<String> words, Optional<String> image) {
            if (image.isPresent() && !media.containsKey(image.get())) {
                return WhatsAppFaults.reply(400, 131009, "Parameter value is not valid");
            }
            var to = digits(body.path("to").asText());
            if (!to.matches("[1-9]\\d{6,14}")
                    || !body.path("messaging_product").asText().equals("whatsapp")) {
                return WhatsAppFaults.reply(400, 131009, "Parameter value is not valid");
            }
            var id = "wamid.HBgM" + next.getAndIncrement();
            sent.add(
                    new WhatsAppMessage(
                            id,
                            to,
                            body.path("type").asText(),
                            words,
                            image.map(media::get),
                            body.path("biz_opaque_callback_data").asText()));
            var answer = NODES.objectNode().put("messaging_product", "whatsapp");
            answer.putArray("contacts")
                    .addObject()
                    .put("input", body.path("to").asText())
                    .put("wa_id", to);
            answer.putArray("messages").addObject().put("id", id).put("message_status", "accepted");
            return StandInReply.json(200, answer.toString());
        }

        private String digits(String number) {
            return number.startsWith("+") ? number.substring(1) : number;
        }

        @Override
        public List<Shown> inbox() {
            return sent.all().stream()
                    .map(
                            m ->
                                    new Shown(
                                            "+" + m.to(),
                                            m.type() + "\n" + String.join("\n", m.words()),
                                            m.picture().stream().toList()))
                    .toList();
        }

        @Override
        public Map<String, HttpFault> faults() {
            return WhatsAppFaults.all();
        }
    }
}
