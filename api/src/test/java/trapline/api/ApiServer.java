package trapline.api;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import trapline.alert.Alerts;
import trapline.alert.Incidents;
import trapline.alert.Rules;
import trapline.alert.StoredPast;
import trapline.alert.WhyNoAlert;
import trapline.api.access.TokenKey;
import trapline.api.admin.Installation;
import trapline.api.camera.ProfileTrial;
import trapline.api.config.ConfigStatus;
import trapline.api.export.ExportFiles;
import trapline.api.flow.Flows;
import trapline.api.upload.UploadFiles;
import trapline.blob.BlobStore;
import trapline.blob.FolderBlobStore;
import trapline.camera.CameraProfiles;
import trapline.camera.Cameras;
import trapline.camera.HealthReports;
import trapline.camera.ReportDialects;
import trapline.capture.CardIntake;
import trapline.capture.FileInspection;
import trapline.capture.FileLimits;
import trapline.capture.FileReading;
import trapline.capture.NewCaptures;
import trapline.capture.Quarantine;
import trapline.capture.RecordStep;
import trapline.capture.Reprocessing;
import trapline.capture.Reruns;
import trapline.condition.Expressions;
import trapline.delivery.AlertPreview;
import trapline.delivery.AlertTemplates;
import trapline.delivery.CapChannel;
import trapline.delivery.CapDocuments;
import trapline.delivery.Channel;
import trapline.delivery.ChannelChecks;
import trapline.delivery.ChannelHook;
import trapline.delivery.ChannelRest;
import trapline.delivery.Channels;
import trapline.delivery.ChatLinks;
import trapline.delivery.ComposeStep;
import trapline.delivery.DeadLetters;
import trapline.delivery.Deliveries;
import trapline.delivery.LinkedChats;
import trapline.delivery.LinkedPictures;
import trapline.delivery.Parking;
import trapline.delivery.Patience;
import trapline.delivery.People;
import trapline.delivery.PushChannel;
import trapline.delivery.PushKeys;
import trapline.delivery.PushSubscriptions;
import trapline.delivery.SignedLinks;
import trapline.delivery.TestStep;
import trapline.delivery.Unsubscribed;
import trapline.delivery.Vocabulary;
import trapline.event.EventDecisions;
import trapline.event.EventHistory;
import trapline.project.Identifiers;
import trapline.project.Projects;
import trapline.stage.FailedJobs;
import trapline.stage.Stages;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;

/** The API alone: a real server, a real database, and small stand-ins for the application. */
@SpringBootConfiguration
@EnableAutoConfiguration(exclude = FlywayAutoConfiguration.class)
@Import({ApiConfiguration.class, World.class})
class ApiServer {

    @Bean
    TestClock clock() {
        return TestClock.at("2026-03-01T12:00:00Z");
    }

    @Bean
    TestDatabase testDatabase() {
        return TestDatabase.fresh();
    }

    @Bean(destroyMethod = "")
    DataSource dataSource(TestDatabase database) {
        return database.dataSource();
    }

    @Bean
    Identifiers identifiers() {
        return new Identifiers();
    }

    @Bean
    Projects projects(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        return new Projects(jdbc, identifiers, clock);
    }

    @Bean
    TestFiles files() throws IOException {
        return new TestFiles();
    }

    @Bean
    BlobStore blobs(TestFiles files) throws IOException {
        return new FolderBlobStore(files.folder("blobs"));
    }

    @Bean
    ExportFiles exportFiles(TestFiles files) throws IOException {
        return new ExportFiles(files.folder("exports"));
    }

    @Bean
    FakePictures pictures() {
        return new FakePictures();
    }

    @Bean
    Cameras cameras(JdbcClient jdbc, Identifiers identifiers) {
        return new Cameras(jdbc, identifiers);
    }

    @Bean
    Stages stages(JdbcClient jdbc, Clock clock) {
        return new Stages(jdbc, clock);
    }

    @Bean
    FailedJobs failedJobs(JdbcClient jdbc, Stages stages, Clock clock) {
        return new FailedJobs(jdbc, stages, clock);
    }

