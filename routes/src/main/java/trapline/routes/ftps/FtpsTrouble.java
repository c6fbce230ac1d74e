package trapline.routes.ftps;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.apache.commons.net.ftp.FTPConnectionClosedException;

/** Says what went wrong with a server, and what can be done. */
final class FtpsTrouble {
    private static final int NOT_LOGGED_IN = 530;
    private static final int TOO_MANY = 421;
    private static final String REUSE = "522";

    private FtpsTrouble() {}

    /** One sentence or two; never the password, never what the server said about the login. */
    static String explain(Throwable failure) {
        var code =
                find(failure, GenericFileOperationFailedException.class)
                        .map(GenericFileOperationFailedException::getCode)
                        .orElse(0);
        if (code == NOT_LOGGED_IN && find(failure, SSLException.class).isEmpty()) {
            return "The server refused the login. Are user and password right?";
        }
        if (code == TOO_MANY) {
            return "The server has no place for another connection now.";
        }
        var certificate = find(failure, CertificateException.class);
        if (certificate.isPresent()) {
            return certificate.get().getMessage();
        }
        if (find(failure, UnknownHostException.class).isPresent()) {
            return "The host's name is not known. Is it spelt right, and does the network work?";
        }
        if (find(failure, ConnectException.class).isPresent()
                || find(failure, NoRouteToHostException.class).isPresent()) {
            return "The connection was refused. Does the server run, is the port right, and does a firewall let it through?";
        }
        if (find(failure, SocketTimeoutException.class).isPresent()) {
            return "The server did not answer in time.";
        }
        if (message(failure).equals(SessionReusingClient.OWN_USE)) {
            return SessionReusingClient.OWN_USE;
        }
        if (find(failure, FTPConnectionClosedException.class).isPresent()) {
            return "The server closed the connection.";
        }
        var said = message(failure);
        if (said.contains(REUSE) && said.contains("reuse")) {
            return "The server wants data connections to continue the TLS session (522), and did not accept ours. With TLS 1.2 this needs the Java option -Djdk.tls.client.enableSessionTicketExtension=false.";
        }
        return find(failure, SSLException.class)
                .map(
                        e ->
                                "TLS could not be agreed on (%s). Is it the right kind: explicit (usually port 21), or implicit (usually port 990)?"
                                        .formatted(oneLine(e)))
                .orElse(said);
    }

    private static String message(Throwable failure) {
        var causes = causes(failure).toList();
        return oneLine(causes.get(causes.size() - 1));
    }

    private static String oneLine(Throwable failure) {
        return failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getMessage().strip().replaceAll("\\p{Cntrl}+", " ");
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> kind) {
        return causes(failure).filter(kind::isInstance).map(kind::cast).findFirst();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, e -> e != null, e -> e.getCause() == e ? null : e.getCause())
                .limit(20);
    }
}
