package trapline.api.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import trapline.api.problem.Problems;

/**
 * Takes {@code Authorization: Bearer tlk_...}. Who sends a key is judged by the key alone: a wrong
 * one is refused, whatever session comes with it.
 */
class KeyFilter extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";

    private final Callers callers;
    private final Problems problems;

    KeyFilter(Callers callers, Problems problems) {
        this.callers = callers;
        this.problems = problems;
    }

    /** What follows the word Bearer, if the request has it. */
    static Optional<String> bearer(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip());
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var secret = bearer(request);
        if (secret.isPresent()) {
            var caller = callers.of(secret.get());
            if (caller.isEmpty()) {
                problems.writeUnauthorized(
                        response, "The API key is wrong, has expired, or was revoked.");
                return;
            }
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(new CallerToken(caller.get()));
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }
}