    @Bean
    Deliveries deliveries(JdbcClient jdbc, Stages stages, Identifiers identifiers, Clock clock) {
        return new Deliveries(jdbc, stages, identifiers, clock);
    }

    /** A channel whose party is never there, a feed, and one for browsers. */
    @Bean
    Channels channels() {
        var channels = new Channels();
        channels.replace(
                List.of(
                        new Channel.Email(
                                "mail",
                                "mail.invalid",
                                25,
                                Channel.Security.NONE,
                                Optional.empty(),
                                Optional.empty(),
                                "alerts@example.org",
                                Optional.empty(),
                                Optional.empty(),
                                Duration.ofSeconds(5),
                                Patience.DEFAULT),
                        new CapChannel(
                                "warnings",
                                new CapChannel.Header(
                                        "traps@park.example",
                                        CapChannel.Status.TEST,
                                        new CapChannel.Audience.Everybody()),
                                List.of("en"),
                                Duration.ofHours(6),
                                CapChannel.Pictures.NONE,
                                Optional.empty(),
                                Optional.of(URI.create("https://trapline.example.org/")),
                                Duration.ofSeconds(5),
                                Patience.DEFAULT),
                        new PushChannel(
                                "browsers",
                                "mailto:admin@example.org",
                                Set.of("push.park.example:8443"),
                                Optional.empty(),
                                Duration.ofSeconds(5),
                                Patience.DEFAULT)));
        return channels;
    }

    @Bean
    FakeConfigFolder configFolder() {
        return new FakeConfigFolder();
    }

    @Bean
    TestStep testStep(
            JdbcClient jdbc,
            Deliveries deliveries,
            Stages stages,
            Identifiers identifiers,
            EventHistory history,
            Clock clock) {
        return new TestStep(
                new Incidents(jdbc, identifiers, history, clock),
                new Alerts(jdbc, history, clock),
                deliveries,
                stages,
                identifiers,
                clock);
    }

    @Bean
    Flows flows() {
        return List::of;
    }

    @Bean
    Installation installation() {
        return new FakeInstallation();
    }

    @Bean
    PushKeys pushKeys() {
        return PushKeys.make();
    }

    @Bean
    PushSubscriptions pushSubscriptions(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        return new PushSubscriptions(jdbc, identifiers, clock);
    }

    @Bean
    CapDocuments capDocuments(JdbcClient jdbc, Clock clock) {
        return new CapDocuments(jdbc, clock);
    }

    @Bean
    ChannelRest channelRest(Clock clock) {
        return new ChannelRest(clock);
    }

    @Bean
    ChannelChecks channelChecks() {
        return new ChannelChecks() {
            @Override
            public Check check(String channelId) {
                return new Check(false, "It is away.", List.of());
            }

            @Override
            public Optional<URI> linkTo(String channelId, String token) {
                return Optional.empty();
            }
        };
    }

    @Bean
    ChannelHook channelHook() {
        return new ChannelHook() {
            @Override
            public int take(
                    String channelId, Function<String, Optional<String>> header, byte[] body) {
                return 404;
            }

            @Override
            public Optional<String> prove(
                    String channelId, Function<String, Optional<String>> parameter) {
                return Optional.empty();
            }
        };
    }

    @Bean
    LinkedChats linkedChats(JdbcClient jdbc, Clock clock) {
        return new LinkedChats(jdbc, clock);
    }

    @Bean
    ChatLinks chatLinks(JdbcClient jdbc, LinkedChats chats, Clock clock) {
        return new ChatLinks(jdbc, chats, clock);
    }

    @Bean
    SignedLinks signedLinks(Clock clock) {
        return new SignedLinks("a secret of this test", clock);
    }

    @Bean
    LinkedPictures linkedPictures(Channels channels) {
        return new LinkedPictures(
                channels,
                (capture, blurred) ->
                        Optional.of(
                                "%s without %s"
                                        .formatted(capture, new TreeSet<>(blurred))
                                        .getBytes(StandardCharsets.UTF_8)));
    }

