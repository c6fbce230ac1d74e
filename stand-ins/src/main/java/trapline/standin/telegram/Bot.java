package trapline.standin.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The bot's chats, files and messages, and the methods that change them. */
final class Bot {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LONGEST_TEXT = 4096;
    private static final int LONGEST_CAPTION = 1024;
    private static final int LARGEST_PHOTO = 10 << 20;
    private static final int LARGEST_DOCUMENT = 50 << 20;
    private static final int LONGEST_DATA = 64;

    private final Optional<Limits> limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<TelegramMessage> messages = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private final Map<String, byte[]> files = new HashMap<>();
    private final Set<Long> blocked = new HashSet<>();
    private final Map<Long, Long> migrated = new HashMap<>();
    private long lastId = 100;

    Bot(Optional<Limits> limits) {
        this.limits = limits;
    }

    Object call(String method, Arguments arguments) {
        lock.lock();
        try {
            return switch (method) {
                case "getme" ->
                        JSON.objectNode()
                                .put("id", 123456789L)
                                .put("is_bot", true)
                                .put("first_name", "Trapline")
                                .put("username", "trapline_stand_in_bot");
                case "sendmessage" -> sendMessage(arguments);
                case "sendphoto" -> sendFile(arguments, "photo", LARGEST_PHOTO);
                case "senddocument" -> sendFile(arguments, "document", LARGEST_DOCUMENT);
                case "sendmediagroup" -> sendMediaGroup(arguments);
                case "editmessagetext" -> edit(arguments, "text", LONGEST_TEXT);
                case "editmessagecaption" -> edit(arguments, "caption", LONGEST_CAPTION);
                case "answercallbackquery" -> {
                    notices.add(arguments.text("text").orElse(""));
                    changed.signalAll();
                    yield true;
                }
                default -> throw new Refusal(404, "Not Found: method not found");
            };
        } finally {
            lock.unlock();
        }
    }

    private Object sendMessage(Arguments arguments) {
        var text = text(arguments, "text", LONGEST_TEXT);
        if (text.isBlank()) {
            throw Refusal.bad("message text is empty");
        }
        var chat = chat(arguments, 1);
        return json(add(arguments, chat, "sendMessage", text, List.of()));
    }

    private Object sendFile(Arguments arguments, String field, int largest) {
        var caption = text(arguments, "caption", LONGEST_CAPTION);
        var file = file(arguments, field);
        if (file.length > largest) {
            throw new Refusal(413, "Request Entity Too Large");
        }
        var chat = chat(arguments, 1);
        var method = field.equals("photo") ? "sendPhoto" : "sendDocument";
        return json(add(arguments, chat, method, caption, List.of(file)));
    }

    private Object sendMediaGroup(Arguments arguments) {
        var media = arguments.node("media").orElseThrow(() -> Refusal.bad("media is empty"));
        if (media.size() < 2 || media.size() > 10) {
            throw Refusal.bad("Wrong number of media: must be 2-10");
        }
        var pictures = new ArrayList<byte[]>();
        for (var item : media) {
            pictures.add(picture(arguments, item.path("media").asText()));
        }
        var chat = chat(arguments, media.size());
        var caption = media.path(0).path("caption").asText("");
        if (HtmlCheck.length(caption) > LONGEST_CAPTION) {
            throw Refusal.bad("message caption is too long");
        }
        var answer = JSON.arrayNode();
        for (var i = 0; i < pictures.size(); i++) {
            answer.add(
                    json(
                            add(
                                    arguments,
                                    chat,
                                    "sendMediaGroup",
                                    i == 0 ? caption : "",
                                    List.of(pictures.get(i)))));
        }
        return answer;
    }

    private byte[] picture(Arguments arguments, String reference) {
        return reference.startsWith("attach://")
                ? arguments
                        .file(reference.substring("attach://".length()))
                        .orElseThrow(() -> Refusal.bad("file not found"))
                : known(reference);
    }

    private Object edit(Arguments arguments, String field, int longest) {
        var text = text(arguments, field, longest);
        var chat = chat(arguments, 0);
        var id = arguments.number("message_id");
        for (var i = 0; i < messages.size(); i++) {
            var message = messages.get(i);
            if (message.chatId() == chat && message.messageId() == id) {
                var edited = message.edited(text, arguments.text("reply_markup"));
                if (edited.text().equals(message.text())
                        && edited.markup().equals(message.markup())) {
                    throw Refusal.bad(
                            "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message");
                }
                messages.set(i, edited);
                changed.signalAll();
                return json(edited);
            }
        }
        throw Refusal.bad("message to edit not found");
    }

