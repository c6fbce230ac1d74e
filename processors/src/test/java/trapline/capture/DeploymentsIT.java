package trapline.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import trapline.camera.Camera;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;
import trapline.testing.World;

/** Positions make deployments and sites; clocks are repaired, and both can be taken back. */
class DeploymentsIT {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final double HOME = 52.0;
    private static final double SCATTERED = 52.001;
    private static final double AWAY = 52.01;

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    private final World world = new World(database, TestClock.at(NOON.toString()));
    private final Deployments deployments =
            database.transactional(
                    new Deployments(database.jdbc(), world.identifiers, world.clock));
    private final ClockRepairs repairs =
            database.transactional(
                    new ClockRepairs(database.jdbc(), world.identifiers, world.clock));
    private Camera camera;
    private int minutes;

    @BeforeEach
    void setUpCamera() {
        camera = world.camera("north");
        minutes = 0;
    }

    @Test
    void makesADeploymentAndASiteOfTwoReadingsThatAgree() {
        read(HOME);
        assertThat(deployed()).isEmpty();

        read(SCATTERED);

        assertThat(deployed()).containsExactly("north lasting");
        assertThat(site()).isEqualTo("north");
    }

    @Test
    void movesOnlyWhenTheNewPlaceIsConfirmed() {
        read(HOME, SCATTERED);

        read(AWAY, HOME);
        assertThat(deployed()).hasSize(1);

        read(AWAY, AWAY);
        assertThat(deployed()).containsExactly("north ended", "north 2 lasting");
        assertThat(
                        database.jdbc()
                                .sql(
                                        "select count(*) from deployment where ended_at = "
                                                + "(select max(started_at) from deployment)")
                                .query(Long.class)
                                .single())
                .isEqualTo(1);
    }

    @Test
    void findsTheSiteAgainWhereItStoodBefore() {
        read(HOME, HOME, AWAY, AWAY);

        read(SCATTERED, HOME);

        assertThat(deployed()).containsExactly("north ended", "north 2 ended", "north lasting");
    }

    @Test
    void takesADeploymentBackAndDoesNotMakeItAgain() {
        read(HOME, HOME, AWAY, AWAY);
        var newest = ids().get(1);

        assertThat(deployments.undo(ids().get(0), "anna")).isEmpty();
        assertThat(deployments.undo(newest, "anna")).contains(camera.cameraId());
        assertThat(deployments.undo(newest, "anna")).isEmpty();
        read(AWAY, AWAY, AWAY);

        assertThat(deployed()).containsExactly("north lasting");
        assertThat(site()).isEqualTo("north");
    }

    @Test
    void movesTheTimesOfARangeKeepsWhatTheCameraWroteAndGivesItBack() {
        var first = capture(HOME);
        var second = capture(HOME);
        var raw = text(first, "captured_raw");
        var before = text(first, "captured_at");

        var moved =
                repairs.repair(
                                camera.cameraId(),
                                NOON,
                                NOON.plusSeconds(90),
                                Duration.ofHours(-1),
                                "anna")
                        .orElseThrow();

        assertThat(moved.captures()).containsExactly(first);
        assertThat(text(first, "extract(epoch from captured_at)::bigint"))
                .isEqualTo("" + NOON.plusSeconds(60).minusSeconds(3600).getEpochSecond());
        assertThat(text(first, "time_flags")).contains(ClockRepairs.FLAG);
        assertThat(text(first, "captured_raw")).isEqualTo(raw);
        assertThat(text(second, "time_flags")).doesNotContain(ClockRepairs.FLAG);

        assertThat(repairs.undo(moved.repairId(), "ben")).isPresent();
        assertThat(repairs.undo(moved.repairId(), "ben")).isEmpty();
        assertThat(text(first, "captured_at")).isEqualTo(before);
        assertThat(text(first, "time_flags")).doesNotContain(ClockRepairs.FLAG);
    }

    private void read(double... norths) {
        for (var north : norths) {
            capture(north);
        }
        assertThat(deployments.toRead()).containsExactly(camera.cameraId());
        deployments.follow(camera.cameraId());
        assertThat(deployments.toRead()).isEmpty();
        assertThat(deployments.follow(camera.cameraId())).isZero();
    }

    private UUID capture(double north) {
        minutes++;
        var id = world.identifiers.next();
        database.jdbc()
                .sql(
                        """
                        insert into capture (capture_id, project_id, camera_id, source_id, path,
                            kind, media_type, size_bytes, sha256, blob_key, state, origin,
                            truncated, received_at, captured_at, captured_raw, captured_zone,
                            captured_source, latitude, longitude)
                        values (:id, :project, :camera, 'ftps', 'a.jpg', 'picture', 'image/jpeg', 1,
                            cast(:id as text), 'a', 'completed', 'live', false, :at, :at, 'raw',
                            'UTC', 'exif', :north, 5.0)
                        """)
                .param("id", id)
                .param("project", camera.projectId())
                .param("camera", camera.cameraId())
                .param("at", NOON.plusSeconds(minutes * 60L).atOffset(ZoneOffset.UTC))
                .param("north", north)
                .update();
        return id;
    }

    private List<UUID> ids() {
        return database.jdbc()
                .sql("select deployment_id from deployment order by started_at")
                .query(UUID.class)
                .list();
    }

    private List<String> deployed() {
        return database.jdbc()
                .sql(
                        """
                        select s.name || case when d.ended_at is null then ' lasting' else ' ended' end
                          from deployment d join site s using (site_id)
                         where d.undone_at is null order by d.started_at
                        """)
                .query(String.class)
                .list();
    }

    private String site() {
        return database.jdbc()
                .sql(
                        "select s.name from camera k join site s using (site_id)"
                                + " where k.camera_id = :id")
                .param("id", camera.cameraId())
                .query(String.class)
                .single();
    }

    private static String text(UUID capture, String what) {
        return database.jdbc()
                .sql("select cast(%s as text) from capture where capture_id = :id".formatted(what))
                .param("id", capture)
                .query(String.class)
                .single();
    }
}
