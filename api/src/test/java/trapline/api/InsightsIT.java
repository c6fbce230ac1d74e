package trapline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    @Test
    void saysHowOldTheNumbersAre() {
        sighting(gate, start, "fox", 1);

        assertThat(anna.get("/api/insights/species").header("Age")).isEqualTo("0");
        world.clock().advance(Duration.ofSeconds(20));

        for (var what : new String[] {"species", "timeline", "activity", "map", "groups"}) {
            var kept = anna.get("/api/insights/" + what);
            assertThat(kept.header("Age")).as(what).isEqualTo("20");
        }
        for (var query : new String[] {"minConfidence=0.6", "camera=" + gate, "species=fox"}) {
            var counted = anna.get("/api/insights/species?" + query);
            assertThat(counted.header("Age")).as(query).isEqualTo("20");
            assertThat(counted.json()).as(query).hasSize(1);
        }
        assertThat(anna.get("/api/insights/species?minConfidence=0.95").json()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void countsForNobodyWhatTheyDoNotSeeWhoeverAskedFirst(boolean ninaIsFirst) {
        var site = world.site(project, "Gate", gate);
        var few = world.member("nina@example.org", project, Role.VIEWER);
        world.limit(few, project, site);
        var south = world.project("south");
        world.member("sam@example.org", south, Role.VIEWER);
        sighting(gate, start, "fox", 1);
        sighting(bridge, start, "wolf", 1);
        var nina = loggedIn("nina@example.org");
        var sam = loggedIn("sam@example.org");

        if (ninaIsFirst) {
            assertThat(names(nina, "")).containsExactly("fox");
        }
        for (var query : new String[] {"?minConfidence=0.1", "?minConfidence=0.2"}) {
            assertThat(names(anna, query)).containsExactly("fox", "wolf");
            assertThat(names(nina, query)).containsExactly("fox");
            assertThat(names(nina, query + "&camera=" + bridge)).isEmpty();
            assertThat(names(anna, query + "&camera=" + bridge)).containsExactly("wolf");
            assertThat(names(nina, query + "&camera=" + bridge)).isEmpty();
            assertThat(names(sam, query)).isEmpty();
            assertThat(names(sam, query + "&project=" + project)).isEmpty();
            assertThat(names(sam, query + "&camera=" + gate)).isEmpty();
        }
        assertThat(anna.get("/api/insights/effort").json()).hasSize(2);
        assertThat(nina.get("/api/insights/effort").json()).hasSize(1);
        assertThat(nina.get("/api/insights/occupancy").json().toString())
                .isEqualTo("[{\"name\":\"fox\",\"seenAt\":1,\"places\":1,\"naive\":1.0}]");
        assertThat(sam.get("/api/insights/effort").json()).isEmpty();
    }

    @Test
    void countsAtOnceForSomebodyWhoMaySeeMoreFromNowOn() {
        var site = world.site(project, "Gate", gate);
        var few = world.member("nina@example.org", project, Role.VIEWER);
        world.limit(few, project, site);
        sighting(gate, start, "fox", 1);
        sighting(bridge, start, "wolf", 1);
        var nina = loggedIn("nina@example.org");
        assertThat(names(nina, "")).containsExactly("fox");

        world.limit(few, project, site, world.site(project, "Bridge", bridge));
        assertThat(names(nina, "")).containsExactly("fox", "wolf");

        world.limit(few, project, site);
        assertThat(names(nina, "")).containsExactly("fox");
    }

    @Test
    void leavesOutWhatWasHiddenAndWhatNoModelIsSureOf() {
        var hidden = sighting(gate, start, "fox", 1);
        world.jdbc()
                .sql(
                        """
                        insert into review (capture_id, project_id, version, hidden, changed_at,
                                            changed_by)
                        values (:id, :project, 1, true, now(), 'anna')
                        """)
                .param("id", hidden)
                .param("project", project)
                .update();
        sighting(bridge, start, "wolf", 1);

        assertThat(names(anna, "?minConfidence=0.8")).containsExactly("wolf");
        assertThat(names(anna, "?minConfidence=0.85")).containsExactly("animal");
        assertThat(names(anna, "?minConfidence=0.95")).isEmpty();
    }

    @Test
    void countsOfOneDayWhatLiesWithinItsHours() {
        var morning = start.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(6));
        sighting(gate, morning, "fox", 1);
        sighting(gate, morning.plus(Duration.ofHours(12)), "fox", 1);

        var noon = morning.plus(Duration.ofHours(5));
        var hour = "?from=%s&to=%s".formatted(noon, noon.plus(Duration.ofHours(1)));
        var day = "?from=%s&to=%s".formatted(noon, noon.plus(Duration.ofHours(8)));

        assertThat(anna.get("/api/insights/effort" + hour).json()).isEmpty();
        assertThat(anna.get("/api/insights/effort" + day).json()).hasSize(1);
        assertThat(species(day).get(0).get("events").asInt()).isEqualTo(1);
    }

    @Test
    void refusesTimesThatCannotBeMeant() {
        for (var query : new String[] {"from=0002-01-01T00:00:00Z", "to=+900000-01-01T00:00:00Z"}) {
            assertThat(anna.get("/api/insights/species?" + query.replace("+", "%2B")).status())
                    .as(query)
                    .isEqualTo(400);
        }
    }

    private Client loggedIn(String email) {
        var client = new Client(port);
        client.post(
                "/api/login",
                "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, World.PASSWORD));
        return client;
    }

    private static List<String> names(Client client, String query) {
        var names = new ArrayList<String>();
        client.get("/api/insights/species" + query)
                .json()
                .forEach(one -> names.add(one.get("name").asText()));
        return names;
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
