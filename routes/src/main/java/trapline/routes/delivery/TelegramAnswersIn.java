package trapline.routes.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trapline.delivery.Answer;
import trapline.delivery.AnswerStep;
import trapline.delivery.Inbound;
import trapline.delivery.LinkedChats;
import trapline.delivery.TelegramChannel;

/**
 * What people do in chats with a bot: asked for, or sent to us. Each update is dealt with once, and
 * confirmed only after that.
 */
public class TelegramAnswersIn {
    private static final Logger log = LoggerFactory.getLogger(TelegramAnswersIn.class);

    /** Short, so that a stop need not wait for it. */
    private static final int POLL_SECONDS = 5;

    private static final int AT_ONCE = 50;
    private static final int CONFLICT = 409;
    private static final int LONGEST_NOTICE = 200;
    private static final String SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token";

    private final TelegramApi api;
    private final Inbound inbound;
    private final LinkedChats chats;
    private final AnswerStep answerStep;

    public TelegramAnswersIn(
            TelegramApi api, Inbound inbound, LinkedChats chats, AnswerStep answerStep) {
        this.api = api;
        this.inbound = inbound;
        this.chats = chats;
        this.answerStep = answerStep;
    }

    /** Asks once, and deals with what there is. */
    void poll(TelegramChannel bot) throws PartyClient.NotReached, PartyClient.AnswerLost {
        var ask = TelegramApi.JSON.createObjectNode();
        ask.put("offset", inbound.next(bot.channelId())).put("limit", AT_ONCE);
        ask.put("timeout", POLL_SECONDS);
        ask.putArray("allowed_updates").add("message").add("callback_query").add("my_chat_member");
        var wait = Duration.ofSeconds(POLL_SECONDS).plus(bot.timeout());
        var said = api.call(bot, "getUpdates", ask, wait);
        if (said.code() == CONFLICT && said.description().contains("webhook")) {
            api.call(bot, "deleteWebhook", TelegramApi.JSON.createObjectNode(), bot.timeout());
            log.atInfo()
                    .addKeyValue("channel", bot.channelId())
                    .log("A webhook of before was removed, so that answers can be asked for");
        } else if (said.isOk()) {
            said.result().forEach(update -> take(bot, update));
        } else {
            log.atWarn()
                    .addKeyValue("channel", bot.channelId())
                    .log("Answers could not be asked for: Telegram answered {}", said.code());
        }
    }

    /** Tells Telegram where to send updates. */
    void register(TelegramChannel bot) throws PartyClient.NotReached, PartyClient.AnswerLost {
        var hook = TelegramApi.JSON.createObjectNode();
        hook.put(
                "url",
                "%s/api/hooks/%s"
                        .formatted(
                                bot.consoleUrl().orElseThrow().toString().replaceAll("/+$", ""),
                                bot.channelId()));
        hook.put("secret_token", secret(bot));
        hook.putArray("allowed_updates").add("message").add("callback_query").add("my_chat_member");
        var said = api.call(bot, "setWebhook", hook, bot.timeout());
        if (!said.isOk()) {
            log.atWarn()
                    .addKeyValue("channel", bot.channelId())
                    .log("Telegram does not take the webhook's address: {}", said.code());
        }
    }

    /**
     * One update that was sent to us.
     *
     * @return whether it is Telegram's
     */
    boolean take(TelegramChannel bot, Optional<String> secret, JsonNode update) {
        var ours = secret(bot).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(ours, secret.orElse("").getBytes(StandardCharsets.UTF_8))) {
            return false;
        }
        take(bot, update);
        return true;
    }

    static String secretHeader() {
        return SECRET_HEADER;
    }

    /** Made from the token, so that nothing more must be kept secret. */
    private static String secret(TelegramChannel bot) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bot.token().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of()
                    .formatHex(mac.doFinal("webhook".getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    private void take(TelegramChannel bot, JsonNode update) {
        var id = update.path("update_id").asLong(0);
        if (id < inbound.next(bot.channelId())) {
            return;
        }
        if (update.has("callback_query")) {
            pressed(bot, update.path("callback_query"));
        } else if (update.has("message")) {
            wrote(bot, update.path("message"));
        } else if (update.has("my_chat_member")) {
            member(bot, update.path("my_chat_member"));
        }
        inbound.read(bot.channelId(), id + 1);
    }

    private void pressed(TelegramChannel bot, JsonNode query) {
        var data = query.path("data").asText("");
        var reply =
                deliveryId(data)
                        .map(
                                id ->
                                        answer(
                                                bot,
                                                query.path("message"),
                                                query.path("from"),
                                                new Answer.Pressed(id)))
                        .flatMap(answerStep::answer);
        var notice =
                TelegramApi.JSON
                        .createObjectNode()
                        .put("callback_query_id", query.path("id").asText());
        reply.ifPresent(
                text ->
                        notice.put(
                                "text",
                                text.substring(0, Math.min(text.length(), LONGEST_NOTICE))));
        tell(bot, "answerCallbackQuery", notice);
    }

    private void wrote(TelegramChannel bot, JsonNode message) {
        var chat = message.path("chat").path("id").asText();
        inbound.wrote(bot.channelId(), chat);
        var receipt =
                Optional.of(message.path("reply_to_message").path("message_id"))
                        .filter(JsonNode::isNumber)
                        .map(id -> chat + "/" + id.asText());
        var said = new Answer.Wrote(message.path("text").asText(""), receipt);
        answerStep
                .answer(answer(bot, message, message.path("from"), said))
                .ifPresent(text -> say(bot, chat, text));
    }

    /** The bot was thrown out of a chat, or blocked. */
    private void member(TelegramChannel bot, JsonNode change) {
        var status = change.path("new_chat_member").path("status").asText("");
        if (status.equals("kicked") || status.equals("left")) {
            var chat = change.path("chat").path("id").asText();
            chats.unlink(bot.channelId(), chat, chat, "The bot was removed from the chat.");
        }
    }

    private void say(TelegramChannel bot, String chat, String text) {
        tell(
                bot,
                "sendMessage",
                TelegramApi.JSON.createObjectNode().put("chat_id", chat).put("text", text));
    }

    /** What is said back matters less than what was done; it is not tried again. */
    private void tell(
            TelegramChannel bot,
            String method,
            com.fasterxml.jackson.databind.node.ObjectNode body) {
        try {
            api.call(bot, method, body, bot.timeout());
        } catch (PartyClient.NotReached | PartyClient.AnswerLost e) {
            log.atWarn()
                    .addKeyValue("channel", bot.channelId())
                    .log("Nothing could be said back: Telegram {}", e.getMessage());
        }
    }

    private static Answer answer(
            TelegramChannel bot, JsonNode message, JsonNode from, Answer.Said said) {
        var name =
                "%s %s"
                        .formatted(
                                from.path("first_name").asText(""),
                                from.path("last_name").asText(""))
                        .strip();
        return new Answer(
                bot.channelId(),
                message.path("chat").path("id").asText(),
                message.path("chat").path("id").asLong() < 0,
                name.isEmpty() ? from.path("username").asText("somebody") : name,
                Optional.of(from.path("language_code").asText(""))
                        .filter(l -> l.length() >= 2)
                        .map(l -> l.substring(0, 2)),
                said);
    }

    private static Optional<UUID> deliveryId(String data) {
        if (!data.matches("ack:[\\w-]{22}")) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(data.substring(4)));
        return Optional.of(new UUID(bytes.getLong(), bytes.getLong()));
    }
}
