package trapline.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;
import trapline.testing.World;

class CamerasIT {
    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    private final World world = new World(database, TestClock.at("2026-03-01T12:00:00Z"));

    @Test
    void makesACameraKnownWhenItIsFirstHeardOf() {
        var camera = world.pendingCamera("north");

        assertThat(camera.state()).isEqualTo(Camera.State.PENDING);
        assertThat(camera.firstReceivedAt()).isEqualTo(world.clock.instant());
        assertThat(world.cameras.find(world.project().name(), "north")).contains(camera);
    }

    @Test
    void keepsOneCameraPerDeviceAndProject() {
        var here = world.camera("north");
        var again = world.camera("north");
        var other = world.camera(world.projects.named("other"), "north", true);

        assertThat(again.cameraId()).isEqualTo(here.cameraId());
        assertThat(other.cameraId()).isNotEqualTo(here.cameraId());
    }

    @Test
    void neverApprovesAPendingCameraByItself() {
        world.pendingCamera("north");

        assertThat(world.camera("north").state()).isEqualTo(Camera.State.PENDING);
    }

    @Test
    void remembersTheLatestReceiveTimeWhateverTheOrder() {
        world.camera("north");
        world.clock.advance(Duration.ofMinutes(5));
        var latest = world.camera("north").lastReceivedAt();
        world.clock.advance(Duration.ofMinutes(-3));

        assertThat(world.camera("north").lastReceivedAt()).isEqualTo(latest);
    }

    @Test
    void takesTheZoneOfItsSiteUnlessItHasItsOwn() {
        var camera = world.at(world.camera("north"), "Creek");
        database.jdbc().sql("update site set zone = 'Europe/Berlin'").update();

        assertThat(world.cameras.find(camera.cameraId()).orElseThrow().clockZone())
                .contains(ZoneId.of("Europe/Berlin"));
        assertThat(world.set(camera, "zone", "Asia/Tokyo").clockZone())
                .contains(ZoneId.of("Asia/Tokyo"));
        assertThat(world.set(camera, "zone", "Mars/Olympus").clockZone())
                .isEqualTo(Optional.empty());
    }
}
