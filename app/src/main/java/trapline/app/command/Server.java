package trapline.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import trapline.app.InstallationSettings;
import trapline.app.Trapline;
import trapline.app.access.FirstAdmin;
import trapline.app.source.FtpsSources;

/** The server as commands see it: started, introduced, waited for. */
final class Server implements AutoCloseable {
    private final ServletWebServerApplicationContext context;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Server(ServletWebServerApplicationContext context) {
        this.context = context;
        ApplicationListener<ContextClosedEvent> listener = event -> closed.countDown();
        context.addApplicationListener(listener);
    }

    /**
     * Starts it.
     *
     * @param settings that win over the environment
     * @throws AlreadySaid if it cannot start; the log says why
     */
    static Server start(Map<String, String> settings) {
        var arguments =
                settings.entrySet().stream()
                        .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
                        .toArray(String[]::new);
        try {
            return new Server(
                    (ServletWebServerApplicationContext)
                            new SpringApplicationBuilder(Trapline.class)
                                    .web(WebApplicationType.SERVLET)
                                    .run(arguments));
        } catch (RuntimeException e) {
            throw new AlreadySaid(e);
        }
    }

    int httpPort() {
        return context.getWebServer().getPort();
    }

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /** Prints where everything is. The admin's password only when it was made just now. */
    void introduce(PrintWriter out) throws IOException {
        var ftps = part(FtpsSources.class);
        var data = part(InstallationSettings.class).data().toAbsolutePath().normalize();
        var admin = part(FirstAdmin.class);
        var http = "http://localhost:" + httpPort();
        out.println();
        out.println("Trapline runs.");
        out.println("  Console                  " + http + "/");
        out.println("  API and its description  " + http + "/api/docs");
        out.println("  Routes (Hawtio)          " + http + "/actuator/hawtio");
        out.println("  Health                   " + http + "/actuator/health");
        out.printf(
                "  FTPS for cameras         port %d (explicit TLS), %d (implicit TLS)%n",
                ftps.explicitPort(), ftps.implicitPort());
        out.println("  Its certificate's SHA-256 " + ftps.fingerprint());
        out.println("  Password of its cameras  TRAPLINE_FTPS_PASSWORD, else the one in");
        out.println("                           " + data.resolve("secrets/ftps-camera-password"));
        out.println("  Data                     " + data);
        admin.email().ifPresent(email -> out.println("  Admin                    " + email));
        admin.newPassword()
                .ifPresent(
                        password ->
                                out.println(
                                        "  Admin's password         "
                                                + password
                                                + "   (shown this once; ./trapline user password"
                                                + " sets another)"));
        out.flush();
    }

    void awaitEnd() throws InterruptedException {
        closed.await();
    }

    @Override
    public void close() {
        context.close();
    }
}
