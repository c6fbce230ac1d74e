package trapline.api.access;

import java.net.URI;
import java.util.Optional;

/** Mail to people about their accounts: the application knows how to send it. */
public interface AccountMail {

    /**
     * Where people find the console, as an admin has said it. Never what a request says of itself:
     * else whoever asks chooses where the links of the mails lead.
     *
     * @return empty if no mail can be sent
     */
    Optional<URI> console();

    /**
     * Sends a text soon. What goes wrong is told in the log: nobody waits for it.
     *
     * @param subject a line without anything secret
     */
    void send(String to, String subject, String text);
}
