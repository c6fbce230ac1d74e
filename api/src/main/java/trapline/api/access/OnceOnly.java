package trapline.api.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import trapline.api.problem.BodyTooLarge;
import trapline.api.problem.Problems;

/**
 * Lets a request that makes something be sent again without making it twice: who sends the header
 * Idempotency-Key gets the answer of the first time for a day.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The
 *     Idempotency-Key HTTP header field</a>
 */
class OnceOnly extends OncePerRequestFilter {
    static final String HEADER = "Idempotency-Key";

    private static final int LONGEST_KEY = 200;

    /** Their answers hold what opens doors, and are kept nowhere. */
    private static final List<String> SECRET = List.of("/api/keys", "/api/token", "/api/me");

    private final FirstAnswers answers;
    private final Problems problems;

    OnceOnly(FirstAnswers answers, Problems problems) {
        this.answers = answers;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || request.getHeader(HEADER) == null;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var now = SecurityContextHolder.getContext().getAuthentication();
        if (now == null || !(now.getPrincipal() instanceof Caller caller)) {
            chain.doFilter(request, response);
            return;
        }
        var key = request.getHeader(HEADER).strip();
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            refuse(
                    response,
                    HttpStatus.BAD_REQUEST,
                    "Idempotency-Key must have 1 to %d characters.".formatted(LONGEST_KEY));
            return;
        }
        byte[] body;
        try {
            body = request.getInputStream().readAllBytes();
        } catch (BodyTooLarge e) {
            refuse(response, HttpStatus.PAYLOAD_TOO_LARGE, e.getMessage());
            return;
        }
        var who = caller.accountId().or(caller::keyId).map(Object::toString).orElseThrow();
        var begun = answers.begin(who, key, hash(request, body));
        switch (begun.state()) {
            case NEW -> first(who, key, new Again(request, body), response, chain);
            case OTHER ->
                    refuse(
                            response,
                            HttpStatus.UNPROCESSABLE_ENTITY,
                            "This Idempotency-Key was used for another request.");
            case RUNNING ->
                    refuse(
                            response,
                            HttpStatus.CONFLICT,
                            "This request is being worked on. Ask again in a moment.");
            case DONE -> replay(begun.answer().orElseThrow(), response);
        }
    }

    private void first(
            String who,
            String key,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        var seen = new ContentCachingResponseWrapper(response);
        var isDone = false;
        try {
            chain.doFilter(request, seen);
            isDone = seen.getStatus() / 100 == 2;
        } finally {
            if (isDone) {
                answers.keep(who, key, answer(request, seen));
            } else {
                // Nothing was made: the next attempt is a first one again.
                answers.forget(who, key);
            }
            seen.copyBodyToResponse();
        }
    }

    private static FirstAnswers.Answer answer(
            HttpServletRequest request, ContentCachingResponseWrapper seen) {
        var secret = SECRET.stream().anyMatch(request.getRequestURI()::startsWith);
        return new FirstAnswers.Answer(
                secret ? HttpStatus.CONFLICT.value() : seen.getStatus(),
                seen.getContentType(),
                seen.getHeader(HttpHeaders.LOCATION),
                secret ? null : new String(seen.getContentAsByteArray(), StandardCharsets.UTF_8));
    }

    private void replay(FirstAnswers.Answer answer, HttpServletResponse response)
            throws IOException {
        response.setHeader("Idempotency-Replayed", "true");
        if (answer.body() == null) {
            refuse(
                    response,
                    HttpStatus.CONFLICT,
                    "This was done already. Its answer held a secret, which is kept nowhere.");
            return;
        }
        response.setStatus(answer.status());
        if (answer.contentType() != null) {
            response.setContentType(answer.contentType());
        }
        if (answer.location() != null) {
            response.setHeader(HttpHeaders.LOCATION, answer.location());
        }
        response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private void refuse(HttpServletResponse response, HttpStatus status, String detail)
            throws IOException {
        problems.write(response, problems.of(status, detail));
    }

    private static String hash(HttpServletRequest request, byte[] body) {
        return ApiKeys.sha256(
                "%s %s?%s %s"
                        .formatted(
                                request.getMethod(),
                                request.getRequestURI(),
                                request.getQueryString(),
                                HexFormat.of().formatHex(body)));
    }

    /** The request, whose body was read already. */
    private static final class Again extends HttpServletRequestWrapper {
        private final byte[] body;

        Again(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            var in = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return in.read();
                }

                @Override
                public int read(byte[] bytes, int offset, int length) {
                    return in.read(bytes, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return in.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("this body is all here");
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(
                    new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
