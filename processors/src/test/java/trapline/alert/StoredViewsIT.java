package trapline.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import trapline.camera.Camera;
import trapline.condition.CameraFacts.Views;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;
import trapline.testing.World;

/** What a camera shows now, compared with what it showed a day and more ago. */
class StoredViewsIT {
    private static final float[] MEADOW = {0.5f, -0.5f, 0.5f, -0.5f};
    private static final float[] ROAD = {0.5f, 0.5f, -0.5f, -0.5f};

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    private final TestClock clock = TestClock.at("2026-03-01T12:00:00Z");
    private final World world = new World(database, clock);
    private final CaptureDetails details =
            database.transactional(new CaptureDetails(database.jdbc()));

    @Test
    void comparesTheNewestWithThoseOfADayBefore() {
        var camera = world.camera("north");
        for (var i = 0; i < 12; i++) {
            show(camera, MEADOW);
        }
        clock.advance(Duration.ofHours(23));
        for (var i = 0; i < 4; i++) {
            show(camera, ROAD);
        }
        assertThat(views(camera, 4).earlier()).isZero();

        clock.advance(Duration.ofHours(2));
        for (var i = 0; i < 3; i++) {
            show(camera, ROAD);
        }

        var views = views(camera, 3);
        assertThat(views.earlier()).isEqualTo(12);
        assertThat(views.usual()).isCloseTo(1, within(1e-6));
        assertThat(views.likeness()).hasSize(3).allMatch(likeness -> Math.abs(likeness) < 1e-6);
    }

    @Test
    void knowsNothingOfACameraThatWasNotMeasured() {
        assertThat(views(world.camera("south"), 3).likeness()).isEmpty();
    }

    private void show(Camera camera, float[] view) {
        clock.advance(Duration.ofMinutes(1));
        var capture = world.capture(camera);
        details.add(
                new CaptureDetails.Unmeasured(
                        capture.captureId(),
                        camera.cameraId(),
                        clock.instant().atOffset(ZoneOffset.UTC),
                        "thumbnail"),
                0.1,
                view);
    }

    private Views views(Camera camera, int newest) {
        return new StoredViews(database.jdbc(), camera.cameraId(), clock.instant()).of(newest);
    }
}
