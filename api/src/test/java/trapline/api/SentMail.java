package trapline.api;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import trapline.api.access.AccountMail;

/** Keeps the mails that would have been sent. */
class SentMail implements AccountMail {
    private final List<String> sent = new ArrayList<>();

    @Override
    public Optional<URI> console() {
        return Optional.of(URI.create("https://trapline.example.org"));
    }

    @Override
    public synchronized void send(String to, String subject, String text) {
        sent.add(to + "\n" + subject + "\n" + text);
    }

    synchronized int count() {
        return sent.size();
    }

    /** What stands behind the # in the newest mail to somebody. */
    synchronized String code(String to) {
        for (var i = sent.size() - 1; i >= 0; i--) {
            if (sent.get(i).startsWith(to + "\n")) {
                return sent.get(i).replaceAll("(?s).*#(\\S+).*", "$1");
            }
        }
        throw new AssertionError("no mail to " + to + " in " + sent);
    }
}
