package trapline.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.standin.Faults;
import trapline.standin.camera.SimulatedCamera;
import trapline.standin.camera.SyntheticPictures;
import trapline.standin.earthranger.EarthRangerStandIn;
import trapline.standin.gundi.GundiStandIn;
import trapline.standin.http.HttpFault;
import trapline.standin.http.StandInReply;
import trapline.standin.runner.RunnerStandIn;
import trapline.standin.signal.SignalStandIn;
import trapline.standin.smtp.SmtpFault;
import trapline.standin.smtp.SmtpSettings;
import trapline.standin.smtp.SmtpStandIn;
import trapline.standin.telegram.TelegramStandIn;
import trapline.standin.webhook.WebhookStandIn;
import trapline.standin.whatsapp.WhatsAppStandIn;

/**
 * The program in a process of its own that logs everything it can, with a secret of every kind
 * planted, while every party takes messages, refuses them, repeats what it was told and hangs up.
 */
class SecretsIT {
    private static final String TELEGRAM = "123456789:AAplantedTelegramToken0123456789abcd";
    private static final String SIGNAL = "+31699000001";
    private static final String WHATSAPP = "plantedWhatsAppToken0123456789";
    private static final String APP_SECRET = "plantedAppSecretOfMeta0123456789";
    private static final String VERIFY = "plantedVerifyWordOfMeta";
    private static final String SITE = "plantedEarthRangerToken0123456789";
    private static final String GUNDI = "plantedGundiKey0123456789";
    private static final String HMAC = "plantedWebhookSecret0123456789";
    private static final String IN_URL = "plantedTokenInTheAddress0123456789";
    private static final String SMTP = "plantedSmtpPassword0123456789";
    private static final String MAILBOX = "planted-ranger@private.example";
    private static final String PHONE = "+31699000002";
    private static final String META_ID = "106540352242922";

    /** What nobody but Trapline and the party may ever read. */
    private static final Map<String, String> SECRETS = secrets();

    /** Whom messages go to: kept where it must be, and told to nobody else. */
    private static final Set<String> PRIVATE = Set.of(MAILBOX, PHONE, "699000002", "+31699000001");

    /** Where addresses must stand, because messages go there, or because an admin wrote them. */
    private static final Set<String> FOR_ADDRESSES =
            Set.of("delivery.recipient", "rule_definition.definition");

    private static final int ALERTS = 7;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private final RunnerStandIn runner = RunnerStandIn.start("watcher", 0);
    private final SmtpStandIn smtp =
            SmtpStandIn.start(SmtpSettings.PLAIN.withLogin("trapline", SMTP));
    private final TelegramStandIn telegram = TelegramStandIn.start(TELEGRAM);
    private final SignalStandIn signal = SignalStandIn.start(SIGNAL);
    private final WhatsAppStandIn meta =
            WhatsAppStandIn.start(META_ID, WHATSAPP, "camera_alert", 0);
    private final EarthRangerStandIn site = EarthRangerStandIn.start(SITE);
    private final GundiStandIn gundi = GundiStandIn.start(GUNDI);
    private final WebhookStandIn hook = WebhookStandIn.start();
    private Installation installation;
    private ServerProcess server;

    private static Map<String, String> secrets() {
        var secrets = new LinkedHashMap<String, String>();
        secrets.put("TELEGRAM", TELEGRAM);
        secrets.put("WHATSAPP", WHATSAPP);
        secrets.put("APP_SECRET", APP_SECRET);
        secrets.put("VERIFY", VERIFY);
        secrets.put("SITE", SITE);
        secrets.put("GUNDI", GUNDI);
        secrets.put("HMAC", HMAC);
        secrets.put("IN_URL", IN_URL);
        secrets.put("SMTP", SMTP);
        return secrets;
    }

