package trapline.app.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import trapline.api.access.Accounts;
import trapline.app.access.AdminSettings;
import trapline.runner.SampleData;
import trapline.standin.camera.SimulatedCamera;
import trapline.standin.smtp.SmtpStandIn;

/**
 * Uses the console in a real browser over real pictures: every page at the width of a phone, a
 * tablet and a desk, without an error, anything against the page's policy, anything that moves by
 * itself or cannot be read; then as people with other rights; then with scripts in everything that
 * has a name. The photographs are left in target/console.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = ConsoleIT.LONGEST_MINUTES + 3, unit = TimeUnit.MINUTES)
class ConsoleIT {
    private static final List<String> PICTURES =
            List.of("IMAG0104_wolf.JPG", "domestic_cattle.jpg", "vehicle.jpg");

    /** The same picture again and again, as a burst: other bytes behind its end. */
    private static final int BURST = 5;

    private static final String EDITOR = "editor@example.org";
    static final long LONGEST_MINUTES = 12;

    private final Path console = Path.of("..", "console").toAbsolutePath().normalize();

    @TempDir private static Path folder;
    private Path photographs;
    private SmtpStandIn smtp;
    private Installation installation;
    private RunningTrapline trapline;
    private Optional<String> missing = Optional.empty();

    @BeforeAll
    void aServerWithPictures() throws IOException {
        missing = missing();
        if (missing.isPresent()) {
            return;
        }
        photographs = Files.createDirectories(Path.of("target", "console").toAbsolutePath());
        var models = SampleData.find("models");
        smtp = SmtpStandIn.start();
        installation = new Installation(folder, smtp.port(), Optional.of(models));
        trapline = new RunningTrapline(installation);
        upload();
    }

    /** Not before all of them: then none would be counted as skipped. */
    @BeforeEach
    void canLookAtTheConsole() {
        assumeTrue(missing.isEmpty(), missing.orElse(""));
    }

    private Optional<String> missing() {
        var chromium =
                Path.of(Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium"));
        if (getClass().getResource("/trapline/console/index.html") == null) {
            return Optional.of("the console was not built (-DskipConsole)");
        }
        if (!Files.isDirectory(console.resolve("node_modules/playwright-core"))) {
            return Optional.of("the console's packages are not installed");
        }
        return Files.isExecutable(chromium)
                ? Optional.empty()
                : Optional.of("Chromium is not there (apt-get install chromium, or set CHROMIUM)");
    }

    @AfterAll
    void stop() {
        if (trapline != null) {
            trapline.close();
            smtp.close();
        }
    }

    @Test
    @Order(1)
    void showsEveryPageAtEveryWidthWithoutAnError() throws IOException, InterruptedException {
        var report = run("pages.mjs");

        assertThat(texts(report, "problems")).isEmpty();
        assertThat(report.get("seen")).hasSize(report.get("expected").asInt());
        assertThat(trapline.count("capture where path = 'DCIM/100EK113/IMAG0001.JPG'"))
                .as("the file that was dropped, once")
                .isOne();
    }

    @Test
    @Order(2)
    void letsAdminsLookBehindWhatIsConcealedAndEditorsEdit()
            throws IOException, InterruptedException {
        var capture =
                trapline.jdbc()
                        .sql(
                                """
                                select capture_id::text from detection
                                 where category = 'vehicle' order by confidence desc limit 1
                                """)
                        .query(String.class)
                        .single();
        anEditor();
        conceal(true);

        var report = run("people.mjs", capture, EDITOR);

        conceal(false);
        assertThat(texts(report, "problems")).isEmpty();
        assertThat(texts(report, "done")).containsExactly("unveil", "edit");
        assertThat(trapline.count("audit where action = 'unveil'")).isPositive();
    }

    @Test
    @Order(3)
    void runsNothingOfWhatStandsInNamesNotesFilesAndYaml()
            throws IOException, InterruptedException {
        new Planted(installation, trapline).everywhere();

        var report = run("hostile.mjs");

        assertThat(texts(report, "ran")).isEmpty();
        assertThat(texts(report, "problems")).isEmpty();
        assertThat(texts(report, "shown"))
                .as("what was planted is there to be seen, as text")
                .contains(
                        "now",
                        "pictures",
                        "picture",
                        "events",
                        "event",
                        "deliveries",
                        "cameras",
                        "camera",
                        "map",
                        "insights",
                        "quarantine",
                        "jobs",
                        "rules",
                        "dead-letters",
                        "flows",
                        "configuration",
                        "keys",
                        "accounts",
                        "trail",
                        "exports",
                        "upload");
    }

    private void upload() throws IOException {
        try (var camera = new SimulatedCamera(installation.camera("north-gate"))) {
            for (var picture : PICTURES) {
                camera.upload(SampleData.find("images/" + picture), picture);
            }
            var wolf = Files.readAllBytes(SampleData.find("images/" + PICTURES.get(0)));
            for (var i = 1; i < BURST; i++) {
                var again = Arrays.copyOf(wolf, wolf.length + i);
                camera.upload(again, "IMAG010%d_wolf.JPG".formatted(4 + i));
            }
        }
        var burst = PICTURES.size() + BURST - 1;
        Until.holds(
                "every picture is completed",
                () -> trapline.count("capture where state = 'completed'") == burst);
        try (var camera = new SimulatedCamera(installation.camera("south-ridge"))) {
            camera.upload(SampleData.find("images/IMAG0107_deer.JPG"), "IMAG0107_deer.JPG");
        }
        Until.holds(
                "the other camera's picture is completed",
                () -> trapline.count("capture where state = 'completed'") > burst);
        standSomewhere();
        Until.holds(
                "somebody was told", () -> trapline.count("delivery where state = 'accepted'") > 0);
    }

    /** These pictures have no positions, and the maps shall show something. */
    private void standSomewhere() {
        trapline.jdbc()
                .sql(
                        """
                        update camera set latitude = 52.1 + length(name) / 500.0, longitude = 5.6
                        """)
                .update();
        trapline.jdbc()
                .sql(
                        """
                        insert into deployment (deployment_id, project_id, camera_id, latitude,
                            longitude, started_at, ended_at, made_by, made_at)
                        select gen_random_uuid(), project_id, camera_id, latitude + stay / 200.0,
                               longitude + stay / 100.0, now() - make_interval(days => 10 * stay + 10),
                               now() - make_interval(days => 10 * stay), 'anna', now()
                          from camera cross join generate_series(1, 3) as stay
                        """)
                .update();
        trapline.jdbc()
                .sql(
                        """
                        insert into health_report (report_id, camera_id, received_at,
                            battery_percent, storage_used_percent, temperature_celsius, signal_csq,
                            sha256)
                        select gen_random_uuid(), camera_id, now() - make_interval(days => day),
                               95 - 2 * day, 10 + 20 - day, 8 + day % 5, 18, 'day ' || day
                          from camera cross join generate_series(0, 20) as day
                        """)
                .update();
    }

    private void anEditor() {
        var editor = trapline.part(Accounts.class).create(EDITOR, Installation.ADMIN_PASSWORD);
        trapline.jdbc()
                .sql("insert into config_editor values (:account, 'admin', now())")
                .param("account", editor.accountId())
                .update();
    }

    private void conceal(boolean concealed) {
        trapline.jdbc()
                .sql(
                        """
                        insert into project_privacy (project_id, concealed, version, changed_at,
                                                     changed_by)
                        select project_id, :concealed, 1, now(), 'admin' from project
                            on conflict (project_id) do update set concealed = excluded.concealed
                        """)
                .param("concealed", concealed)
                .update();
    }

    /** What a script of console/e2e says in its last line. */
    private JsonNode run(String script, String... more) throws IOException, InterruptedException {
        var output = folder.resolve(script + ".txt");
        var command =
                new ArrayList<>(
                        List.of(
                                "node",
                                "e2e/" + script,
                                "http://127.0.0.1:" + installation.httpPort,
                                trapline.part(AdminSettings.class).email(),
                                Installation.ADMIN_PASSWORD,
                                photographs.toString()));
        command.addAll(List.of(more));
        var builder = new ProcessBuilder(command).directory(console.toFile());
        builder.environment().put("DROPPED", dropped().toString());
        var browser = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertThat(browser.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES))
                    .as("the browser came to an end")
                    .isTrue();
        } finally {
            browser.destroyForcibly();
        }
        assertThat(browser.exitValue()).as(Files.readString(output)).isZero();
        var lines = Files.readAllLines(output);
        return new ObjectMapper().readTree(lines.get(lines.size() - 1));
    }

    /** A folder of a memory card, with a picture in it and what computers leave behind. */
    private static Path dropped() throws IOException {
        var card = Files.createDirectories(folder.resolve("card/DCIM/100EK113"));
        var deer = Files.readAllBytes(SampleData.find("images/IMAG0107_deer.JPG"));
        // Not the bytes that a camera has sent already.
        Files.write(card.resolve("IMAG0001.JPG"), Arrays.copyOf(deer, deer.length + 7));
        Files.write(card.resolve("Thumbs.db"), new byte[] {1});
        return card.getParent();
    }

    private static List<String> texts(JsonNode report, String name) {
        var texts = new ArrayList<String>();
        report.get(name).forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
