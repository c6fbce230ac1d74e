package trapline.runner.service;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * The request is not answered. The reason is a name of a short list that programs may act on; the
 * message is for people.
 */
class Refused extends RuntimeException {
    private final Reason reason;
    private final Optional<Duration> retryAfter;

    /** Why, and whether it is the picture, the request or the service. */
    enum Reason {
        /** No bytes came. */
        EMPTY(HttpStatus.UNPROCESSABLE_ENTITY),
        /** It is no JPEG or PNG. */
        NOT_A_PICTURE(HttpStatus.UNPROCESSABLE_ENTITY),
        /** It has more pixels than are decoded here. */
        TOO_MANY_PIXELS(HttpStatus.UNPROCESSABLE_ENTITY),
        /** It begins as a picture and cannot be decoded. */
        BROKEN_PICTURE(HttpStatus.UNPROCESSABLE_ENTITY),
        /** The file has more bytes than are taken here. */
        TOO_LARGE(HttpStatus.PAYLOAD_TOO_LARGE),
        /** Sending it took too long. */
        TOO_SLOW(HttpStatus.REQUEST_TIMEOUT),
        /** A parameter or a field cannot be used. */
        BAD_REQUEST(HttpStatus.BAD_REQUEST),
        /** The body is of a kind that is not taken here. */
        UNSUPPORTED_BODY(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
        /** This service shares no blob store with anybody. */
        NO_BLOB_STORE(HttpStatus.BAD_REQUEST),
        /** No blob has this key. */
        UNKNOWN_BLOB(HttpStatus.NOT_FOUND),
        /** No model is installed for the task. */
        NO_MODEL(HttpStatus.SERVICE_UNAVAILABLE),
        /** Another model is in use than the one that is asked about. */
        OTHER_MODEL(HttpStatus.CONFLICT),
        /** The model failed on this picture; another attempt may succeed. */
        MODEL_FAILED(HttpStatus.SERVICE_UNAVAILABLE),
        /** All workers are at work and the queue is full. */
        BUSY(HttpStatus.TOO_MANY_REQUESTS),
        /** The key is missing or wrong. */
        WRONG_KEY(HttpStatus.UNAUTHORIZED);

        private final HttpStatus status;

        Reason(HttpStatus status) {
            this.status = status;
        }

        HttpStatus status() {
            return status;
        }

        /** As it stands in answers: lower case with dashes. */
        String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    Refused(Reason reason, String message) {
        this(reason, message, Optional.empty());
    }

    Refused(Reason reason, String message, Optional<Duration> retryAfter) {
        super(message);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    Reason reason() {
        return reason;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
