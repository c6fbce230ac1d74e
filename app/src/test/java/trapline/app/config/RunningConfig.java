package trapline.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.PluginHelper;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.unit.DataSize;
import trapline.alert.Rules;
import trapline.app.detection.CameraMotions;
import trapline.app.ftps.ServerCertificate;
import trapline.app.source.FtpsSourceSettings;
import trapline.app.source.FtpsSources;
import trapline.camera.CameraProfiles;
import trapline.camera.ReportDialects;
import trapline.capture.Sources;
import trapline.delivery.AlertTemplates;
import trapline.delivery.Channels;
import trapline.delivery.Masking;
import trapline.delivery.OpenDelivery;
import trapline.delivery.People;
import trapline.delivery.SettleStep;
import trapline.delivery.SignedLinks;
import trapline.delivery.Vocabulary;
import trapline.project.Identifiers;
import trapline.project.OwnAddresses;
import trapline.routes.delivery.EmailMessage;
import trapline.routes.delivery.EmailSink;
import trapline.routes.delivery.SendFailures;
import trapline.routes.delivery.SinkMessages;
import trapline.routes.delivery.SmtpAnswers;
import trapline.routes.delivery.WebhookAnswers;
import trapline.routes.delivery.WebhookMessage;
import trapline.routes.delivery.WebhookRequest;
import trapline.routes.folder.FolderNames;
import trapline.routes.ftps.SessionReusingFtpsComponent;
import trapline.runner.motion.MotionRules;
import trapline.testing.TestClock;

/** A configuration that runs in a Camel with the real kamelets and templates, and no database. */
final class RunningConfig implements AutoCloseable {
    final Path folder;
    final Path data;
    final TestClock clock = TestClock.at("2026-03-01T12:00:00Z");
    final DefaultCamelContext camel = new DefaultCamelContext();
    final Sources sources = new Sources();
    final Channels channels = new Channels();
    final Rules rules = new Rules();
    final Map<String, String> environment = new HashMap<>(GoodConfig.ENVIRONMENT);
    private final FtpsSources ftps;
    private RouteConfig config;

    RunningConfig(Path home) throws Exception {
        folder = Files.createDirectories(home.resolve("route-config"));
        data = Files.createDirectories(home.resolve("data"));
        GoodConfig.in(folder);
        var kamelets = new KameletComponent();
        kamelets.setLocation("classpath:trapline/routes/kamelets");
        camel.addComponent("kamelet", kamelets);
        camel.addComponent("ftps", new SessionReusingFtpsComponent());
        camel.addComponent("stage", new IdleStages());
        camel.getRegistry().bind("folderNames", new FolderNames());
        deliveryBeans();
        for (var file :
                new PathMatchingResourcePatternResolver()
                        .getResources("classpath*:trapline/routes/templates/*.yaml")) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(
                            PluginHelper.getResourceLoader(camel)
                                    .resolveResource(
                                            "classpath:trapline/routes/templates/"
                                                    + file.getFilename()));
        }
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:capture.receive").routeId("capture.receive").to("log:taken");
                    }
                });
        camel.start();
        ftps =
                new FtpsSources(
                        Files.createDirectories(data.resolve("ftps")),
                        ServerCertificate.in(Files.createDirectories(data.resolve("secrets"))),
                        new FtpsSourceSettings(
                                0,
                                0,
                                "0",
                                Optional.empty(),
                                Optional.empty(),
                                10,
                                10,
                                DataSize.ofMegabytes(10),
                                DataSize.ofBytes(0),
                                Duration.ofMinutes(1)));
    }

    /** No picture ever comes, so the cameras need no database. */
    final CameraMotions motions = new CameraMotions(null, MotionRules.of(0.5));

    /** No delivery ever comes, so the steps need no database. */
    private void deliveryBeans() {
        var message = new WebhookMessage(channels, new AlertTemplates(), clock);
        var beans = camel.getRegistry();
        beans.bind("openDelivery", new OpenDelivery(null, null, null));
        beans.bind("settleStep", new SettleStep(null, channels, null, null, null, null, clock));
        var mail =
                new EmailMessage(
                        channels,
                        new People(),
                        (capture, blurred) -> Optional.empty(),
                        new Vocabulary(),
                        new SignedLinks("a secret of this test", clock));
        beans.bind(
                "emailSink",
                new EmailSink(
                        channels, new SinkMessages(new Identifiers()), mail, new OwnAddresses()));
        beans.bind("sendFailures", new SendFailures());
        beans.bind("smtpAnswers", new SmtpAnswers(channels, new Masking()));
        beans.bind("webhookMessage", message);
        beans.bind(
                "webhookRequest",
                new WebhookRequest(message, new Identifiers(), new OwnAddresses()));
        beans.bind("webhookAnswers", new WebhookAnswers(clock));
    }

    /** Starts, or starts anew as after a restart. */
    RouteConfig start() throws IOException {
        config =
                new RouteConfig(
                        folder,
                        new ConfigReader(new SecretReferences(environment), data),
                        new LastGoodConfig(data.resolve("last-good-config.json")),
                        new AppliedConfig(
                                sources,
                                new CameraProfiles(),
                                new ReportDialects(),
                                channels,
                                new People(),
                                new AlertTemplates(),
                                rules,
                                motions),
                        clock);
        config.start(
                new RouteConfig.Running(
                        new FlowRoutes(camel),
                        new ExtraRoutes(
                                camel, new TrialRun(camel.getRegistry(), TrialRun.ANY_WORKERS)),
                        new RoutePlan(data, clock),
                        ftps));
        return config;
    }

    /** As the watch does once a second; a change takes effect when it has rested once. */
    void lookTwice() {
        config.look();
        config.look();
    }

    void edit(String name, String text) throws IOException {
        GoodConfig.write(folder, name, text);
    }

    Set<String> routes() {
        return camel.getRoutes().stream()
                .map(Route::getRouteId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> endpoints() {
        return camel.getEndpoints().stream()
                .map(endpoint -> endpoint.getEndpointUri())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void close() {
        camel.stop();
        ftps.close();
    }

    /** Stands for the stages; nothing ever comes. */
    private static final class IdleStages extends DefaultComponent {
        @Override
        protected Endpoint createEndpoint(
                String uri, String remaining, Map<String, Object> parameters) {
            parameters.clear();
            return new DefaultEndpoint(uri, this) {
                @Override
                public Producer createProducer() {
                    throw new UnsupportedOperationException("nothing is put before a stage here");
                }

                @Override
                public Consumer createConsumer(Processor processor) {
                    return new DefaultConsumer(this, processor);
                }
            };
        }
    }
}
