package trapline.api.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import trapline.api.problem.Problems;

/**
 * Lets each person and each key make so many requests in a minute, and tells them how many are
 * left. It remembers a limited number of them and forgets those longest unseen. Safe for many
 * threads.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">RateLimit
 *     header fields for HTTP</a>
 */
class RequestRates extends OncePerRequestFilter {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;

    private final int limit;
    private final Clock clock;
    private final Problems problems;
    private final Map<String, Window> windows =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /**
     * @param limit requests in a minute
     */
    RequestRates(int limit, Clock clock, Problems problems) {
        this.limit = limit;
        this.clock = clock;
        this.problems = problems;
    }

    private record Window(Instant since, int requests) {}

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var who = who();
        if (who.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var now = clock.instant();
        var window = add(who.get(), now);
        var reset = Duration.between(now, window.since().plus(WINDOW));
        response.setHeader("RateLimit-Limit", String.valueOf(limit));
        response.setHeader(
                "RateLimit-Remaining", String.valueOf(Math.max(0, limit - window.requests())));
        response.setHeader("RateLimit-Reset", Problems.seconds(reset));
        if (window.requests() > limit) {
            problems.writeTooMany(
                    response,
                    "More than %d requests in a minute. Wait a moment.".formatted(limit),
                    reset);
            return;
        }
        chain.doFilter(request, response);
    }

    private Window add(String who, Instant now) {
        synchronized (windows) {
            return windows.compute(
                    who,
                    (name, before) ->
                            before == null || !now.isBefore(before.since().plus(WINDOW))
                                    ? new Window(now, 1)
                                    : new Window(before.since(), before.requests() + 1));
        }
    }

    private static Optional<String> who() {
        var now = SecurityContextHolder.getContext().getAuthentication();
        return now != null && now.getPrincipal() instanceof Caller caller
                ? caller.accountId().or(caller::keyId).map(Object::toString)
                : Optional.empty();
    }
}
