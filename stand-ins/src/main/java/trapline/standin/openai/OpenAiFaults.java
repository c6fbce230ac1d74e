package trapline.standin.openai;

import java.time.Duration;
import java.util.Map;
import trapline.standin.http.HttpFault;
import trapline.standin.http.StandInReply;

/** The faults of OpenAI and of servers that speak as it does, by name. */
public final class OpenAiFaults {

    private OpenAiFaults() {}

    /** Every fault that can be switched on by name. */
    public static Map<String, HttpFault> all() {
        return Map.ofEntries(
                Map.entry(
                        "400-image",
                        error(400, "invalid_request_error", "image_parse_error", "Bad image.")),
                Map.entry(
                        "401",
                        error(
                                401,
                                "invalid_request_error",
                                "invalid_api_key",
                                "Incorrect API key provided.")),
                Map.entry(
                        "404-model",
                        error(
                                404,
                                "invalid_request_error",
                                "model_not_found",
                                "The model does not exist.")),
                Map.entry("413", error(413, "invalid_request_error", "too_large", "Too large.")),
                Map.entry("429", limit()),
                Map.entry(
                        "429-retry-after",
                        new HttpFault.Answers(
                                reply(429, "requests", "rate_limit_exceeded", "Try again in 2s.")
                                        .with("retry-after", "2")
                                        .with("x-ratelimit-reset-requests", "2s"))),
                Map.entry(
                        "429-quota",
                        error(
                                429,
                                "insufficient_quota",
                                "insufficient_quota",
                                "You exceeded your current quota.")),
                Map.entry("500", error(500, "server_error", "server_error", "Server error.")),
                Map.entry(
                        "503-loading",
                        answers(
                                503,
                                "{\"error\":{\"code\":503,\"message\":\"Loading model\",\"type\":\"unavailable_error\"}}")),
                Map.entry(
                        "400-old-shape",
                        answers(
                                400,
                                "{\"object\":\"error\",\"message\":\"bad\",\"type\":\"BadRequestError\",\"code\":400}")),
                Map.entry("refusal", answers(200, completion("null", "\"I can't help.\"", "stop"))),
                Map.entry(
                        "cut",
                        answers(200, completion("\"{\\\"state\\\":\\\"nor\"", "null", "length"))),
                Map.entry("filtered", answers(200, completion("\"\"", "null", "content_filter"))),
                Map.entry(
                        "fenced",
                        answers(
                                200,
                                completion(
                                        "\"```json\\n{\\\"state\\\":\\\"normal\\\",\\\"reason\\\":\\\"fenced\\\",\\\"objects\\\":[]}\\n```\"",
                                        "null",
                                        "stop"))),
                Map.entry("no-json", answers(200, completion("\"All is well.\"", "null", "stop"))),
                Map.entry(
                        "no-choices",
                        answers(200, "{\"object\":\"chat.completion\",\"choices\":[]}")),
                Map.entry("silent-before", new HttpFault.SilentBeforeCommit()),
                Map.entry("drops-before", new HttpFault.DropsBeforeCommit()),
                Map.entry("slow-body", new HttpFault.EndlessAnswer()),
                Map.entry("slow", new HttpFault.Slow(Duration.ofSeconds(10))));
    }

    /** The body of an answer with one choice; texts are JSON already. */
    static String completion(String content, String refusal, String finish) {
        return """
        {"id":"chatcmpl-standin","object":"chat.completion","created":1767225600,"model":"stand-in",
         "choices":[{"index":0,"message":{"role":"assistant","content":%s,"refusal":%s},"finish_reason":"%s"}],
         "usage":{"prompt_tokens":2921,"completion_tokens":41,"total_tokens":2962}}
        """
                .formatted(content, refusal, finish);
    }

    static StandInReply reply(int status, String type, String code, String words) {
        return StandInReply.json(
                status,
                "{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"param\":null,\"code\":\"%s\"}}"
                        .formatted(words, type, code));
    }

    private static HttpFault limit() {
        return error(429, "requests", "rate_limit_exceeded", "Rate limit reached.");
    }

    private static HttpFault error(int status, String type, String code, String words) {
        return new HttpFault.Answers(reply(status, type, code, words));
    }

    private static HttpFault answers(int status, String body) {
        return new HttpFault.Answers(StandInReply.json(status, body));
    }
}
