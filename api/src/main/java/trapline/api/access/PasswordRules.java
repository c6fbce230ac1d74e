package trapline.api.access;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which passwords are taken: long ones, whatever is in them, that are not the first to be guessed.
 *
 * @see <a href="https://pages.nist.gov/800-63-4/sp800-63b.html">NIST SP 800-63B</a>
 */
final class PasswordRules {
    /** What is tried first everywhere, without digits and signs at its end. */
    private static final Set<String> FIRST_GUESSES =
            Set.of(
                    "password",
                    "passwort",
                    "wachtwoord",
                    "motdepasse",
                    "contraseña",
                    "qwerty",
                    "qwertyuiop",
                    "azerty",
                    "qwertz",
                    "asdfghjkl",
                    "iloveyou",
                    "letmein",
                    "welcome",
                    "welkom",
                    "administrator",
                    "admin",
                    "trapline",
                    "cameratrap",
                    "sunshine",
                    "princess",
                    "football",
                    "baseball",
                    "superman",
                    "dragon",
                    "monkey",
                    "abcdefgh",
                    "changeme",
                    "secret",
                    "default",
                    "");

    private static final int DIFFERENT = 4;

    private PasswordRules() {}

    /** What is wrong with a password, as it is told; empty: nothing. */
    static Optional<String> wrong(String email, String password) {
        if (password == null
                || password.codePointCount(0, password.length()) < Accounts.SHORTEST_PASSWORD
                || password.getBytes(StandardCharsets.UTF_8).length > Accounts.LONGEST_PASSWORD) {
            return Optional.of(
                    "must have at least %d characters, and at most %d bytes"
                            .formatted(Accounts.SHORTEST_PASSWORD, Accounts.LONGEST_PASSWORD));
        }
        var lower = password.toLowerCase(Locale.ROOT);
        var word = lower.replaceAll("[^\\p{L}]+$", "").replaceAll("^[^\\p{L}]+", "");
        var name = email.substring(0, Math.max(0, email.indexOf('@'))).toLowerCase(Locale.ROOT);
        if (FIRST_GUESSES.contains(word) || lower.chars().distinct().count() < DIFFERENT) {
            return Optional.of("is among the first to be guessed; take a few unrelated words");
        }
        if (word.equals(name) || lower.equals(email.toLowerCase(Locale.ROOT))) {
            return Optional.of("must not be your own name or address");
        }
        return Optional.empty();
    }
}
