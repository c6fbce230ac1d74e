package trapline.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import trapline.camera.Camera;
import trapline.capture.Capture;
import trapline.event.EventDecisions.Outcome;
import trapline.event.EventHistory.By;
import trapline.observation.Observations;
import trapline.observation.Observations.Label;
import trapline.observation.Observations.Sighted;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;
import trapline.testing.World;

/** Events close by the clock, open again, and are shared by neighbours. */
class EventLifeIT {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final By ANNA = new By("anna", "telegram");

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    private final World world = new World(database, TestClock.at(NOON.toString()));
    private final GroupStep alone = group(Optional.empty());
    private final GroupStep together = group(Optional.of(new Neighbourhood(200, MINUTE)));
    private final CloseStep closing =
            database.transactional(
                    new CloseStep(
                            database.jdbc(),
                            world.eventHistory,
                            MINUTE,
                            Duration.ofMinutes(2),
                            world.clock));
    private Camera camera;

    @BeforeEach
    void setUpCamera() {
        camera = world.camera("north");
    }

    @Test
    void closesWithASummaryWhenNothingCameForTheIntervalAndTheGrace() {
        var event = group(alone, camera, "deer", "deer", "deer");
        world.clock.advance(Duration.ofSeconds(30));
        group(alone, camera, "fox");

        world.clock.advance(Duration.ofSeconds(179));
        assertThat(closing.close()).isZero();
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(closing.close()).isEqualTo(1);

        assertThat(text(event, "state")).isEqualTo("closed");
        assertThat(text(event, "summary")).isEqualTo("2 captures in 1 min: deer (up to 3), fox");
        assertThat(trail(event)).containsExactly("closed");
        assertThat(closing.close()).isZero();
    }

    @Test
    void waitsAsLongAsTheCamerasOwnIntervalAsksFor() {
        camera = world.set(camera, "independence_seconds", 3600);
        group(alone, camera, "deer");

        world.clock.advance(Duration.ofMinutes(61));
        assertThat(closing.close()).isZero();
        world.clock.advance(Duration.ofMinutes(1));
        assertThat(closing.close()).isEqualTo(1);
    }

    @Test
    void opensAgainWhenALateCaptureJoinsWhatTheClockHasClosed() {
        var event = group(alone, camera, "deer");
        world.clock.advance(Duration.ofMinutes(5));
        closing.close();

        joinAt(NOON.plusSeconds(30));

        assertThat(text(event, "state")).isEqualTo("open");
        assertThat(trail(event)).containsExactly("closed", "reopened");
    }

    @Test
    void staysAcknowledgedWhenItOpensAgain() {
        var event = group(alone, camera, "deer");
        world.eventDecisions.acknowledge(event, ANNA, OptionalInt.empty());
        world.clock.advance(Duration.ofMinutes(5));
        closing.close();

        joinAt(NOON.plusSeconds(30));

        assertThat(text(event, "state")).isEqualTo("acknowledged");
    }

    @Test
    void staysClosedWhenAPersonHasClosedIt() {
        var event = group(alone, camera, "deer");
        world.eventDecisions.close(event, ANNA, OptionalInt.empty());

        joinAt(NOON.plusSeconds(30));

        assertThat(text(event, "state")).isEqualTo("closed");
        assertThat(text(event, "closed_by")).isEqualTo("anna");
    }

    @Test
    void acknowledgesAClosedEventWithoutOpeningIt() {
        var event = group(alone, camera, "deer");
        world.clock.advance(Duration.ofMinutes(5));
        closing.close();

        assertThat(world.eventDecisions.acknowledge(event, ANNA, OptionalInt.empty()))
                .isEqualTo(Outcome.DONE);

        assertThat(text(event, "state")).isEqualTo("closed");
        assertThat(text(event, "acknowledged_by")).isEqualTo("anna");
    }

