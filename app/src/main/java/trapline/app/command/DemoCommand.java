package trapline.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import trapline.app.database.Secrets;
import trapline.standin.smtp.InboxPage;
import trapline.standin.smtp.SmtpStandIn;

/** Shows the whole way of a picture, from a camera to an inbox, on this machine alone. */
@Command(
        name = "demo",
        description =
                "See it work: everything embedded, a simulated camera over real FTPS, mails in an"
                        + " inbox on this machine. Each demo starts afresh.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DemoCommand implements Callable<Integer> {
    private static final String MARK = "this-is-a-demo";

    @Spec private CommandSpec spec;

    @Option(
            names = "--pictures",
            paramLabel = "FOLDER",
            description = "JPEG pictures to upload. Default: sample pictures, else drawn ones.")
    private Path pictures;

    @Option(names = "--once", description = "End when the story is told.")
    private boolean once;

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        var data = freshFolder();
        var password = Secrets.random();
        var admin = Secrets.random();
        out.println("Trapline demo: from a camera's file to an alert that arrives.");
        out.println("Everything starts inside this process; nothing leaves this machine.");
        out.println("Starting the database, the FTPS server, the models and the routes ...");
        out.flush();
        try (var smtp = SmtpStandIn.start();
                var inbox = InboxPage.start(smtp, 0);
                var server = start(settings(data, smtp.port(), password, admin))) {
            var story = new DemoStory(server, smtp, password, admin, out);
            var complete = story.tell(DemoPictures.choose(pictures, data, out));
            server.introduce(out);
            out.println("  Admin's password         " + admin);
            out.println("  The demo's inbox         " + inbox.url());
            out.println("  Upload more              ./trapline simulate FOLDER --password");
            out.println("                           with the password " + password);
            if (!once) {
                out.println("Stop it with Ctrl+C.");
            }
            out.flush();
            if (!once) {
                server.awaitEnd();
            }
            return complete ? 0 : 1;
        }
    }

    /** The log is not on the screen here, so why it cannot start must be said. */
    private static Server start(Map<String, String> settings) {
        try {
            return Server.start(settings);
        } catch (AlreadySaid e) {
            throw new IllegalStateException("The demo cannot start. " + why(e), e);
        }
    }

    private static String why(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException taken) {
                return "Port %d is in use. Set TRAPLINE_HTTP_PORT to a free one."
                        .formatted(taken.getPort());
            }
            var ours = !cause.getClass().getName().startsWith("org.springframework");
            if (ours && !(cause instanceof AlreadySaid) && cause.getMessage() != null) {
                return cause.getMessage();
            }
        }
        return "The log in the data folder says why.";
    }

    private static Map<String, String> settings(
            Path data, int smtpPort, String password, String admin) {
        var settings = new HashMap<String, String>();
        settings.put("trapline.data", data.toString());
        settings.put(
                "trapline.config", DemoPictures.home().resolve("route-config/demo").toString());
        settings.put("trapline.references.TRAPLINE_DEMO_SMTP_PORT", String.valueOf(smtpPort));
        settings.put("trapline.ftps.password", password);
        settings.put("trapline.admin.password", admin);
        settings.put("logging.threshold.console", "OFF");
        return settings;
    }

    /** Only a folder that an earlier demo made is emptied. */
    private static Path freshFolder() throws IOException {
        var folder = DataPath.of(System.getenv()).resolve("demo").toAbsolutePath().normalize();
        if (Files.exists(folder)) {
            if (!Files.exists(folder.resolve(MARK))) {
                throw new IOException(
                        "%s is not a demo's folder. Set TRAPLINE_DATA to another one."
                                .formatted(folder));
            }
            DemoDatabase.stopLeftOver(folder);
            FileSystemUtils.deleteRecursively(folder);
        }
        Files.createDirectories(folder);
        Files.createFile(folder.resolve(MARK));
        return folder;
    }
}
