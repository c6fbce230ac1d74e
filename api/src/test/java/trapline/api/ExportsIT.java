package trapline.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import trapline.api.access.Role;

@ApiTest
class ExportsIT {
    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");

    @LocalServerPort int port;
    @Autowired World world;
    @Autowired TestFiles files;

    private UUID north;
    private UUID ridge;
    private Client anna;
    private Client vera;
    private int made;

    @BeforeEach
    void clear() {
        world.clear();
        made = 0;
        north = world.project("North Reserve");
        ridge = world.camera(north, "ridge, \"upper\"");
        anna =
                with(
                        world.key(
                                north,
                                Role.ADMIN,
                                world.member("anna@example.org", north, Role.ADMIN)));
        vera =
                with(
                        world.key(
                                north,
                                Role.VIEWER,
                                world.member("vera@example.org", north, Role.VIEWER)));
    }

    @Test
    void makesACamtrapDpPackageThatKeepsItsRules() throws IOException {
        place(ridge, 48.123456, 11.654321);
        var valley = world.camera(north, "valley");
        place(valley, -1.5, 35.25);
        seen(capture(ridge, NOON), "animal", "Canis lupus (wolf)");
        seen(capture(ridge, NOON.plusSeconds(60)), "person", null);
        world.run(capture(valley, NOON.plusSeconds(90)), "finder", NOON);
        capture(valley, NOON.plusSeconds(120));
        seen(capture(valley, NOON.plusSeconds(150)), "animal", "bird");

        var zip = file(vera, "camtrap-dp", "{}");

        assertThat(CamtrapDpCheck.problems(zip)).isEmpty();
        assertThat(column(CamtrapDpCheck.table(zip, "observations"), "observationType"))
                .containsExactlyInAnyOrder("animal", "human", "blank", "unclassified", "animal");
        assertThat(column(CamtrapDpCheck.table(zip, "observations"), "scientificName"))
                .contains("Canis lupus", "Homo sapiens", "Aves");
        assertThat(column(CamtrapDpCheck.table(zip, "deployments"), "deploymentID"))
                .containsExactlyInAnyOrder(ridge.toString(), valley.toString());
        assertThat(CamtrapDpCheck.description(zip).get("taxonomic")).hasSize(3);
    }

    @Test
    void tellsOfEachStayOfACameraThatMoved() throws IOException {
        stay(ridge, 48.5, 11.5, NOON.minus(Duration.ofDays(9)), NOON);
        stay(ridge, 48.9, 11.9, NOON, null);
        seen(capture(ridge, NOON.minus(Duration.ofDays(1))), "animal", "bird");
        seen(capture(ridge, NOON.plus(Duration.ofDays(1))), "animal", "bird");

        var zip = file(vera, "camtrap-dp", "{}");

        assertThat(CamtrapDpCheck.problems(zip)).isEmpty();
        assertThat(column(CamtrapDpCheck.table(zip, "deployments"), "latitude"))
                .containsExactlyInAnyOrder("48.5", "48.9");
    }

