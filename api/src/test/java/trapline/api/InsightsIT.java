package trapline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import trapline.api.access.Role;

/** The numbers of the insights, counted by hand beside. */
@ApiTest
class InsightsIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @LocalServerPort int port;
    @Autowired World world;

    private UUID project;
    private UUID gate;
    private UUID bridge;
    private Instant start;
    private Client anna;
    private int captures;

    @BeforeEach
    void twoCameras() {
        world.clear();
        project = world.project("north");
        gate = world.camera(project, "gate");
        bridge = world.camera(project, "bridge");
        start = world.clock().instant().minus(Duration.ofDays(20));
        var account = world.member("anna@example.org", project, Role.VIEWER);
        anna = new Client(port);
        anna.post(
                "/api/login",
                "{\"email\": \"%s\", \"password\": \"%s\"}"
                        .formatted(account.email(), World.PASSWORD));
    }

    @Test
    void countsAnEventAnewAfterTheIndependenceIntervalAndTheLargestGroupInIt() {
        sighting(gate, start, "grey wolf, timber wolf", 1);
        sighting(gate, start.plus(MINUTE.multipliedBy(10)), "grey wolf", 3);
        sighting(gate, start.plus(MINUTE.multipliedBy(35)), "grey wolf", 2);
        sighting(bridge, start, "grey wolf", 1);
        sighting(gate, start, "fox", 1);

        var half = species("");
        assertThat(half.get(0).get("name").asText()).isEqualTo("grey wolf");
        assertThat(half.get(0).get("events").asInt()).isEqualTo(2);
        assertThat(half.get(0).get("individuals").asInt()).isEqualTo(4);
        assertThat(half.get(0).get("captures").asInt()).isEqualTo(4);
        assertThat(half.get(0).get("places").asInt()).isEqualTo(2);

        var short20 = species("?independence=20&species=Grey%20Wolf");
        assertThat(short20).hasSize(1);
        assertThat(short20.get(0).get("events").asInt()).isEqualTo(3);
        assertThat(short20.get(0).get("individuals").asInt()).isEqualTo(6);
    }

    @Test
    void countsWhatPeopleSaidInsteadOfWhatModelsDidOnceItIsVerified() {
        var capture = sighting(gate, start, "grey wolf", 1);
        say(capture, "animal", "Canis aureus", 2);
        var empty = sighting(bridge, start, "fox", 1);
        say(empty, "blank", null, null);

        var species = species("");

        assertThat(species).hasSize(1);
        assertThat(species.get(0).get("name").asText()).isEqualTo("canis aureus");
        assertThat(species.get(0).get("individuals").asInt()).isEqualTo(2);
        var matrix = anna.get("/api/insights/confusion").json();
        assertThat(matrix).hasSize(2);
        assertThat(matrix.toString())
                .contains("{\"machine\":\"fox\",\"human\":\"blank\",\"captures\":1}")
                .contains("{\"machine\":\"grey wolf\",\"human\":\"canis aureus\",\"captures\":1}");
    }

    @Test
    void partsEffortWhereACameraWasSilentForThreeDays() {
        for (var day : new int[] {0, 1, 4, 8, 9}) {
            capture(gate, start.plus(Duration.ofDays(day)));
        }

        var effort = anna.get("/api/insights/effort").json();

        assertThat(effort).hasSize(1);
        assertThat(effort.get(0).get("trapDays").asInt()).isEqualTo(7);
        assertThat(effort.get(0).get("stretches")).hasSize(2);
        assertThat(effort.get(0).get("stretches").get(0).get("days").asInt()).isEqualTo(5);
        assertThat(effort.get(0).get("stretches").get(1).get("gapBefore").asInt()).isEqualTo(3);
    }

    @Test
    void addsUpSpeciesAlongTheTrapDays() {
        sighting(gate, start, "fox", 1);
        sighting(gate, start.plus(Duration.ofDays(1)), "fox", 1);
        sighting(bridge, start.plus(Duration.ofDays(1)), "deer", 1);

        var curve = anna.get("/api/insights/accumulation").json();

        assertThat(curve).hasSize(2);
        assertThat(curve.get(0).get("trapDays").asInt()).isEqualTo(1);
        assertThat(curve.get(0).get("species").asInt()).isEqualTo(1);
        assertThat(curve.get(1).get("trapDays").asInt()).isEqualTo(3);
        assertThat(curve.get(1).get("species").asInt()).isEqualTo(2);
    }

    @Test
    void dividesThePlacesThatSawASpeciesByAllThatWorked() {
        sighting(gate, start, "fox", 1);
        sighting(gate, start, "deer", 2);
        sighting(bridge, start, "deer", 5);

        var occupancy = anna.get("/api/insights/occupancy").json();
        var groups = anna.get("/api/insights/groups?species=deer").json();

        assertThat(occupancy.get(0).get("name").asText()).isEqualTo("deer");
        assertThat(occupancy.get(0).get("naive").asDouble()).isEqualTo(1);
        assertThat(occupancy.get(1).get("naive").asDouble()).isEqualTo(0.5);
        assertThat(groups.toString())
                .isEqualTo(
                        "[{\"name\":\"deer\",\"size\":2,\"events\":1},"
                                + "{\"name\":\"deer\",\"size\":5,\"events\":1}]");
    }

    @Test
    void saysHowManyEventsThereAreOnAHundredTrapDays() {
        world.jdbc()
                .sql("update camera set latitude = 52.1, longitude = 5.2 where camera_id = :id")
                .param("id", gate)
                .update();
        sighting(gate, start, "fox", 1);
        capture(gate, start.plus(Duration.ofDays(1)));
        sighting(bridge, start, "fox", 1);

        var points = anna.get("/api/insights/map").json();

        assertThat(points).hasSize(1);
        assertThat(points.get(0).get("trapDays").asInt()).isEqualTo(2);
        assertThat(points.get(0).get("rate").asDouble()).isEqualTo(50);
        assertThat(points.get(0).get("species").asInt()).isEqualTo(1);
    }

    @Test
    void putsEventsIntoTheHoursOfTheCamerasClock() {
        world.jdbc()
                .sql("update camera set zone = 'Etc/GMT-2' where camera_id = :id")
                .param("id", gate)
                .update();
        var midnight = start.atOffset(ZoneOffset.UTC).toLocalDate().atStartOfDay();
        sighting(gate, midnight.plusHours(3).toInstant(ZoneOffset.UTC), "fox", 1);

        var activity = anna.get("/api/insights/activity?species=fox").json();

        assertThat(activity.get("events").asInt()).isEqualTo(1);
        assertThat(activity.get("hours").get(5).asInt()).isEqualTo(1);
        var density = activity.get("density");
        var sum = 0.0;
        for (var one : density) {
            sum += one.asDouble();
        }
        assertThat(density).hasSize(240);
        assertThat(sum / 240).isCloseTo(1, within(0.001));
        assertThat(density.get(50).asDouble()).isGreaterThan(density.get(60).asDouble());
        assertThat(anna.get("/api/insights/activity?by=sun").json().get("leftOut").asInt())
                .isEqualTo(1);
    }

    private JsonNode species(String query) {
        return anna.get("/api/insights/species" + query).json();
    }

    private UUID capture(UUID camera, Instant at) {
        captures++;
        var bytes = ("capture " + captures).getBytes(StandardCharsets.UTF_8);
        return world.capture(project, camera, at.plus(MINUTE), bytes);
    }

    private UUID sighting(UUID camera, Instant at, String label, int count) {
        var capture = capture(camera, at);
        var run = world.run(capture, "finder", at);
        for (var i = 0; i < count; i++) {
            var detection = world.detection(run, capture, i, "animal", 0.9);
            world.classification(detection, capture, 1, label, 0.8);
        }
        return capture;
    }

    private void say(UUID capture, String type, String name, Integer count) {
        world.jdbc()
                .sql(
                        """
                        with said as (
                            insert into review (capture_id, project_id, version, verified_at,
                                                verified_by, changed_at, changed_by)
                            values (:id, :project, 1, now(), 'anna', now(), 'anna'))
                        select 1
                        """)
                .param("id", capture)
                .param("project", project)
                .query()
                .listOfRows();
        world.jdbc()
                .sql(
                        """
                        insert into human_observation (observation_id, capture_id, project_id,
                            ordinal, observation_type, scientific_name, count, observed_by,
                            observed_at)
                        values (gen_random_uuid(), :id, :project, 0, :type, :name, :count, 'anna',
                            now())
                        """)
                .param("id", capture)
                .param("project", project)
                .param("type", type)
                .param("name", name)
                .param("count", count)
                .update();
    }
}
