package trapline.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.standin.camera.SimulatedCamera;
import trapline.standin.camera.SyntheticPictures;
import trapline.standin.earthranger.EarthRangerStandIn;
import trapline.standin.http.HttpFault;
import trapline.standin.runner.RunnerStandIn;
import trapline.standin.smtp.SmtpFault;
import trapline.standin.smtp.SmtpStandIn;
import trapline.standin.telegram.TelegramStandIn;

/**
 * The program in a process of its own, killed again and again while alerts go out by mail, Telegram
 * and to EarthRanger. {@code bench/kill} runs it with more kills and alerts.
 */
class KilledAlertsIT {
    private static final int KILLS = Integer.getInteger("kills", 3);
    private static final int ALERTS = Integer.getInteger("alerts", 30);
    private static final long SEED = Long.getLong("seed", 20_261_121L);
    private static final int CHATS = 30;
    private static final int LONGEST_LIFE_MILLIS = 9000;
    private static final Duration SLOWNESS = Duration.ofMillis(250);
    private static final String TOKEN = "123456789:AAplantedTokenOfTheKillTest0123456";
    private static final String SITE_TOKEN = "a-token-of-the-site-for-the-kill-test";
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private final Map<String, Integer> mails = new ConcurrentHashMap<>();

    @Test
    void losesNoAlertAndRepeatsNoneButWhereTheAnswerWasCutWhenKilledAtRandom() throws Exception {
        try (var runner = RunnerStandIn.start("watcher", 0);
                var smtp = SmtpStandIn.start();
                var telegram = TelegramStandIn.start(TOKEN);
                var site = EarthRangerStandIn.start(SITE_TOKEN)) {
            smtp.onMail(
                    mail ->
                            mails.merge(
                                    mail.message().header("Message-ID").orElseThrow(),
                                    1,
                                    Integer::sum));
            telegram.faults().always(new HttpFault.SlowAnswer(SLOWNESS));
            site.faults().always(new HttpFault.SlowAnswer(SLOWNESS));
            smtp.failAlways(SmtpFault.SLOW);
            var server = new ServerProcess(folder, installation(runner, smtp, telegram, site));
            var uploads = Executors.newSingleThreadExecutor();
            try {
                server.start();
                var released = new Semaphore(0);
                var uploading = uploads.submit(() -> upload(server.installation(), released));
                killAgainAndAgain(server, released);
                uploading.get(10, TimeUnit.MINUTES);

                var jdbc = server.database();
                Until.holds(
                        "every delivery is accepted",
                        Duration.ofMinutes(10),
                        () ->
                                count(jdbc, "delivery where state = 'accepted'") == 3L * ALERTS
                                        && count(jdbc, "stage_task") == 0);

                assertThat(count(jdbc, "alert")).isEqualTo(ALERTS);
                assertThat(count(jdbc, "delivery")).isEqualTo(3L * ALERTS);
                assertThat(count(jdbc, "failed_job")).isZero();
                assertThat(mails).hasSize(ALERTS);
                assertThat(site.reports()).hasSize(ALERTS);
                assertThat(site.reports())
                        .allSatisfy(report -> assertThat(report.files()).hasSize(1));
                assertThat(site.reports())
                        .extracting(report -> report.event().at("/event_details/camera").asText())
                        .doesNotHaveDuplicates();
                tellsOncePerAttempt(jdbc, telegram);
                sayHowItWent(jdbc, telegram);
            } finally {
                uploads.shutdownNow();
                server.stop();
            }
        }
    }

    /** Each life gets its share of uploads, so that alerts flow until the last kill. */
    private static void killAgainAndAgain(ServerProcess server, Semaphore released)
            throws Exception {
        var random = new Random(SEED);
        for (var kill = 0; kill < KILLS; kill++) {
            released.release(ALERTS * (kill + 1) / (KILLS + 1) - ALERTS * kill / (KILLS + 1));
            server.killWithin(Duration.ofMillis(300 + random.nextInt(LONGEST_LIFE_MILLIS)));
            server.start();
        }
        released.release(ALERTS);
    }

    /** More than once only as often as an attempt had begun whose answer never came. */
    private static void tellsOncePerAttempt(JdbcClient jdbc, TelegramStandIn telegram) {
        var told = told(telegram);
        Map<UUID, Integer> cut = new HashMap<>();
        jdbc.sql(
                        """
                        select d.delivery_id, count(a.*) filter (where a.outcome = 'unknown') as cut
                          from delivery d join delivery_attempt a using (delivery_id)
                         where d.channel = 'rangers' group by d.delivery_id
                        """)
                .query(
                        row -> {
                            cut.put(row.getObject("delivery_id", UUID.class), row.getInt("cut"));
                        });
        assertThat(told.keySet()).containsExactlyInAnyOrderElementsOf(cut.keySet());
        assertThat(told)
                .allSatisfy(
                        (delivery, times) ->
                                assertThat(times)
                                        .as("messages of %s", delivery)
                                        .isBetween(1, 1 + cut.get(delivery)));
    }

