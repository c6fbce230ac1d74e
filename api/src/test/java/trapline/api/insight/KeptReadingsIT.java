package trapline.api.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import trapline.camera.Camera;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;
import trapline.testing.World;

/** What the database is asked, and what not. */
class KeptReadingsIT {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Queue<String> heard = new ConcurrentLinkedQueue<>();

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh(heard::add);

    private final TestClock clock = new TestClock(NOW);
    private final World world = new World(database, clock);
    private final InsightReadings readings = new InsightReadings(database.jdbc());
    private final KeptReadings kept = new KeptReadings(readings, clock);
    private Camera camera;

    @BeforeEach
    void oneCamera() {
        camera = world.camera("gate");
        heard.clear();
    }

    @AfterEach
    void close() {
        kept.close();
    }

    @Test
    void readsOneCameraAloneWhereItsProjectIsNotThere() {
        kept.sightings(ofCamera(), one -> {});
        kept.heard(ofCamera(), one -> {});
        kept.verdicts(ofCamera(), one -> {});

        assertThat(asked("s.camera_id = ?")).isPositive();
        assertThat(asked("k.camera_id = ?")).isPositive();
        assertThat(asked("s.project_id = ?")).isZero();
    }

    @Test
    void countsOneCameraFromItsProjectWhereThatIsThere() {
        kept.sightings(ofProject(), one -> {});
        kept.heard(ofProject(), one -> {});
        kept.verdicts(ofProject(), one -> {});
        heard.clear();

        kept.sightings(ofCamera(), one -> {});
        kept.heard(ofCamera(), one -> {});
        kept.verdicts(ofCamera(), one -> {});

        assertThat(heard).isEmpty();
    }

    @Test
    void readsWhatIsAskedForFirstBeforeAnybodyAsks() {
        try (var ahead = new ReadingAhead(readings, kept, clock)) {
            ahead.prepare();

            kept.sightings(ofProject(), one -> {});
            kept.heard(ofProject(), one -> {});
            kept.verdicts(ofProject(), one -> {});
        }

        assertThat(asked("from health_report")).isEqualTo(months().size());
        assertThat(asked("then 'human'")).isEqualTo(months().size());
        assertThat(asked("0 as said")).isEqualTo(months().size());
    }

    private static long asked(String piece) {
        return heard.stream().filter(statement -> statement.contains(piece)).count();
    }

    private Parts ofProject() {
        return new Parts(parts(months(), Optional.empty()), Optional.empty());
    }

    private Parts ofCamera() {
        return new Parts(
                parts(months(), Optional.empty()),
                Optional.of(parts(period().years(), Optional.of(camera))));
    }

    private List<PartOf> parts(List<Period> periods, Optional<Camera> of) {
        return periods.stream()
                .map(part -> new PartOf(camera.projectId(), of.map(Camera::cameraId), part))
                .toList();
    }

    private static List<Period> months() {
        return period().months();
    }

    private static Period period() {
        return new Period(NOW.minus(Duration.ofDays(90)), NOW);
    }
}