    @BeforeEach
    void start() throws IOException {
        installation = new Installation(folder, smtp.port(), Optional.empty());
        installation.set("trapline.runners.addresses", runner.address());
        installation.set("logging.level.root", "DEBUG");
        SECRETS.forEach((name, value) -> installation.set("trapline.references." + name, value));
        installation.set(
                "trapline.references.HOOK", hook.url("/hooks/%s?key=%s".formatted(IN_URL, IN_URL)));
        installation.write("channels.yaml", channels());
        installation.write("rules.yaml", RULES);
        server = new ServerProcess(folder, installation);
        server.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.stop();
        for (var party : List.of(runner, smtp, telegram, signal, meta, site, gundi, hook)) {
            close(party);
        }
    }

    @Test
    void tellsNoSecretInLogsExceptionsRowsOrMetrics() throws Exception {
        misbehave();
        upload();
        var jdbc = server.database();
        Until.holds(
                "every delivery was tried and every party had its say",
                () ->
                        count(jdbc, "delivery") == 7L * ALERTS
                                && count(
                                                jdbc,
                                                "delivery d where not exists (select 1 from"
                                                        + " delivery_attempt a where a.delivery_id ="
                                                        + " d.delivery_id and a.outcome is not null)")
                                        == 0);
        assertThat(count(jdbc, "delivery_attempt where outcome <> 'accepted'")).isGreaterThan(7);
        assertThat(count(jdbc, "delivery where state = 'accepted'")).isGreaterThan(7);

        tellsNone("a row", rows(jdbc, Set.of()), SECRETS.values());
        tellsNone("a row", rows(jdbc, FOR_ADDRESSES), PRIVATE);
        for (var page :
                List.of(
                        "/actuator/prometheus",
                        "/actuator/health",
                        "/api/channels",
                        "/api/deliveries?limit=100",
                        "/api/failed-jobs",
                        "/api/config")) {
            tellsNone(page, List.of(answer(page)), SECRETS.values());
        }
        tellsNone("a metric", List.of(answer("/actuator/prometheus")), PRIVATE);
        server.stop();
        var log = server.log().lines().toList();
        assertThat(log).hasSizeGreaterThan(1000);
        assertThat(log).anyMatch(line -> line.contains(" DEBUG "));
        tellsNone("the log", log, SECRETS.values());
        tellsNone("the log", log, PRIVATE);
    }

    /** Each party refuses, repeats what it was told, breaks off, and takes the rest. */
    private void misbehave() {
        Map<Faults<HttpFault>, String> told =
                Map.of(
                        telegram.faults(), TELEGRAM,
                        signal.faults(), SIGNAL,
                        meta.faults(), WHATSAPP + " " + APP_SECRET + " " + VERIFY,
                        site.faults(), SITE,
                        gundi.faults(), GUNDI,
                        hook.faults(), HMAC + " " + IN_URL);
        told.forEach(
                (faults, own) -> {
                    var words = "%s %s %s %s".formatted(own, MAILBOX, PHONE, SIGNAL);
                    faults.add(answers(500, words), 1);
                    faults.add(answers(400, words), 1);
                    faults.add(new HttpFault.DropsBeforeCommit(), 1);
                });
        smtp.fail(SmtpFault.MESSAGE_DEFERRED_451, 1);
        smtp.fail(SmtpFault.UNKNOWN_USER_550, 1);
        smtp.fail(SmtpFault.DROPS_BEFORE_COMMIT, 1);
    }

    private static HttpFault answers(int status, String words) {
        return new HttpFault.Answers(
                StandInReply.json(
                        status,
                        "{\"ok\":false,\"error_code\":%d,\"description\":\"%s\",\"error\":\"%s\"}"
                                .formatted(status, words, words)));
    }

    private void upload() throws IOException {
        var pictures =
                new SyntheticPictures(3, 320, 240)
                        .write(
                                folder.resolve("pictures"),
                                LocalDateTime.parse("2026-05-01T04:00:00"),
                                1);
        for (var i = 0; i < ALERTS; i++) {
            try (var camera = new SimulatedCamera(installation.camera("c" + i))) {
                camera.upload(pictures.get(0), "IMG_0001.JPG");
            }
        }
    }

