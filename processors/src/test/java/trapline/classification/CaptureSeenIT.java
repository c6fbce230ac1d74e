package trapline.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import trapline.capture.Capture;
import trapline.capture.CaptureMoves;
import trapline.detection.BoundingBox;
import trapline.detection.DetectStep;
import trapline.detection.Detection;
import trapline.detection.Detections;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;
import trapline.testing.World;

/** What lists are filtered by is what the newest run found, in whatever order things came. */
class CaptureSeenIT {
    private static final List<String> CATEGORIES = List.of("animal", "person", "vehicle");
    private static final List<String> LABELS = List.of("deer", "fox", "wolf");

    /** What stands in the table, with what the runs say. */
    private static final String WRONG =
            """
            with meant as (select * from capture_seen_on(array(select capture_id from capture)))
            select count(*) from ((table capture_seen except table meant)
                                  union all (table meant except table capture_seen)) as wrong
            """;

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    private final World world = new World(database, TestClock.at("2026-03-01T12:00:00Z"));

    @Test
    void holdsTheSurestBoxAndLabelOfEachKind() {
        var capture = world.capture(world.camera("north"));
        var detections = look(capture, "one", box("animal", 0.4), box("animal", 0.9));
        name(detections, "names", "deer", 0.7);

        assertThat(seen(capture))
                .containsExactly("category animal 0.9", "label deer 0.7", "label elk 0.7");
    }

    @Test
    void forgetsWhatAnEarlierModelSawAndTakesItBackWhenThatLooksAgain() {
        var capture = world.capture(world.camera("north"));
        name(look(capture, "one", box("animal", 0.9)), "names", "deer", 0.7);
        world.clock.advance(Duration.ofDays(1));

        look(capture, "two", box("person", 0.8));

        assertThat(seen(capture)).containsExactly("category person 0.8");

        world.clock.advance(Duration.ofDays(1));
        look(capture, "one", box("animal", 0.9));

        assertThat(seen(capture)).containsExactly("category animal 0.9", "label deer 0.7");
    }

    @Test
    void goesWithACaptureThatIsMovedToAnotherCamera() {
        var south = world.camera("south").cameraId();
        var moved = world.capture(world.camera("north"));
        var left = world.capture(world.camera("north"));
        look(moved, "one", box("animal", 0.9));
        look(left, "one", box("animal", 0.9));

        new CaptureMoves(database.jdbc()).move(List.of(moved.captureId()), south);

        assertThat(
                        database.jdbc()
                                .sql("select capture_id from capture_seen where camera_id = :id")
                                .param("id", south)
                                .query(UUID.class)
                                .list())
                .containsExactly(moved.captureId());
        assertThat(database.jdbc().sql(WRONG).query(Long.class).single()).isZero();
    }

    @Test
    void countsTheMostOnOneFrameAtAnyConfidence() {
        var capture = world.capture(world.camera("north"));
        look(
                capture,
                "one",
                box("animal", 0.9),
                box("animal", 0.3),
                box("animal", 0.8),
                box("animal", 0.7),
                box("animal", 0.2));
        database.jdbc()
                .sql("update detection set frame_number = ordinal / 2, frame_at_ms = ordinal / 2")
                .update();
        look(capture, "two");
        world.clock.advance(Duration.ofDays(1));
        look(capture, "one");

        assertThat(most(capture, 0.7)).isEqualTo(2);
        assertThat(most(capture, 0.71)).isEqualTo(1);
        assertThat(most(capture, 0.3)).isEqualTo(2);
        assertThat(most(capture, 0.91)).isZero();
    }

    @Test
    void isWhatTheNewestRunsSayAfterAnyHistory() {
        var random = new Random(7);
        var captures = new ArrayList<Capture>();
        var looks = new ArrayList<Detections>();
        for (var i = 0; i < 6; i++) {
            captures.add(world.capture(world.camera("camera-" + i % 2)));
        }
        for (var i = 0; i < 150; i++) {
            // Back as well: a run may be written after a newer one.
            world.clock.advance(Duration.ofSeconds(random.nextInt(-20, 30)));
            if (looks.isEmpty() || random.nextBoolean()) {
                var capture = captures.get(random.nextInt(captures.size()));
                looks.add(look(capture, "model-" + random.nextInt(4), boxes(random)));
            } else {
                var detections = looks.get(random.nextInt(looks.size()));
                var label = LABELS.get(random.nextInt(LABELS.size()));
                name(detections, "names-" + random.nextInt(3), label, random.nextInt(100) / 100.0);
            }

            var wrong = database.jdbc().sql(WRONG).query(Long.class).single();
            assertThat(wrong).as("after %d steps", i + 1).isZero();
        }
    }

    private Detections look(Capture capture, String model, Detection... boxes) {
        return world.detectionLog.save(
                new DetectStep.Detected(
                        new Detections(capture, model, "1", List.of(boxes)), false, null, null));
    }

    /** The first box gets the label, a second one another. */
    private void name(Detections detections, String model, String label, double confidence) {
        var labels = new ArrayList<Classification>();
        for (var box : detections.found().stream().limit(2).toList()) {
            labels.add(
                    new Classification(
                            box.detectionId(), 1, labels.isEmpty() ? label : "elk", confidence));
            labels.add(new Classification(box.detectionId(), 2, "bear", 0.01));
        }
        world.classificationLog.save(
                new Classifications(detections, Optional.of(model), Optional.of("1"), labels));
    }

    private int most(Capture capture, double confidence) {
        return database.jdbc()
                .sql(
                        """
                        select width_bucket(-:confidence, counts) from capture_seen
                         where capture_id = :capture and kind = 'category'
                        """)
                .param("capture", capture.captureId())
                .param("confidence", confidence)
                .query(Integer.class)
                .single();
    }

    private List<String> seen(Capture capture) {
        return database.jdbc()
                .sql(
                        """
                        select kind || ' ' || name || ' ' || confidence from capture_seen
                         where capture_id = :capture order by kind, name
                        """)
                .param("capture", capture.captureId())
                .query(String.class)
                .list();
    }

    private static Detection[] boxes(Random random) {
        return random.ints(random.nextInt(4), 0, CATEGORIES.size())
                .mapToObj(i -> box(CATEGORIES.get(i), random.nextInt(100) / 100.0))
                .toArray(Detection[]::new);
    }

    private static Detection box(String category, double confidence) {
        return new Detection(
                UUID.randomUUID(),
                category,
                category,
                confidence,
                new BoundingBox(0.1, 0.2, 0.3, 0.4));
    }
}