    private String text(Arguments arguments, String field, int longest) {
        var text = arguments.text(field).orElse("");
        var html = arguments.text("parse_mode").filter("HTML"::equalsIgnoreCase).isPresent();
        if ((html ? HtmlCheck.length(text) : text.length()) > longest) {
            throw Refusal.bad(
                    field.equals("caption")
                            ? "message caption is too long"
                            : "message is too long");
        }
        return text;
    }

    private long chat(Arguments arguments, int sends) {
        var chat = arguments.number("chat_id");
        if (migrated.containsKey(chat)) {
            throw Refusal.migrated(migrated.get(chat));
        }
        if (blocked.contains(chat)) {
            throw new Refusal(403, "Forbidden: bot was blocked by the user");
        }
        if (chat == 0) {
            throw Refusal.bad("chat not found");
        }
        buttons(arguments);
        if (sends > 0) {
            limits.ifPresent(counted -> counted.count(chat, sends));
        }
        return chat;
    }

    private static void buttons(Arguments arguments) {
        var markup = arguments.node("reply_markup");
        for (JsonNode row :
                markup.map(node -> node.path("inline_keyboard")).orElse(JSON.arrayNode())) {
            for (var button : row) {
                if (button.path("callback_data")
                                .asText("")
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)
                                .length
                        > LONGEST_DATA) {
                    throw Refusal.bad("BUTTON_DATA_INVALID");
                }
            }
        }
    }

    private byte[] file(Arguments arguments, String field) {
        var uploaded = arguments.file(field);
        if (uploaded.isPresent()) {
            return uploaded.get();
        }
        return known(
                arguments
                        .text(field)
                        .orElseThrow(
                                () -> Refusal.bad("there is no " + field + " in the request")));
    }

    private byte[] known(String fileId) {
        var file = files.get(fileId);
        if (file == null) {
            throw Refusal.bad("wrong file identifier/HTTP URL specified");
        }
        return file;
    }

    private TelegramMessage add(
            Arguments arguments, long chat, String method, String text, List<byte[]> pictures) {
        var message =
                new TelegramMessage(
                        ++lastId,
                        chat,
                        method,
                        text,
                        pictures,
                        arguments.text("reply_markup"),
                        arguments
                                .node("reply_parameters")
                                .map(reply -> reply.path("message_id").asLong()),
                        0);
        messages.add(message);
        changed.signalAll();
        return message;
    }

    ObjectNode json(TelegramMessage message) {
        var json = JSON.objectNode().put("message_id", message.messageId()).put("date", 1767225600);
        json.set(
                "chat",
                JSON.objectNode()
                        .put("id", message.chatId())
                        .put("type", message.chatId() < 0 ? "group" : "private"));
        json.put(message.pictures().isEmpty() ? "text" : "caption", message.text());
        if (!message.pictures().isEmpty()) {
            var fileId = fileId(message.pictures().get(0));
            var small =
                    JSON.objectNode()
                            .put("file_id", fileId + "-s")
                            .put("width", 90)
                            .put("height", 67);
            var large =
                    JSON.objectNode().put("file_id", fileId).put("width", 1280).put("height", 960);
            json.set("photo", JSON.arrayNode().add(small).add(large));
        }
        return json;
    }

    private String fileId(byte[] picture) {
        lock.lock();
        try {
            for (var entry : files.entrySet()) {
                if (entry.getValue() == picture) {
                    return entry.getKey();
                }
            }
            var id = "AgACAgQ-" + (files.size() + 1);
            files.put(id, picture);
            return id;
        } finally {
            lock.unlock();
        }
    }

    int uploads() {
        lock.lock();
        try {
            return files.size();
        } finally {
            lock.unlock();
        }
    }

    long nextId() {
        lock.lock();
        try {
            return ++lastId;
        } finally {
            lock.unlock();
        }
    }

    void block(long chat) {
        lock.lock();
        try {
            blocked.add(chat);
        } finally {
            lock.unlock();
        }
    }

    void migrate(long oldChat, long newChat) {
        lock.lock();
        try {
            migrated.put(oldChat, newChat);
        } finally {
            lock.unlock();
        }
    }

    Optional<TelegramMessage> find(long chat, long id) {
        return messages().stream()
                .filter(m -> m.chatId() == chat && m.messageId() == id)
                .findFirst();
    }

    List<TelegramMessage> messages() {
        lock.lock();
        try {
            return List.copyOf(messages);
        } finally {
            lock.unlock();
        }
    }

    List<String> notices() {
        lock.lock();
        try {
            return List.copyOf(notices);
        } finally {
            lock.unlock();
        }
    }

    List<TelegramMessage> await(int count, Duration longest) throws InterruptedException {
        lock.lock();
        try {
            var left = longest.toNanos();
            while (messages.size() < count && left > 0) {
                left = changed.awaitNanos(left);
            }
            return List.copyOf(messages);
        } finally {
            lock.unlock();
        }
    }
}
