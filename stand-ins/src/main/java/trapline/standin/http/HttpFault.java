package trapline.standin.http;

import java.time.Duration;

/** One way in which a party fails one request. */
public sealed interface HttpFault {

    /** Answers this and does nothing of what was asked. */
    record Answers(StandInReply reply) implements HttpFault {}

    /** Does what was asked, and answers something else than usual. */
    record AnswersAfterCommit(StandInReply reply) implements HttpFault {}

    /** Reads the request, does nothing, and never answers. */
    record SilentBeforeCommit() implements HttpFault {}

    /** Does what was asked and never answers. */
    record SilentAfterCommit() implements HttpFault {}

    /** Reads the request, does nothing, and hangs up. */
    record DropsBeforeCommit() implements HttpFault {}

    /** Does what was asked and hangs up without an answer. */
    record DropsAfterCommit() implements HttpFault {}

    /** Does what was asked, begins to answer, and never comes to the end of it. */
    record EndlessAnswer() implements HttpFault {}

    /** Does what was asked, after a while. */
    record Slow(Duration before) implements HttpFault {
        /** Slow enough to be noticed, and in time for everybody who has any patience. */
        public static final Slow A_LITTLE = new Slow(Duration.ofMillis(150));
    }

    /** Does what was asked, and answers after a while. */
    record SlowAnswer(Duration after) implements HttpFault {}
}
