package trapline.standin.smtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads what a client says with AUTH PLAIN (RFC 4616) or AUTH LOGIN. */
final class SmtpLogin {
    private static final SmtpSettings.Login NOBODY = new SmtpSettings.Login("", "");

    private SmtpLogin() {}

    static SmtpSettings.Login read(String line, SmtpWire wire) throws IOException {
        var words = line.split(" ");
        var mechanism = words.length > 1 ? words[1] : "";
        if (mechanism.equalsIgnoreCase("LOGIN")) {
            var username = words.length > 2 ? decoded(words[2]) : asked("Username:", wire);
            return new SmtpSettings.Login(username, asked("Password:", wire));
        }
        var initial = words.length > 2 ? words[2] : "";
        if (initial.isEmpty()) {
            wire.say("334 ");
            initial = wire.line().orElse("");
        }
        var parts = decoded(initial).split("\0", -1);
        return parts.length == 3 ? new SmtpSettings.Login(parts[1], parts[2]) : NOBODY;
    }

    private static String asked(String question, SmtpWire wire) throws IOException {
        var encoded =
                Base64.getEncoder().encodeToString(question.getBytes(StandardCharsets.US_ASCII));
        wire.say("334 " + encoded);
        return decoded(wire.line().orElse(""));
    }

    /** Empty when it is not Base64: no account has an empty name. */
    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
