package trapline.api.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import trapline.api.problem.Problems;

/**
 * Takes {@code Authorization: Bearer}, with a key (tlk_...) or an access token. Who sends one is
 * judged by it alone: a wrong one is refused, whatever session comes with it.
 */
class KeyFilter extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";

    private final Callers callers;
    private final AccessTokens tokens;
    private final Problems problems;

    KeyFilter(Callers callers, AccessTokens tokens, Problems problems) {
        this.callers = callers;
        this.tokens = tokens;
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
            var key = callers.key(secret.get());
            var caller =
                    key.map(Callers::caller)
                            .or(() -> tokens.read(secret.get()).flatMap(callers::of));
            if (caller.isEmpty()) {
                problems.writeUnauthorized(
                        response, "The API key or token is wrong, has expired, or was revoked.");
                return;
            }
            if (key.filter(one -> !one.allows(request.getMethod(), request.getServletPath()))
                    .isPresent()) {
                problems.write(
                        response,
                        problems.of(HttpStatus.FORBIDDEN, "This key was not made for that."));
                return;
            }
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(new CallerToken(caller.get()));
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }
}