    @Test
    void saysWhenThereIsNoSuchEventOrSomebodyWasFaster() {
        var event = group(alone, camera, "deer");
        world.eventDecisions.acknowledge(event, ANNA, OptionalInt.of(1));

        assertThat(world.eventDecisions.close(event, ANNA, OptionalInt.of(1)))
                .isEqualTo(Outcome.STALE);
        assertThat(world.eventDecisions.close(UUID.randomUUID(), ANNA, OptionalInt.empty()))
                .isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void keepsWhatPeopleSaidWhenEventsAreMerged() {
        var early = joinAt(NOON);
        var late = joinAt(NOON.plusSeconds(110));
        world.eventDecisions.acknowledge(late, ANNA, OptionalInt.empty());
        world.eventDecisions.change(
                late,
                new EventChange(
                        Optional.of(Optional.of("a note")),
                        Optional.of(Severity.CRITICAL),
                        Optional.empty()),
                ANNA,
                OptionalInt.empty());

        joinAt(NOON.plusSeconds(55));

        assertThat(text(early, "state")).isEqualTo("acknowledged");
        assertThat(text(early, "note")).isEqualTo("a note");
        assertThat(text(early, "severity")).isEqualTo("critical");
        assertThat(text(late, "state")).isEqualTo("merged");
    }

    @Test
    void countsWhatAnEventShowedOverItsCaptures() {
        var event = group(alone, camera, "deer");
        group(alone, camera, "deer", "deer");
        group(alone, camera, "fox");

        assertThat(
                        database.jdbc()
                                .sql(
                                        """
                                        select name || ' ' || most || ' ' || captures
                                          from event_label where event_id = :event
                                         order by name
                                        """)
                                .param("event", event)
                                .query(String.class)
                                .list())
                .containsExactly("animal 2 3", "deer 2 2", "fox 1 1");
    }

    @Test
    void sharesEventsAmongNeighboursWithinTheTime() {
        var near = place(world.camera("near"), 52.0010);
        var far = place(world.camera("far"), 52.0100);
        camera = place(camera, 52.0);

        var event = group(together, camera, "deer");
        world.clock.advance(Duration.ofSeconds(40));

        assertThat(group(together, near, "deer")).isEqualTo(event);
        assertThat(group(together, far, "deer")).isNotEqualTo(event);
        world.clock.advance(Duration.ofSeconds(61));
        assertThat(group(together, near, "deer")).isNotEqualTo(event);
    }

    @Test
    void mergesTheEventsOfTwoCamerasThroughTheOneBetweenThem() {
        camera = place(camera, 52.0);
        var middle = place(world.camera("middle"), 52.0015);
        var end = place(world.camera("end"), 52.0030);
        var one = group(together, camera, "deer");
        var two = group(together, end, "deer");
        assertThat(two).isNotEqualTo(one);

        var all = group(together, middle, "deer");

        assertThat(List.of(one, two)).contains(all);
        assertThat(group(together, camera, "fox")).isEqualTo(all);
        assertThat(group(together, end, "fox")).isEqualTo(all);
    }

    private GroupStep group(Optional<Neighbourhood> neighbourhood) {
        return new GroupStep(world.events, world.eventLabels, world.cameras, MINUTE, neighbourhood);
    }

    private UUID group(GroupStep step, Camera of, String... labels) {
        return group(step, world.capture(of), labels);
    }

    private UUID joinAt(Instant capturedAt) {
        return group(alone, world.capture(camera, capturedAt));
    }

    private static UUID group(GroupStep step, Capture capture, String... labels) {
        var seen =
                List.of(labels).stream()
                        .map(l -> new Sighted("animal", 0.9, Optional.of(new Label(l, 0.9))))
                        .toList();
        return database.inTransaction(() -> step.group(new Observations(capture, seen))).eventId();
    }

    private Camera place(Camera moved, double latitude) {
        world.set(moved, "longitude", 5.0);
        return world.set(moved, "latitude", latitude);
    }

    private List<String> trail(UUID event) {
        return world.eventHistory.of(event).stream().map(EventHistory.Entry::what).toList();
    }

    private static String text(UUID event, String column) {
        return database.jdbc()
                .sql("select %s from event where event_id = :id".formatted(column))
                .param("id", event)
                .query(String.class)
                .single();
    }
}
