package trapline.app;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;
import trapline.api.ApiConfiguration;
import trapline.app.command.Commands;

/** The program: a command line, and the server that most commands start. */
@SpringBootApplication
@EnableScheduling
@Import(ApiConfiguration.class)
public class Trapline {
    public static void main(String[] args) {
        // Over TLS 1.2 vsftpd's tickets claim a longer life than Java accepts, which would keep the
        // FTPS client from continuing its session. Java reads this once, before the first one.
        System.setProperty("jdk.tls.client.enableSessionTicketExtension", "false");
        System.exit(Commands.run(args));
    }
}
