package trapline.app.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trapline.app.access.AdminSettings;
import trapline.runner.SampleData;
import trapline.standin.camera.SimulatedCamera;
import trapline.standin.smtp.SmtpStandIn;

/**
 * Opens every page of the console in a real browser, at the width of a phone, a tablet and a desk,
 * over real pictures: no error, nothing against the page's policy, nothing that moves by itself or
 * that cannot be read. The photographs are left in target/console.
 */
class ConsoleIT {
    private static final List<String> PICTURES =
            List.of("IMAG0104_wolf.JPG", "domestic_cattle.jpg", "vehicle.jpg");
    private static final long LONGEST_MINUTES = 12;

    @TempDir private Path folder;

    @Test
    void showsEveryPageAtEveryWidthWithoutAnError() throws IOException, InterruptedException {
        var console = Path.of("..", "console").toAbsolutePath().normalize();
        var chromium =
                Path.of(Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium"));
        assumeTrue(
                getClass().getResource("/trapline/console/index.html") != null,
                "the console was not built (-DskipConsole), so it cannot be looked at");
        assumeTrue(
                Files.isDirectory(console.resolve("node_modules/playwright-core")),
                "the console's packages are not installed, so it cannot be looked at");
        assumeTrue(
                Files.isExecutable(chromium),
                "Chromium is not there (apt-get install chromium, or set CHROMIUM), so the console"
                        + " cannot be looked at");
        var photographs = Files.createDirectories(Path.of("target", "console").toAbsolutePath());
        var models = SampleData.find("models");

        try (var smtp = SmtpStandIn.start()) {
            var installation = new Installation(folder, smtp.port(), Optional.of(models));
            try (var trapline = new RunningTrapline(installation)) {
                upload(installation, trapline);
                var said =
                        walk(
                                console,
                                "http://127.0.0.1:" + installation.httpPort,
                                trapline.part(AdminSettings.class).email(),
                                photographs);

                var report = new ObjectMapper().readTree(said.get(said.size() - 1));
                var problems = new ArrayList<String>();
                report.get("problems").forEach(one -> problems.add(one.asText()));
                assertThat(problems).isEmpty();
                assertThat(report.get("seen")).hasSize(report.get("expected").asInt());
            }
        }
    }

    private static void upload(Installation installation, RunningTrapline trapline)
            throws IOException {
        try (var camera = new SimulatedCamera(installation.camera("north-gate"))) {
            for (var picture : PICTURES) {
                camera.upload(SampleData.find("images/" + picture), picture);
            }
        }
        Until.holds(
                "every picture is completed",
                () -> trapline.count("capture where state = 'completed'") == PICTURES.size());
        try (var camera = new SimulatedCamera(installation.camera("south-ridge"))) {
            camera.upload(SampleData.find("images/IMAG0107_deer.JPG"), "IMAG0107_deer.JPG");
        }
        Until.holds(
                "the other camera's picture is completed",
                () -> trapline.count("capture where state = 'completed'") > PICTURES.size());
        standSomewhere(trapline);
        Until.holds(
                "somebody was told", () -> trapline.count("delivery where state = 'accepted'") > 0);
    }

    /** These pictures have no positions, and the maps shall show something. */
    private static void standSomewhere(RunningTrapline trapline) {
        trapline.jdbc()
                .sql(
                        """
                        update camera set latitude = 52.1 + length(name) / 500.0, longitude = 5.6
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

    private List<String> walk(Path console, String address, String email, Path photographs)
            throws IOException, InterruptedException {
        var output = folder.resolve("browser.txt");
        var browser =
                new ProcessBuilder(
                                "node",
                                "e2e/pages.mjs",
                                address,
                                email,
                                Installation.ADMIN_PASSWORD,
                                photographs.toString())
                        .directory(console.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            assertThat(browser.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES))
                    .as("the browser came to an end")
                    .isTrue();
        } finally {
            browser.destroyForcibly();
        }
        assertThat(browser.exitValue()).as(Files.readString(output)).isZero();
        return Files.readAllLines(output);
    }
}
