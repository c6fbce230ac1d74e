package trapline.standin.telegram;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import trapline.standin.http.StandInReply;

/** An error answer of the Bot API, in its own words. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final transient ObjectNode parameters;

    Refusal(int code, String description) {
        this(code, description, JsonNodeFactory.instance.objectNode());
    }

    private Refusal(int code, String description, ObjectNode parameters) {
        super(description);
        this.code = code;
        this.parameters = parameters;
    }

    static Refusal bad(String what) {
        return new Refusal(400, "Bad Request: " + what);
    }

    static Refusal tooMany(long seconds) {
        return new Refusal(
                429,
                "Too Many Requests: retry after " + seconds,
                JsonNodeFactory.instance.objectNode().put("retry_after", seconds));
    }

    static Refusal migrated(long newChat) {
        return new Refusal(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                JsonNodeFactory.instance.objectNode().put("migrate_to_chat_id", newChat));
    }

    StandInReply reply() {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("ok", false).put("error_code", code).put("description", getMessage());
        if (!parameters.isEmpty()) {
            body.set("parameters", parameters);
        }
        return StandInReply.json(code, body.toString());
    }
}
