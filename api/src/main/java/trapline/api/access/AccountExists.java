package trapline.api.access;

/** Another account has this e-mail address already. */
public class AccountExists extends RuntimeException {
    AccountExists(String email) {
        super("There is an account with the address " + email + " already.");
    }
}
