package trapline.standin.telegram;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import trapline.standin.Faults;
import trapline.standin.http.HttpFault;
import trapline.standin.http.HttpStandIn;
import trapline.standin.http.Party;
import trapline.standin.http.StandInReply;
import trapline.standin.http.StandInRequest;

/**
 * Telegram's Bot API for one bot. People are played by {@link #writes}, {@link #presses}, {@link
 * #blocks} and {@link #upgrades}. Safe for use by many threads.
 */
public final class TelegramStandIn implements AutoCloseable {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String token;
    private final Bot bot;
    private final HttpStandIn server;
    private final Updates updates = new Updates();
    private final AtomicReference<Optional<Hook>> hook = new AtomicReference<>(Optional.empty());
    private final HttpClient client = HttpClient.newHttpClient();

    private record Hook(URI url, String secret) {}

    private TelegramStandIn(String token, int port, boolean limited) {
        this.token = token;
        this.bot = new Bot(limited ? Optional.of(new Limits(Clock.systemUTC())) : Optional.empty());
        this.server = HttpStandIn.start(new Api(), port);
    }

    /** Starts on a free port, without limits. */
    public static TelegramStandIn start(String token) {
        return new TelegramStandIn(token, 0, false);
    }

    /**
     * @param port 0: any free one
     * @param limited whether it refuses more than a message a second to a chat, 20 a minute to a
     *     group, and 30 a second in all
     */
    public static TelegramStandIn start(String token, int port, boolean limited) {
        return new TelegramStandIn(token, port, limited);
    }

    /** The base address, to which clients add {@code /botTOKEN/method}. */
    public URI url() {
        return server.url();
    }

    public Faults<HttpFault> faults() {
        return server.faults();
    }

    /** How many calls came, served or not. */
    public int requests() {
        return server.requests();
    }

    /** The messages in all chats as they stand now, oldest first. */
    public List<TelegramMessage> messages() {
        return bot.messages();
    }

    /** Waits until there are so many messages; fewer if they do not come in time. */
    public List<TelegramMessage> await(int count, Duration longest) throws InterruptedException {
        return bot.await(count, longest);
    }

    /** The texts with which button presses were answered. */
    public List<String> notices() {
        return bot.notices();
    }

    /** How many files were uploaded. */
    public int uploads() {
        return bot.uploads();
    }

    /** From now on the user has blocked the bot. */
    public void blocks(long chat) {
        bot.block(chat);
    }

    /** The group becomes a supergroup with another id. */
    public void upgrades(long oldChat, long newChat) {
        bot.migrate(oldChat, newChat);
    }

    /** Somebody writes to the bot; over the webhook if one is set. */
    public void writes(long chat, String name, String text, Optional<Long> replyTo) {
        var message = JSON.objectNode().put("message_id", bot.nextId()).put("date", 1767225600);
        message.set("chat", chat(chat));
        message.set("from", from(Math.abs(chat), name));
        message.put("text", text);
        replyTo.flatMap(id -> bot.find(chat, id))
                .ifPresent(earlier -> message.set("reply_to_message", bot.json(earlier)));
        tell(updates.add("message", message));
    }

    /** Somebody presses the button with this data under a message. */
    public void presses(TelegramMessage under, long user, String name, String data) {
        var query = JSON.objectNode().put("id", "q" + bot.nextId()).put("data", data);
        query.set("from", from(user, name));
        query.set("message", bot.json(under));
        tell(updates.add("callback_query", query));
    }

    @Override
    public void close() {
        server.close();
    }

    private void tell(ObjectNode update) {
        hook.get()
                .ifPresent(
                        to -> {
                            if (deliver(to, update)) {
                                updates.confirm(update.get("update_id").asLong() + 1);
                            }
                        });
    }

    private boolean deliver(Hook to, ObjectNode update) {
        try {
            var request =
                    HttpRequest.newBuilder(to.url())
                            .header("Content-Type", "application/json")
                            .header("X-Telegram-Bot-Api-Secret-Token", to.secret())
                            .timeout(Duration.ofSeconds(10))
                            .POST(HttpRequest.BodyPublishers.ofString(update.toString()))
                            .build();
            var answer = client.send(request, HttpResponse.BodyHandlers.discarding());
            return answer.statusCode() / 100 == 2;
        } catch (IOException e) {
            // Telegram keeps the update and says so in getWebhookInfo.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ObjectNode chat(long chat) {
        return JSON.objectNode().put("id", chat).put("type", chat < 0 ? "group" : "private");
    }

    private static ObjectNode from(long user, String name) {
        return JSON.objectNode()
                .put("id", user)
                .put("is_bot", false)
                .put("first_name", name)
                .put("language_code", "en");
    }

    /** The API over HTTP: who may call, and which method is meant. */
    private final class Api implements Party {
        @Override
        public String name() {
            return "Telegram";
        }

        @Override
        public StandInReply answer(StandInRequest request) {
            try {
                var path = request.path().split("/", 3);
                if (path.length != 3 || !path[1].startsWith("bot")) {
                    throw new Refusal(404, "Not Found");
                }
                if (!path[1].equals("bot" + token)) {
                    throw path[1].matches("bot\\d+:[\\w-]+")
                            ? new Refusal(401, "Unauthorized")
                            : new Refusal(404, "Not Found");
                }
                var result =
                        call(path[2].toLowerCase(java.util.Locale.ROOT), Arguments.of(request));
                return StandInReply.json(200, "{\"ok\":true,\"result\":%s}".formatted(result));
            } catch (Refusal refusal) {
                return refusal.reply();
            }
        }

        /** Asking for updates is no sending. */
        @Override
        public boolean suffers(StandInRequest request) {
            return !request.path().toLowerCase(java.util.Locale.ROOT).endsWith("/getupdates");
        }

        private Object call(String method, Arguments arguments) {
            return switch (method) {
                case "getupdates" -> poll(arguments);
                case "setwebhook" -> setHook(arguments);
                case "deletewebhook" -> {
                    hook.set(Optional.empty());
                    yield true;
                }
                case "getwebhookinfo" ->
                        JSON.objectNode()
                                .put("url", hook.get().map(h -> h.url().toString()).orElse(""))
                                .put("has_custom_certificate", false)
                                .put("pending_update_count", updates.pending());
                default -> bot.call(method, arguments);
            };
        }

        private Object poll(Arguments arguments) {
            if (hook.get().isPresent()) {
                throw new Refusal(
                        409,
                        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
            }
            try {
                return updates.poll(
                        arguments.text("offset").map(Long::parseLong).orElse(0L),
                        arguments.text("limit").map(Integer::parseInt).orElse(100),
                        arguments.text("timeout").map(Long::parseLong).orElse(0L));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return JSON.arrayNode();
            }
        }

        /** Telegram wants https and certain ports; on one machine neither is to be had. */
        private Object setHook(Arguments arguments) {
            var secret = arguments.text("secret_token").orElse("");
            if (!secret.matches("[A-Za-z0-9_-]{0,256}")) {
                throw Refusal.bad("secret token contains unallowed characters");
            }
            hook.set(
                    arguments
                            .text("url")
                            .filter(url -> !url.isEmpty())
                            .map(url -> new Hook(URI.create(url), secret)));
            return true;
        }

        @Override
        public List<Shown> inbox() {
            return bot.messages().stream()
                    .map(
                            m ->
                                    new Shown(
                                            "chat " + m.chatId(),
                                            m.text() + m.markup().map(b -> "\n" + b).orElse(""),
                                            m.pictures()))
                    .toList();
        }

        @Override
        public Map<String, HttpFault> faults() {
            return TelegramFaults.all();
        }
    }
}