    private static void tellsNone(String where, List<String> texts, Iterable<String> secrets) {
        for (var secret : secrets) {
            for (var form : forms(secret)) {
                assertThat(texts.stream().filter(text -> text.contains(form)).findFirst())
                        .as("%s tells %s", where, secret)
                        .isEmpty();
            }
        }
    }

    /** As it is, and as headers and logins write it. */
    private static List<String> forms(String secret) {
        return List.of(
                secret,
                Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)),
                secret.replace(":", "%3A").replace("@", "%40").replace("+", "%2B"));
    }

    /** Every row of every table as JSON, one text a value, less some columns. */
    private static List<String> rows(JdbcClient jdbc, Set<String> less) {
        var rows = new ArrayList<String>();
        var columns =
                jdbc.sql(
                                """
                                select table_name || '.' || column_name from information_schema.columns
                                 where table_schema = current_schema()
                                """)
                        .query(String.class)
                        .list();
        assertThat(columns).containsAll(less).hasSizeGreaterThan(100);
        for (var column : columns) {
            if (!less.contains(column)) {
                var parts = column.split("\\.");
                jdbc.sql(
                                "select distinct \"%s\"::text from \"%s\" where \"%s\" is not null"
                                        .formatted(parts[1], parts[0], parts[1]))
                        .query(String.class)
                        .list()
                        .forEach(value -> rows.add(column + ": " + value));
            }
        }
        return rows;
    }

    private String answer(String path) throws Exception {
        var answer = installation.get(path);
        assertThat(answer.statusCode()).as(path).isIn(200, 503);
        return answer.body();
    }

    private static final String RULES =
            """
            rules:
              - id: anything
                when: {categories: [animal]}
                tell:
                  - {channel: mail, to: ["%s"]}
                  - {channel: rangers, to: ["4242424242"]}
                  - {channel: team, to: ["%s"]}
                  - {channel: wardens, to: ["%s"]}
                  - {channel: park, to: [park]}
                  - {channel: hub, to: [hub]}
                  - {channel: hook, to: [hook]}
            """
                    .formatted(MAILBOX, PHONE, PHONE);

    private String channels() {
        return """
        channels:
          - {id: mail, kind: email, host: 127.0.0.1, port: %d, security: none, username: trapline, password: "{{env:SMTP}}", from: trapline@example.org, timeout: PT2S}
          - {id: rangers, kind: telegram, baseUrl: "%s", token: "{{env:TELEGRAM}}", timeout: PT2S}
          - {id: team, kind: signal, gateway: "%s", number: "%s", timeout: PT2S}
          - {id: wardens, kind: whatsapp, baseUrl: "%s", phoneNumberId: "%s", token: "{{env:WHATSAPP}}", template: camera_alert, appSecret: "{{env:APP_SECRET}}", verifyToken: "{{env:VERIFY}}", timeout: PT2S}
          - {id: park, kind: earthranger, site: "%s", token: "{{env:SITE}}", eventType: camera_sighting, timeout: PT2S}
          - {id: hub, kind: gundi, baseUrl: "%s", apiKey: "{{env:GUNDI}}", eventType: camera_sighting, timeout: PT2S}
          - {id: hook, kind: webhook, url: "{{env:HOOK}}", secret: "{{env:HMAC}}", timeout: PT2S}
        """
                .formatted(
                        smtp.port(),
                        telegram.url(),
                        signal.url(),
                        SIGNAL,
                        meta.url(),
                        META_ID,
                        site.url(),
                        gundi.url());
    }

    private static long count(JdbcClient jdbc, String what) {
        return jdbc.sql("select count(*) from " + what).query(Long.class).single();
    }

    private static void close(AutoCloseable party) {
        try {
            party.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