    private static Map<UUID, Integer> told(TelegramStandIn telegram) {
        Map<UUID, Integer> told = new HashMap<>();
        for (var message : telegram.messages()) {
            var id = ID.matcher(message.text());
            assertThat(id.find()).as("an id in: %s", message.text()).isTrue();
            told.merge(UUID.fromString(id.group()), 1, Integer::sum);
        }
        return told;
    }

    private void sayHowItWent(JdbcClient jdbc, TelegramStandIn telegram) throws IOException {
        var twice = told(telegram).values().stream().filter(times -> times > 1).count();
        var mailsTwice = mails.values().stream().filter(times -> times > 1).count();
        var cut =
                jdbc
                        .sql(
                                """
                                select d.channel || ' ' || count(*)
                                  from delivery_attempt a join delivery d using (delivery_id)
                                 where a.outcome = 'unknown' group by d.channel order by 1
                                """)
                        .query(String.class)
                        .list()
                        .stream()
                        .collect(Collectors.joining(", "));
        Files.writeString(
                Files.createDirectories(Path.of("target")).resolve("killed-alerts.txt"),
                """
                kill -9 of the server at %d random moments (seed %d), %d alerts to 3 channels each
                lost: 0
                attempts cut by a kill: %s
                EarthRanger: %d reports, none twice, each with its picture once
                mail: %d ids; %d of them came twice, with the same id
                Telegram: %d alerts, %d of them twice, each because its answer was cut
                """
                        .formatted(
                                KILLS,
                                SEED,
                                ALERTS,
                                cut,
                                ALERTS,
                                ALERTS,
                                mailsTwice,
                                ALERTS,
                                twice));
    }

    private Installation installation(
            RunnerStandIn runner,
            SmtpStandIn smtp,
            TelegramStandIn telegram,
            EarthRangerStandIn site)
            throws IOException {
        var installation = new Installation(folder, smtp.port(), Optional.empty());
        installation.set("trapline.runners.addresses", runner.address());
        installation.set("trapline.references.TELEGRAM_TOKEN", TOKEN);
        installation.set("trapline.references.EARTHRANGER_TOKEN", SITE_TOKEN);
        installation.write(
                "channels.yaml",
                """
                channels:
                  - {id: mail, kind: email, host: 127.0.0.1, port: %d, security: none, from: trapline@example.org}
                  - {id: rangers, kind: telegram, baseUrl: "%s", token: "{{env:TELEGRAM_TOKEN}}", answers: "off"}
                  - {id: park, kind: earthranger, site: "%s", token: "{{env:EARTHRANGER_TOKEN}}", eventType: camera_sighting}
                """
                        .formatted(smtp.port(), telegram.url(), site.url()));
        installation.write("rules.yaml", rules());
        return installation;
    }

    /** A rule for each chat, so that no chat is written to faster than Telegram allows. */
    private static String rules() {
        var rules = new StringBuilder("rules:\n");
        for (var chat = 0; chat < CHATS; chat++) {
            var cameras = new ArrayList<String>();
            for (var i = chat; i < ALERTS; i += CHATS) {
                cameras.add(camera(i));
            }
            if (!cameras.isEmpty()) {
                rules.append(
                        """
                          - id: seen-%d
                            when: {categories: [animal], cameras: %s}
                            tell:
                              - {channel: mail, to: [ranger@example.org]}
                              - {channel: rangers, to: ["%d"]}
                              - {channel: park, to: [park]}
                        """
                                .formatted(chat, cameras, 4000 + chat));
            }
        }
        return rules.toString();
    }

    private static String camera(int number) {
        return "c%03d".formatted(number);
    }

    /** As cameras do: what was not confirmed is sent again. */
    private Void upload(Installation installation, Semaphore released) throws Exception {
        var picture = picture();
        for (var camera : IntStream.range(0, ALERTS).mapToObj(KilledAlertsIT::camera).toList()) {
            released.acquire();
            Until.holds(
                    "the server takes the picture of " + camera,
                    () -> sent(installation, camera, picture));
        }
        return null;
    }

    private static boolean sent(Installation installation, String camera, byte[] picture) {
        try (var client = new SimulatedCamera(installation.camera(camera))) {
            client.upload(picture, "IMG_0001.JPG");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private byte[] picture() throws IOException {
        List<Path> written =
                new SyntheticPictures(3, 320, 240)
                        .write(
                                folder.resolve("pictures"),
                                LocalDateTime.parse("2026-05-01T04:00:00"),
                                1);
        return Files.readAllBytes(written.get(written.size() - 1));
    }

    private static long count(JdbcClient jdbc, String what) {
        return jdbc.sql("select count(*) from " + what).query(Long.class).single();
    }
}
