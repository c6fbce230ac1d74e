package trapline.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets those who read from the API take turns, so that a crowd does not slow everybody down, Java's
 * own compiler first of all: what many people ask at once is worked on a few at a time, in the
 * order in which they came. A turn lasts until the first byte of the answer: whoever fetches it
 * slowly holds nobody up. Nobody waits long for one, so that a few long answers cannot close the
 * door.
 */
class Turns extends OncePerRequestFilter {
    private final Semaphore free;
    private final Duration longestWait;

    /**
     * @param most that are worked on at once
     * @param longestWait after which a request is worked on all the same
     */
    Turns(int most, Duration longestWait) {
        free = new Semaphore(most, true);
        this.longestWait = longestWait;
    }

    /** What changes something may send it slowly; it does not wait, and nobody waits for it. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("GET") || !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isMyTurn()) {
            chain.doFilter(request, response);
            return;
        }
        try (var turn = new Turn(free)) {
            chain.doFilter(request, new UntilFirstByte(response, turn));
        }
    }

    private boolean isMyTurn() {
        try {
            return free.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
