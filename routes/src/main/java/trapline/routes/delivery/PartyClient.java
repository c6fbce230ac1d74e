package trapline.routes.delivery;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import trapline.project.OwnAddresses;

/**
 * Speaks HTTP with the parties behind channels: follows no redirect, keeps no cookie, waits no
 * longer than it is told for the whole answer, reads no more of it than {@link #LARGEST}, and goes
 * to no address that is for a machine's own use. It tells a request that never left from one whose
 * answer was lost. Safe for many threads.
 */
public class PartyClient implements AutoCloseable {
    /** No party says more than this that is worth reading, in bytes. */
    static final int LARGEST = 1 << 20;

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();

    private final OwnAddresses own;

    public PartyClient(OwnAddresses own) {
        this.own = own;
    }

    /**
     * @param body read as UTF-8
     */
    public record Answer(int status, HttpHeaders headers, String body) {

        /** A date far away is more likely a mistake than meant. */
        private static final Duration LONGEST_DATE = Duration.ofHours(1);

        /**
         * How long a Retry-After header asks to wait, by the party's own clock; zero: it does not.
         */
        public Duration retryAfter() {
            var asked = headers.firstValue("Retry-After").map(String::strip).orElse("");
            if (asked.matches("\\d{1,6}")) {
                return Duration.ofSeconds(Long.parseLong(asked));
            }
            var until = date(asked);
            var now = headers.firstValue("Date").flatMap(Answer::date);
            if (until.isEmpty() || now.isEmpty() || !until.get().isAfter(now.get())) {
                return Duration.ZERO;
            }
            var wait = Duration.between(now.get(), until.get());
            return wait.compareTo(LONGEST_DATE) > 0 ? LONGEST_DATE : wait;
        }

        private static Optional<Instant> date(String text) {
            try {
                return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
            } catch (DateTimeParseException e) {
                // Parties write much into headers; what is no date asks for nothing.
                return Optional.empty();
            }
        }
    }

    /** The request never left this machine, so the party knows nothing of it. */
    public static class NotReached extends Exception {
        private static final long serialVersionUID = 1L;

        NotReached(String reason) {
            super(reason);
        }
    }

    /** Nobody knows whether the party did what it was asked. */
    public static class AnswerLost extends Exception {
        private static final long serialVersionUID = 1L;

        AnswerLost(String reason) {
            super(reason);
        }
    }

    /**
     * Sends one request, once.
     *
     * @param longest for everything, the answer's last byte included
     */
    public Answer call(HttpRequest.Builder request, Duration longest)
            throws NotReached, AnswerLost {
        var asked = request.timeout(longest).build();
        if (own.leadsTo(asked.uri().getHost())) {
            throw new NotReached("stands under an address that is for a machine's own use");
        }
        var pending = client.sendAsync(asked, info -> new LimitedBody(LARGEST));
        try {
            var answer = pending.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return answer(answer);
        } catch (TimeoutException e) {
            throw new AnswerLost("no answer within %s".formatted(longest));
        } catch (ExecutionException e) {
            throw lost(e.getCause(), longest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AnswerLost("stopped while waiting for the answer");
        } finally {
            pending.cancel(true);
        }
    }

    @Override
    public void close() {
        // The client of this Java version ends with its last reference.
    }

    private static Answer answer(HttpResponse<byte[]> answer) {
        return new Answer(
                answer.statusCode(),
                answer.headers(),
                new String(answer.body(), StandardCharsets.UTF_8));
    }

    /** Messages of exceptions may repeat addresses, so none is passed on. */
    private static AnswerLost lost(Throwable failure, Duration longest) throws NotReached {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpConnectTimeoutException
                    || cause instanceof ConnectException
                    || cause instanceof UnresolvedAddressException) {
                throw new NotReached("cannot be reached");
            }
            if (cause instanceof SSLHandshakeException) {
                throw new NotReached("has no certificate that this machine trusts");
            }
            if (cause instanceof HttpTimeoutException) {
                return new AnswerLost("no answer within %s".formatted(longest));
            }
        }
        return new AnswerLost(
                failure instanceof IOException
                        ? "the connection broke before the answer was complete"
                        : Optional.ofNullable(failure)
                                .map(f -> f.getClass().getSimpleName())
                                .orElse("no reason was given"));
    }
}
