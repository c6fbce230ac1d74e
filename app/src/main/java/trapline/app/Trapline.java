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
        System.exit(Commands.run(args));
    }
}
