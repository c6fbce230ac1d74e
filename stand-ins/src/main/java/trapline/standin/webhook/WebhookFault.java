package trapline.standin.webhook;

import java.util.Optional;

/** One way in which a web server fails one request. */
public sealed interface WebhookFault {

    /**
     * Answers with a status and does not keep the request.
     *
     * @param retryAfter value of the header {@code Retry-After}
     */
    record Answers(int status, Optional<String> retryAfter) implements WebhookFault {}

    /** Answers 302 to another address, and does not keep the request. */
    record Redirects(String location) implements WebhookFault {}

    /** Reads the request, does not keep it, and never answers. */
    record SilentBeforeCommit() implements WebhookFault {}

    /** Keeps the request and never answers. */
    record SilentAfterCommit() implements WebhookFault {}

    /** Keeps the request and hangs up without an answer. */
    record DropsAfterCommit() implements WebhookFault {}

    /** Keeps the request, answers 200, and never ends its body. */
    record EndlessBody() implements WebhookFault {}

    static WebhookFault status(int status) {
        return new Answers(status, Optional.empty());
    }

    static WebhookFault status(int status, String retryAfter) {
        return new Answers(status, Optional.of(retryAfter));
    }
}
