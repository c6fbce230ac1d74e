package trapline.api.problem;

import org.springframework.security.core.AuthenticationException;

/** The password is right, and this account wants the code of the authenticator app besides. */
public class CodeNeeded extends AuthenticationException {
    private static final long serialVersionUID = 1;

    public CodeNeeded() {
        super("Send the code of your authenticator app, too.");
    }
}
