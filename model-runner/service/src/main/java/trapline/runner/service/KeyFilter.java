package trapline.runner.service;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in who sends the key as {@code Authorization: Bearer ...}. Health is for everybody. */
class KeyFilter extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";
    private static final String HEALTH = "/actuator/health";

    private final Optional<byte[]> expected;
    private final Problems problems;

    /**
     * @param key empty: nobody needs one
     */
    KeyFilter(Optional<String> key, Problems problems) {
        this.expected = key.map(KeyFilter::digest);
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getServletPath();
        return expected.isEmpty() || path.equals(HEALTH) || path.startsWith(HEALTH + "/");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isRight(request)) {
            chain.doFilter(request, response);
        } else {
            problems.write(
                    response,
                    new Refused(
                            Refused.Reason.WRONG_KEY,
                            "Send the service's key in the header Authorization: Bearer ..."));
        }
    }

    /** Digests are of one length, and comparing them takes as long wherever they differ. */
    private boolean isRight(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> digest(header.substring(SCHEME.length()).strip()))
                .filter(given -> MessageDigest.isEqual(given, expected.orElseThrow()))
                .isPresent();
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
