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
import trapline.standin.cap.CapStandIn;
import trapline.standin.telegram.TelegramStandIn;

/**
 * The program in a process of its own, killed again and again while alerts go out by mail, Telegram
 * and CAP and to EarthRanger. {@code bench/kill} runs it with more kills and alerts.
 */
class KilledAlertsIT {
    private static final int KILLS = Integer.getInteger("kills", 3);
    private static final int ALERTS = Integer.getInteger("alerts", 30);
    private static final long SEED = Long.getLong("seed", 20_261_121L);
    private static final int CHATS = 30;
    private static final int LONGEST_LIFE_MILLIS = 9000;
    private static final long DELIVERIES = 4L * ALERTS;
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final Pattern ENTRY =
            Pattern.compile("/api/cap/warnings/(trapline[^\"/]+)\\.xml");
    private static final Pattern NEXT_PAGE = Pattern.compile("rel=\"next\"[^>]*href=\"([^\"]+)");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void losesNoAlertAndRepeatsNoneButWhereTheAnswerWasCutWhenKilledAtRandom() throws Exception {
        try (var parties = new LastingParties()) {
            var server = new ServerProcess(folder, installation(parties));
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
                                count(jdbc, "delivery where state = 'accepted'") == DELIVERIES
                                        && count(jdbc, "stage_task") == 0);

                assertThat(count(jdbc, "alert")).isEqualTo(ALERTS);
                assertThat(count(jdbc, "delivery")).isEqualTo(DELIVERIES);
                assertThat(count(jdbc, "failed_job")).isZero();
                assertThat(parties.mails).hasSize(ALERTS);
                assertThat(parties.site.reports()).hasSize(ALERTS);
                assertThat(parties.site.reports())
                        .allSatisfy(report -> assertThat(report.files()).hasSize(1));
                assertThat(parties.site.reports())
                        .extracting(report -> report.event().at("/event_details/camera").asText())
                        .doesNotHaveDuplicates();
                publishesOneDocumentForEachAlert(jdbc, parties.receiver);
                assertThat(feed(server.installation()))
                        .containsExactlyInAnyOrderElementsOf(
                                identifiers(parties.receiver.received()));
                tellsOncePerAttempt(jdbc, "warnings", warned(parties.receiver));
                tellsOncePerAttempt(jdbc, "rangers", told(parties.telegram));
                sayHowItWent(jdbc, parties);
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

    /** What the receiver has is what was published, byte for byte, and an alert each. */
    private static void publishesOneDocumentForEachAlert(JdbcClient jdbc, CapStandIn receiver) {
        var published =
                jdbc.sql("select xml from cap_document where withdrawn_at is null")
                        .query(String.class)
                        .list();
        assertThat(published).hasSize(ALERTS);
        assertThat(receiver.received())
                .extracting(CapStandIn.Received::xml)
                .containsExactlyInAnyOrderElementsOf(published);
        assertThat(receiver.received())
                .extracting(document -> document.text("msgType"))
                .containsOnly("Alert");
        assertThat(receiver.received())
                .extracting(document -> document.text("source"))
                .doesNotHaveDuplicates();
    }

    /** The identifiers in the feed of documents, page by page. */
    private static List<String> feed(Installation installation) throws Exception {
        var identifiers = new ArrayList<String>();
        var next = Optional.of("/api/cap/warnings/feed.atom");
        while (next.isPresent()) {
            var page = installation.get(next.get()).body();
            identifiers.addAll(ENTRY.matcher(page).results().map(found -> found.group(1)).toList());
            next = NEXT_PAGE.matcher(page).results().map(found -> found.group(1)).findFirst();
        }
        return identifiers;
    }

    private static List<String> identifiers(List<CapStandIn.Received> documents) {
        return documents.stream().map(document -> document.text("identifier")).toList();
    }

    /** How often a document came for each delivery; a repeat is of the same bytes. */
    private static Map<UUID, Integer> warned(CapStandIn receiver) {
        return receiver.received().stream()
                .collect(
                        Collectors.toMap(
                                document -> id(document.text("identifier")),
                                CapStandIn.Received::times));
    }

    /** More than once only as often as an attempt had begun whose answer never came. */
    private static void tellsOncePerAttempt(
            JdbcClient jdbc, String channel, Map<UUID, Integer> told) {
        Map<UUID, Integer> cut = new HashMap<>();
        jdbc.sql(
                        """
                        select d.delivery_id, count(a.*) filter (where a.outcome = 'unknown') as cut
                          from delivery d join delivery_attempt a using (delivery_id)
                         where d.channel = :channel group by d.delivery_id
                        """)
                .param("channel", channel)
                .query(
                        row -> {
                            cut.put(row.getObject("delivery_id", UUID.class), row.getInt("cut"));
                        });
        assertThat(told.keySet()).containsExactlyInAnyOrderElementsOf(cut.keySet());
        assertThat(told)
                .allSatisfy(
                        (delivery, times) ->
                                assertThat(times)
                                        .as("messages of %s on %s", delivery, channel)
                                        .isBetween(1, 1 + cut.get(delivery)));
    }

    private static UUID id(String text) {
        var id = ID.matcher(text);
        assertThat(id.find()).as("an id in: %s", text).isTrue();
        return UUID.fromString(id.group());
    }

    private static Map<UUID, Integer> told(TelegramStandIn telegram) {
        Map<UUID, Integer> told = new HashMap<>();
        telegram.messages().forEach(message -> told.merge(id(message.text()), 1, Integer::sum));
        return told;
    }

    private static long twice(Map<?, Integer> told) {
        return told.values().stream().filter(times -> times > 1).count();
    }

    private static void sayHowItWent(JdbcClient jdbc, LastingParties parties) throws IOException {
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
                kill -9 of the server at %d random moments (seed %d), %d alerts to 4 channels each
                lost: 0
                attempts cut by a kill: %s
                EarthRanger: %d reports, none twice, each with its picture once
                mail: %d ids; %d of them came twice, with the same id
                CAP: %d identifiers, each with one document; %d of them came twice, byte for byte
                Telegram: %d alerts, %d of them twice, each because its answer was cut
                """
                        .formatted(
                                KILLS,
                                SEED,
                                ALERTS,
                                cut,
                                ALERTS,
                                ALERTS,
                                twice(parties.mails),
                                ALERTS,
                                twice(warned(parties.receiver)),
                                ALERTS,
                                twice(told(parties.telegram))));
    }

    private Installation installation(LastingParties parties) throws IOException {
        var installation = parties.installation(folder);
        // Warnings are taken back when their event is over; many kills take longer than that.
        installation.set("trapline.event.close-grace", "12h");
        installation.cutPicturesWait("PT10M");
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
                              - {channel: warnings}
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