    @Bean
    Unsubscribed unsubscribed(JdbcClient jdbc, Clock clock) {
        return new Unsubscribed(jdbc, clock);
    }

    @Bean
    Parking parking(JdbcClient jdbc, Clock clock) {
        return new Parking(jdbc, clock);
    }

    @Bean
    DeadLetters deadLetters(JdbcClient jdbc, Deliveries deliveries) {
        return new DeadLetters(jdbc, deliveries);
    }

    @Bean
    Vocabulary vocabulary() {
        return new Vocabulary();
    }

    @Bean
    AlertPreview alertPreview(Vocabulary vocabulary) {
        return new AlertPreview(new AlertTemplates(), vocabulary);
    }

    @Bean
    ComposeStep composeStep(Channels channels, Vocabulary vocabulary) {
        return new ComposeStep(
                channels,
                new People(),
                new AlertTemplates(),
                vocabulary,
                (capture, blurred) -> Optional.empty());
    }

    @Bean
    FakeRuleBook ruleBook() {
        return new FakeRuleBook();
    }

    @Bean
    EventHistory eventHistory(JdbcClient jdbc, Clock clock) {
        return new EventHistory(jdbc, clock);
    }

    @Bean
    EventDecisions eventDecisions(JdbcClient jdbc, EventHistory history, Clock clock) {
        return new EventDecisions(jdbc, history, clock);
    }

    @Bean
    ProfileTrial profileTrial() {
        var profiles = new CameraProfiles();
        return (path, make, model, yaml) ->
                new ProfileTrial.Answer(profiles.explain(path, make, model), List.of());
    }

    /** No rule counts here. */
    @Bean
    WhyNoAlert whyNoAlert(JdbcClient jdbc, Cameras cameras) {
        return new WhyNoAlert(
                jdbc,
                new Rules(),
                cameras,
                new StoredPast(jdbc),
                mock(Expressions.class),
                ZoneOffset.UTC);
    }

    @Bean
    Reruns reruns(JdbcClient jdbc, Stages stages) {
        return new Reruns(jdbc, stages);
    }

    /** Intake has tests of its own. Here every file turns out to be usable. */
    @Bean
    Reprocessing reprocessing(JdbcClient jdbc, Identifiers identifiers, Clock clock)
            throws IOException {
        var quarantine = new Quarantine(jdbc, identifiers, clock);
        var reprocessing = mock(Reprocessing.class);
        given(reprocessing.reprocess(any()))
                .willAnswer(
                        call -> {
                            quarantine.settle(call.getArgument(0));
                            return true;
                        });
        return reprocessing;
    }

    @Bean
    SentMail accountMail() {
        return new SentMail();
    }

    @Bean
    TokenKey tokenKey() {
        return new TokenKey("a secret of this test, long enough for it");
    }

    @Bean
    UploadFiles uploadFiles(TestFiles files) throws IOException {
        return new UploadFiles(files.folder("cards"));
    }

    @Bean
    CardIntake cardIntake(
            JdbcClient jdbc,
            Identifiers identifiers,
            Projects projects,
            Cameras cameras,
            Stages stages,
            BlobStore blobs,
            PlatformTransactionManager transactions,
            Clock clock) {
        var profiles = new CameraProfiles();
        profiles.replace(List.of());
        return new CardIntake(
                blobs,
                new FileReading(
                        new FileInspection(FileLimits.DEFAULT),
                        profiles,
                        new ReportDialects(),
                        ZoneId.of("Europe/Berlin")),
                cameras,
                new RecordStep(
                        projects,
                        cameras,
                        new HealthReports(jdbc, identifiers),
                        new NewCaptures(jdbc, identifiers),
                        new Quarantine(jdbc, identifiers, clock),
                        new SimpleMeterRegistry()),
                stages,
                new TransactionTemplate(transactions),
                clock);
    }

    @Bean
    ConfigStatus configStatus(Clock clock) {
        return () ->
                new ConfigStatus.ConfigView(
                        clock.instant(),
                        List.of(
                                new ConfigStatus.Problem(
                                        "rules.yaml", 3, 5, "No such channel.", "Name one.")),
                        List.of());
    }
}
