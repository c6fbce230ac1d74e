package trapline.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import trapline.camera.Camera;
import trapline.capture.Capture;
import trapline.observation.Observations;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;
import trapline.testing.World;

class EventsIT {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    private final World world = new World(database, TestClock.at(NOON.toString()));
    private Camera camera;

    @BeforeEach
    void setUpCamera() {
        camera = world.camera("north");
    }

    @Test
    void beginsAnEventWithTheFirstCapture() {
        var event = join(0);

        assertThat(span(event)).containsExactly(NOON, NOON);
        assertThat(state(event)).isEqualTo("open");
    }

    @Test
    void joinsCapturesNoFurtherApartThanTheInterval() {
        var first = join(0);

        assertThat(join(60)).isEqualTo(first);
        assertThat(join(120)).isEqualTo(first);
        assertThat(span(first)).containsExactly(NOON, NOON.plusSeconds(120));
    }

    @Test
    void beginsAnotherEventBeyondTheInterval() {
        var first = join(0);

        assertThat(join(61)).isNotEqualTo(first);
    }

    @Test
    void joinsACaptureThatArrivesLateAtTheBeginning() {
        var event = join(0);

        assertThat(join(-50)).isEqualTo(event);
        assertThat(span(event)).containsExactly(NOON.minusSeconds(50), NOON);
    }

    @Test
    void mergesEventsWhoseGapALateCaptureCloses() {
        var first = join(0);
        var second = join(100);
        var third = join(200);
        assertThat(List.of(first, second, third)).doesNotHaveDuplicates();

        assertThat(join(50)).isEqualTo(first);
        assertThat(join(150)).isEqualTo(first);

        assertThat(span(first)).containsExactly(NOON, NOON.plusSeconds(200));
        assertThat(state(second)).isEqualTo("merged");
        assertThat(mergedInto(second)).isEqualTo(first);
        assertThat(mergedInto(third)).isEqualTo(first);
        assertThat(captures(first)).isEqualTo(5);
    }

    @Test
    void followsMergesOfMergedEventsToTheLast() {
        var last = join(200);
        var middle = join(100);
        assertThat(join(150)).isEqualTo(middle);
        var first = join(0);

        assertThat(join(50)).isEqualTo(first);

        assertThat(mergedInto(last)).isEqualTo(first);
        assertThat(mergedInto(middle)).isEqualTo(first);
    }

    @Test
    void joinsNothingToAnEventThatWasMerged() {
        var first = join(0);
        var second = join(100);
        join(50);

        assertThat(join(160)).isEqualTo(first).isNotEqualTo(second);
    }

    @Test
    void leavesACaptureInItsEventHoweverOftenItIsJoined() {
        var capture = world.capture(camera);
        var event = join(capture);

        assertThat(join(capture)).isEqualTo(event);
        assertThat(captures(event)).isEqualTo(1);
        assertThat(eventOf(capture)).isEqualTo(event);
    }

    @Test
    void keepsCamerasApart() {
        var here = join(0);
        var there = join(world.capture(world.camera("south"), NOON));

        assertThat(there).isNotEqualTo(here);
    }

    @Test
    void formsTheSameEventsInWhateverOrderCapturesArrive() {
        var seconds = new ArrayList<Integer>();
        for (var burst = 0; burst < 5; burst++) {
            for (var frame = 0; frame < 10; frame++) {
                seconds.add(burst * 1000 + frame * 50);
            }
        }
        Collections.shuffle(seconds, new Random(3));

        seconds.forEach(this::join);

        assertThat(liveEvents()).isEqualTo(5);
    }

    @Test
    void formsOneEventOfABurstThatManyWorkersGroupAtOnce() throws Exception {
        var captures = new ArrayList<Capture>();
        for (var i = 0; i < 60; i++) {
            captures.add(world.capture(camera, NOON.plusSeconds(i * 45L)));
        }
        Collections.shuffle(captures, new Random(5));
        var pool = Executors.newFixedThreadPool(8);

        try {
            var jobs = new ArrayList<Callable<UUID>>();
            for (var capture : captures) {
                jobs.add(() -> join(capture));
            }
            for (var done : pool.invokeAll(jobs)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(liveEvents()).isEqualTo(1);
        var events = new HashSet<UUID>();
        for (var capture : captures) {
            events.add(eventOf(capture));
        }
        assertThat(events).hasSize(1);
    }

    @Test
    void takesTheIntervalOfTheCameraBeforeTheGeneralOne() {
        var step =
                new GroupStep(
                        world.events, world.eventLabels, world.cameras, MINUTE, Optional.empty());
        world.set(camera, "independence_seconds", 600);

        var first = step.group(observed(world.capture(camera, NOON)));
        var second = step.group(observed(world.capture(camera, NOON.plusSeconds(500))));

        assertThat(second.eventId()).isEqualTo(first.eventId());
        assertThat(second.camera().deviceId()).isEqualTo("north");
    }

    @Test
    void rollsAnEventBackWithTheTransactionAroundIt() {
        assertThatThrownBy(
                        () ->
                                database.inTransaction(
                                        () -> {
                                            join(0);
                                            throw new IllegalStateException("killed");
                                        }))
                .hasMessage("killed");

        assertThat(liveEvents()).isZero();
    }

    private static Observations observed(Capture capture) {
        return new Observations(capture, List.of());
    }

    private UUID join(int second) {
        return join(world.capture(camera, NOON.plusSeconds(second)));
    }

    private UUID join(Capture capture) {
        return database.inTransaction(
                () -> {
                    assertThat(world.cameras.hold(capture.cameraId())).isPresent();
                    return world.events.join(capture, MINUTE).eventId();
                });
    }

    private static UUID eventOf(Capture capture) {
        return database.jdbc()
                .sql("select event_id from event_capture where capture_id = :id")
                .param("id", capture.captureId())
                .query(UUID.class)
                .single();
    }

    private long liveEvents() {
        return database.jdbc()
                .sql("select count(*) from event where state <> 'merged'")
                .query(Long.class)
                .single();
    }

    private long captures(UUID event) {
        return database.jdbc()
                .sql("select count(*) from event_capture where event_id = :id")
                .param("id", event)
                .query(Long.class)
                .single();
    }

    private List<Instant> span(UUID event) {
        return database.jdbc()
                .sql("select started_at, ended_at from event where event_id = :id")
                .param("id", event)
                .query(
                        (row, number) ->
                                List.of(
                                        row.getTimestamp(1).toInstant(),
                                        row.getTimestamp(2).toInstant()))
                .single();
    }

    private String state(UUID event) {
        return database.jdbc()
                .sql("select state from event where event_id = :id")
                .param("id", event)
                .query(String.class)
                .single();
    }

    private UUID mergedInto(UUID event) {
        return database.jdbc()
                .sql("select merged_into from event where event_id = :id")
                .param("id", event)
                .query(UUID.class)
                .single();
    }
}
