package trapline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import trapline.camera.Camera;
import trapline.condition.CameraFacts;
import trapline.condition.CameraFacts.Visitor;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;
import trapline.testing.World;

/** Who was at a camera before it fell silent, on a real database. */
class StoredVisitorIT {
    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    private final TestClock clock = TestClock.at("2026-03-01T12:00:00Z");
    private final World world = new World(database, clock);
    private Camera camera;

    @BeforeEach
    void setUpCamera() {
        camera = world.camera("north");
    }

    @Test
    void isWhoeverWasSeenLastInTheHalfHourBeforeTheSilence() {
        see("vehicle", 0.9);
        clock.advance(Duration.ofMinutes(20));
        see("person", 0.5);
        var at = clock.instant();
        clock.advance(Duration.ofMinutes(10));
        see("animal", 0.9);
        clock.advance(Duration.ofHours(30));

        assertThat(facts().visitor()).contains(new Visitor("person", at));
    }

    @Test
    void isNobodyWhenThatWasLongerBeforeOrUnsure() {
        see("person", 0.9);
        clock.advance(Duration.ofMinutes(31));
        see("person", 0.39);
        see("animal", 0.9);
        clock.advance(Duration.ofHours(30));

        assertThat(facts().visitor()).isEmpty();
    }

    @Test
    void isNobodyWhoseSilenceHasNotBegunYetAsOfAnEarlierTime() {
        see("animal", 0.9);
        var then = clock.instant();
        clock.advance(Duration.ofMinutes(5));
        see("person", 0.9);

        assertThat(facts(then).visitor()).isEmpty();
        assertThat(facts().visitor()).isPresent();
    }

    @Test
    void isNobodyAtACameraThatWasNeverHeardOf() {
        assertThat(facts().visitor()).isEmpty();
    }

    private CameraFacts facts() {
        return facts(clock.instant());
    }

    private CameraFacts facts(Instant now) {
        return new StoredCameraFacts(
                database.jdbc(), (one, metres) -> List.of(), camera, now, ZoneOffset.UTC);
    }

    private void see(String category, double confidence) {
        var capture = world.capture(camera);
        var run = world.identifiers.next();
        database.jdbc()
                .sql(
                        """
                        insert into detection_run (run_id, capture_id, model, model_version, ran_at)
                        values (:run, :capture, 'm', '1', :now)
                        """)
                .param("run", run)
                .param("capture", capture.captureId())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        database.jdbc()
                .sql(
                        """
                        insert into detection (detection_id, run_id, capture_id, ordinal, category,
                                               source_label, confidence, bbox_x, bbox_y, bbox_width,
                                               bbox_height)
                        values (:id, :run, :capture, 0, :category, 'x', :confidence, 0, 0, 1, 1)
                        """)
                .param("id", world.identifiers.next())
                .param("run", run)
                .param("capture", capture.captureId())
                .param("category", category)
                .param("confidence", confidence)
                .update();
    }
}
