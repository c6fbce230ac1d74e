package trapline.routes.ftps;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import trapline.routes.folder.FolderNames;

/** The real kamelet with a route behind that notes what it is given. */
final class PulledFolder implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final BlockingQueue<Taken> taken = new LinkedBlockingQueue<>();
    private final AtomicInteger failuresLeft = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    /** What the route behind was given; each char of the content is a byte. */
    record Taken(String source, String account, String path, long modifiedMillis, String content) {}

    /** The settings of the kamelet. */
    static final class Settings {
        final List<String> parameters = new ArrayList<>();
        String password = EmbeddedFtps.PASSWORD;
        Optional<TakenFiles> stay = Optional.empty();
        Duration grace = Duration.ZERO;
        int share = 20;
        int failures;

        Settings(int port, Path work) {
            this(EmbeddedFtps.USER, port, work);
        }

        Settings(String user, int port, Path work) {
            with("source=north");
            with("port=" + port);
            with("workFolder=RAW(" + work + ")");
            with("username=RAW(" + user + ")");
            with("password=#bean:secret");
            with("ready=ready");
            with("pollMillis=100");
        }

        Settings with(String parameter) {
            parameters.add(parameter);
            return this;
        }

        Settings folder(String folder) {
            return with("folder=RAW(" + folder + ")");
        }

        Settings host(String host) {
            return with("host=" + host);
        }
    }

    PulledFolder(Settings settings) throws Exception {
        failuresLeft.set(settings.failures);
        var kamelets = new KameletComponent();
        kamelets.setLocation("classpath:trapline/routes/kamelets");
        camel.addComponent("kamelet", kamelets);
        camel.addComponent("ftps", new SessionReusingFtpsComponent());
        camel.getRegistry().bind("folderNames", new FolderNames());
        camel.getRegistry().bind("secret", settings.password);
        camel.getRegistry()
                .bind(
                        "ready",
                        new RemoteFolder(
                                Clock.systemUTC(),
                                "north",
                                Duration.ofMillis(50),
                                settings.grace,
                                settings.share,
                                settings.stay));
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(noErrorHandler());
                        from("kamelet:camera-ftps-source?" + String.join("&", settings.parameters))
                                .routeId("pull")
                                .process(PulledFolder.this::take);
                    }
                });
        camel.start();
    }

    private void take(Exchange exchange) throws Exception {
        if (failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            failed.incrementAndGet();
            throw new IllegalStateException("the database is away");
        }
        var message = exchange.getMessage();
        taken.add(
                new Taken(
                        message.getHeader("TraplineSource", String.class),
                        message.getHeader("TraplineAccount", String.class),
                        message.getHeader("TraplinePath", String.class),
                        message.getHeader("TraplineModified", Long.class),
                        Files.readString(
                                message.getBody(File.class).toPath(),
                                StandardCharsets.ISO_8859_1)));
    }

    /** The next file, waited for. */
    Taken next() throws InterruptedException {
        var next = taken.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no file was taken in time");
        }
        return next;
    }

    /** What was taken beyond what was asked for. */
    List<Taken> rest() {
        return List.copyOf(taken);
    }

    int failed() {
        return failed.get();
    }

    DefaultCamelContext camel() {
        return camel;
    }

    @Override
    public void close() {
        camel.stop();
    }
}
