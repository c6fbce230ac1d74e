package trapline.standin.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One answer. */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, and never compared
public record StandInReply(int status, Map<String, String> headers, byte[] body) {

    public StandInReply {
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    public static StandInReply json(int status, String body) {
        return text(status, "application/json", body);
    }

    public static StandInReply text(int status, String type, String body) {
        return new StandInReply(
                status, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
    }

    public static StandInReply empty(int status) {
        return new StandInReply(status, Map.of(), new byte[0]);
    }

    /** The same answer with one more header. */
    public StandInReply with(String name, String value) {
        var more = new java.util.HashMap<>(headers);
        more.put(name, value);
        return new StandInReply(status, more, body);
    }
}
