package trapline.app.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import trapline.capture.Source;

/** A source with what it takes to reach it. */
public sealed interface SourceConfig {

    /** What intake must know of it. */
    Source source();

    /** What happens to a file once it is safely here. */
    enum After {
        DELETE,
        /** Into the folder {@code .taken}, under the time it was taken. */
        MOVE,
        /** It stays, and is known again. */
        KEEP
    }

    /** The built-in server. */
    record FtpsServerSource(Source source, Duration truncatedGrace, List<Account> accounts)
            implements SourceConfig {}

    /** One login of the built-in server. */
    record Account(String user, String password) {
        @Override
        public String toString() {
            return "Account[%s]".formatted(user);
        }
    }

    /**
     * A remote server.
     *
     * @param fingerprint of its certificate, lower-case hexadecimal; empty: a certificate that this
     *     machine trusts
     */
    record FtpsPullSource(
            Source source,
            String host,
            int port,
            boolean implicit,
            String user,
            String password,
            List<String> folders,
            Optional<String> fingerprint,
            After after,
            Duration poll,
            Duration quietTime,
            Duration truncatedGrace)
            implements SourceConfig {

        @Override
        public String toString() {
            return "FtpsPullSource[%s, %s:%d]".formatted(source.sourceId(), host, port);
        }
    }

    /** A folder on this machine. */
    record FolderSource(
            Source source, String path, After after, Duration quietTime, Duration truncatedGrace)
            implements SourceConfig {}
}
