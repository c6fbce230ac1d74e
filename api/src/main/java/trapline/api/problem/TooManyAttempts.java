package trapline.api.problem;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Too many wrong passwords. Trying again helps only after {@link #retryAfter}. */
public class TooManyAttempts extends AuthenticationException {
    private final Duration retryAfter;

    public TooManyAttempts(Duration retryAfter) {
        super("Too many failed logins. Try again later.");
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