    private void stay(UUID camera, double latitude, double longitude, Instant from, Instant to) {
        world.jdbc()
                .sql(
                        """
                        insert into deployment (deployment_id, project_id, camera_id, latitude,
                            longitude, started_at, ended_at, made_by, made_at)
                        values (:id, :project, :camera, :north, :east, :from, :to, 'anna', :from)
                        """)
                .param("id", UUID.randomUUID())
                .param("project", north)
                .param("camera", camera)
                .param("north", latitude)
                .param("east", longitude)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to == null ? null : to.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Test
    void roundsPositionsWhereARareAnimalWasSeen() throws IOException {
        place(ridge, 48.123456, 11.654321);
        var valley = world.camera(north, "valley");
        place(valley, -1.512345, 35.254321);
        var lynx = capture(ridge, NOON);
        seen(lynx, "animal", "Lynx lynx (lynx)");
        world.eventLabel(north, ridge, lynx, "Lynx lynx (lynx)");
        seen(capture(valley, NOON), "animal", "Vulpes vulpes (fox)");
        decide(
                "{\"concealed\": false, \"positionDigits\": 1, \"sensitiveTaxa\": [\"Lynx\"], \"version\": 0}");

        var zip = file(anna, "camtrap-dp", "{}");

        assertThat(CamtrapDpCheck.problems(zip)).isEmpty();
        assertThat(column(CamtrapDpCheck.table(zip, "deployments"), "latitude"))
                .containsExactlyInAnyOrder("48.1", "-1.512345");
        assertThat(CamtrapDpCheck.description(zip).get("coordinatePrecision").asDouble())
                .isEqualTo(0.1);
        assertThat(new String(file(anna, "geojson", "{}"), UTF_8)).doesNotContain("48.123456");
    }

    @Test
    void saysWhichCamerasHaveNoPosition() {
        world.jdbc().sql("update capture set latitude = null").update();
        seen(unplacedCapture(), "animal", "bird");

        var export = finished(anna, "camtrap-dp", "{}");

        assertThat(export.get("state").asText()).isEqualTo("failed");
        assertThat(export.get("reason").asText())
                .contains("None of these 1 cameras has a position");
    }

    @Test
    void keepsEveryObservationInTheCsv() throws IOException {
        var ids = new ArrayList<String>();
        for (var i = 0; i < 450; i++) {
            var capture = capture(ridge, NOON.plusSeconds(i));
            ids.add(seen(capture, "animal", "Canis lupus (wolf), \"grey\"\nwolf").toString());
        }

        var table = CsvTable.read(new String(file(vera, "observations-csv", "{}"), UTF_8));

        assertThat(column(table, "observationId")).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(table.rows().get(0))
                .containsEntry("label", "Canis lupus (wolf), \"grey\"\nwolf")
                .containsEntry("camera", "ridge, \"upper\"")
                .containsEntry("bboxX", "0.1")
                .containsEntry("detectionConfidence", "0.9");
    }

    @Test
    void takesTheFiltersOfTheGallery() throws IOException {
        var valley = world.camera(north, "valley");
        var wanted = seen(capture(valley, NOON), "animal", "wolf");
        seen(capture(ridge, NOON), "animal", "wolf");
        seen(capture(valley, NOON), "animal", "fox");

        var table =
                CsvTable.read(
                        new String(
                                file(
                                        vera,
                                        "observations-csv",
                                        "{\"camera\": \"%s\", \"label\": \"wolf\"}"
                                                .formatted(valley)),
                                UTF_8));

        assertThat(column(table, "observationId")).containsExactly(wanted.toString());
        assertThat(ask(vera, "observations-csv", "{\"colour\": \"red\"}").status()).isEqualTo(400);
        assertThat(ask(vera, "observations-csv", "{\"minConfidence\": 7}").status()).isEqualTo(400);
    }

    @Test
    void tellsWhenACameraSawWhichSpecies() throws IOException {
        seen(capture(ridge, NOON), "animal", "Canis lupus (wolf)");
        capture(ridge, NOON.plus(Duration.ofDays(2)));
        seen(
                capture(world.camera(north, "valley"), NOON.plus(Duration.ofDays(1))),
                "animal",
                "bird");

        var table = CsvTable.read(new String(file(vera, "detection-history", "{}"), UTF_8));

        var wolf =
                table.rows().stream()
                        .filter(row -> row.get("species").equals("Canis lupus"))
                        .toList();
        assertThat(wolf)
                .extracting(
                        row ->
                                row.get("2026-02-01")
                                        + row.get("2026-02-02")
                                        + row.get("2026-02-03"))
                .containsExactly("100", "NA0NA");
    }

    @Test
    void writesASpreadsheet() throws IOException {
        seen(capture(ridge, NOON), "animal", "=cmd()");

        var zip = file(vera, "xlsx", "{}");

        var sheet = entries(zip).get("xl/worksheets/sheet1.xml");
        assertThat(sheet).isNotNull();
        assertThat(new String(sheet, UTF_8)).doesNotContain("<f>");
    }

    @Test
    void concealsPeopleInThePicturesWhereTheProjectWantsIt() throws IOException {
        var wolf = capture(ridge, NOON);
        seen(wolf, "animal", "wolf");
        var poacher = capture(ridge, NOON.plusSeconds(5));
        seen(poacher, "person", null);
        decide("{\"concealed\": true, \"version\": 0}");

        var pictures = entries(file(anna, "pictures", "{}"));

        assertThat(pictures).hasSize(2);
        assertThat(pictures.keySet()).anySatisfy(name -> assertThat(name).endsWith(wolf + ".jpg"));
        assertThat(pictures.values().stream().map(bytes -> new String(bytes, UTF_8)))
                .contains("original " + poacher + " without people");
    }

    @Test
    void belongsToWhoAskedAndToTheAdminsOfTheProject() {
        seen(capture(ridge, NOON), "animal", "wolf");
        var other =
                with(
                        world.key(
                                world.project("south"),
                                Role.ADMIN,
                                world.member(
                                        "otto@example.org", world.project("south"), Role.ADMIN)));
        var peer =
                with(
                        world.key(
                                north,
                                Role.VIEWER,
                                world.member("piet@example.org", north, Role.VIEWER)));
        var export = finished(vera, "observations-csv", "{}");
        var link = export.get("link").asText();

        assertThat(vera.get(link).status()).isEqualTo(200);
        assertThat(anna.get(link).status()).isEqualTo(200);
        assertThat(peer.get(link).status()).isEqualTo(404);
        assertThat(other.get(link).status()).isEqualTo(404);
        assertThat(
                        vera.send("DELETE", "/api/exports/" + export.get("exportId").asText(), null)
                                .status())
                .isEqualTo(204);
        assertThat(vera.get(link).status()).isEqualTo(404);
    }

    private UUID capture(UUID camera, Instant at) {
        return world.capture(north, camera, at, ("picture " + made++).getBytes(UTF_8));
    }

    private UUID unplacedCapture() {
        var capture = capture(ridge, NOON);
        world.jdbc().sql("update capture set latitude = null, longitude = null").update();
        return capture;
    }

    private UUID seen(UUID capture, String category, String label) {
        var run = world.run(capture, "finder", NOON);
        var detection = world.detection(run, capture, 0, category, 0.9);
        if (label != null) {
            world.classification(detection, capture, 1, label, 0.8);
        }
        return detection;
    }

    private void place(UUID camera, double latitude, double longitude) {
        world.jdbc()
                .sql("update camera set latitude = :north, longitude = :east where camera_id = :id")
                .param("north", latitude)
                .param("east", longitude)
                .param("id", camera)
                .update();
    }

    private void decide(String privacy) {
        assertThat(anna.send("PUT", "/api/projects/%s/privacy".formatted(north), privacy).status())
                .isEqualTo(200);
    }

    private Client with(String key) {
        return new Client(port).withKey(key);
    }

    private Client.Answer ask(Client who, String format, String filters) {
        return who.post(
                "/api/exports",
                "{\"projectId\": \"%s\", \"format\": \"%s\", \"filters\": %s}"
                        .formatted(north, format, filters));
    }

    private JsonNode finished(Client who, String format, String filters) {
        var asked = ask(who, format, filters);
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        var path = "/api/exports/" + asked.json().get("exportId").asText();
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> who.get(path).json(),
                        export -> List.of("done", "failed").contains(export.get("state").asText()));
    }

    private byte[] file(Client who, String format, String filters) {
        var export = finished(who, format, filters);
        assertThat(export.get("state").asText()).as(export.toString()).isEqualTo("done");
        return who.get(export.get("link").asText()).bytes();
    }

    private static List<String> column(CsvTable table, String name) {
        return table.rows().stream().map(row -> row.get(name)).toList();
    }

    private Map<String, byte[]> entries(byte[] zip) throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        var file = files.holding(zip);
        try (var opened = new ZipFile(file.toFile())) {
            for (var entry : Collections.list(opened.entries())) {
                entries.put(entry.getName(), opened.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }
}
