package trapline.app.runner;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** What came of asking one runner. */
sealed interface Outcome {

    /** It answered. */
    record Said(JsonNode answer) implements Outcome {}

    /**
     * The picture is of no use, whoever is asked.
     *
     * @param reason the runner's name for it, such as {@code not-a-picture}
     */
    record Unreadable(String reason, String detail) implements Outcome {}

    /** It lives and has no room now. */
    record Busy(Duration retryAfter) implements Outcome {}

    /** It has no blob of this key, so it must be sent the bytes. */
    record NeedsBytes() implements Outcome {}

    /** No model for the task is installed on it. */
    record NoModel() implements Outcome {}

    /** It works, and uses another model than the one that was asked for. */
    record OtherModel() implements Outcome {}

    /** It did not answer, or nothing that can be used. */
    record Away(String reason) implements Outcome {}
}
