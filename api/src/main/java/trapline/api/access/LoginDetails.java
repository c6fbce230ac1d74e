package trapline.api.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** What comes with a password where a second factor can be asked for. */
final class LoginDetails extends WebAuthenticationDetails {
    private static final long serialVersionUID = 1;

    private final transient Optional<String> code;
    private final boolean alreadyIn;

    private LoginDetails(HttpServletRequest request, Optional<String> code, boolean alreadyIn) {
        super(request);
        this.code = code;
        this.alreadyIn = alreadyIn;
    }

    /** Somebody comes in. */
    static LoginDetails entering(HttpServletRequest request, Optional<String> code) {
        return new LoginDetails(request, code.filter(typed -> !typed.isBlank()), false);
    }

    /** Somebody is in already, and shows the password once more. */
    static LoginDetails inside(HttpServletRequest request) {
        return new LoginDetails(request, Optional.empty(), true);
    }

    Optional<String> code() {
        return code;
    }

    boolean isAlreadyIn() {
        return alreadyIn;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
