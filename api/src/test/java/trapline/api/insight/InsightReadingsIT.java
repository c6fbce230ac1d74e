package trapline.api.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import trapline.camera.Camera;
import trapline.capture.Capture;
import trapline.capture.CaptureMoves;
import trapline.classification.Classification;
import trapline.classification.Classifications;
import trapline.detection.BoundingBox;
import trapline.detection.DetectStep;
import trapline.detection.Detection;
import trapline.detection.Detections;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;
import trapline.testing.World;

/** What is read once serves every confidence, and is known to have changed. */
class InsightReadingsIT {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Period MONTH =
            new Period(START.minus(Duration.ofDays(1)), START.plus(Duration.ofDays(30)));
    private static final int FORTY_DAYS = 40 * 24 * 60;
    private static final List<String> CATEGORIES = List.of("animal", "person", "vehicle");

    /** Two that mean the same, one like a category, and one that means nothing. */
    private static final List<String> LABELS =
            List.of("red_fox", "Red fox", "wolf", "animal", "human", "_");

    /** What counts at one confidence, as SQL says it. */
    private static final String COUNTED =
            """
            with found as materialized (
                select s.capture_id, s.camera_id, s.captured_at, s.kind, s.name,
                       width_bucket(-cast(:sure as double precision), s.counts) as count
                  from capture_seen s
                 where s.confidence >= :sure
                   and not exists (select 1 from review r
                                    where r.capture_id = s.capture_id
                                      and (r.verified_at is not null or r.hidden))),
            named as (
                select f.*, case when kind = 'label' then plain_name(name)
                                 when name = 'person' then 'human' else name end as plain
                  from found f
                 where kind = 'label' or name <> 'animal'
                    or not exists (select 1 from found l
                                    where l.capture_id = f.capture_id and l.kind = 'label'))
            select captured_at, camera_id, plain, max(count) as count from (
                select capture_id, captured_at, camera_id, plain, count
                  from named where plain is not null
                union all
                select r.capture_id, c.captured_at, c.camera_id,
                       coalesce(plain_name(h.scientific_name), h.observation_type),
                       sum(coalesce(h.count, 1))
                  from review r join capture c using (capture_id)
                  join human_observation h on h.capture_id = r.capture_id
                                          and h.superseded_at is null
                 where r.verified_at is not null and not r.hidden
                   and h.observation_type in ('animal', 'human', 'vehicle')
                 group by 1, 2, 3, 4) every
             group by capture_id, captured_at, camera_id, plain
             order by captured_at, capture_id::text, plain collate "C"
            """;

    private static final String MACHINE =
            """
            select c.captured_at, coalesce((
                   select case when m.kind = 'label' then plain_name(m.name)
                               when m.name = 'person' then 'human' else m.name end
                     from capture_seen m
                    where m.capture_id = c.capture_id and m.confidence >= :sure
                    order by m.kind desc, m.confidence desc, m.name limit 1), 'blank') as machine
              from review r join capture c using (capture_id)
             where r.verified_at is not null order by 1
            """;

    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    private final World world = new World(database, new TestClock(START));
    private final InsightReadings readings = new InsightReadings(database.jdbc());
    private Camera gate;
    private Camera bridge;

    private record Counted(Instant at, UUID camera, String name, int count) {}

    @BeforeEach
    void twoCameras() {
        gate = world.camera("gate");
        bridge = world.camera("bridge");
    }

    @Test
    void countsAtEveryConfidenceWhatTheDatabaseWould() {
        captures(new Random(11), 120);

        var sightings = readings.sightings(all());

        for (var step = 0; step <= 21; step++) {
            var sure = step / 20.0;
            assertThat(counted(sightings, sure)).as("from %s on", sure).isEqualTo(counted(sure));
        }
    }

    @Test
    void knowsWhatAModelWasSurestOfAtEveryConfidence() {
        captures(new Random(12), 120);

        var verdicts = readings.verdicts(all());

        for (var step = 0; step <= 21; step++) {
            var sure = step / 20.0;
            assertThat(
                            verdicts.all().stream()
                                    .map(one -> Sightings.instant(one.at()) + one.machine(sure)))
                    .as("from %s on", sure)
                    .containsExactlyInAnyOrderElementsOf(
                            database.jdbc()
                                    .sql(MACHINE)
                                    .param("sure", sure)
                                    .query(
                                            (row, number) ->
                                                    row.getObject(1, OffsetDateTime.class)
                                                                    .toInstant()
                                                            + row.getString(2))
                                    .list());
        }
    }

    @Test
    void hasAnotherVersionAfterEveryChange() {
        var capture = look(gate, 0, box("animal", 0.9));
        var other = look(gate, 1, box("animal", 0.8));
        var versions = new ArrayList<String>();
        List<Runnable> changes =
                List.of(
                        () -> look(gate, 2, box("person", 0.4)),
                        () -> look(capture, 0, box("animal", 0.7)),
                        () -> say(capture, "wolf", 2),
                        () -> say(capture, "wolf", 3),
                        () -> update("update review set hidden = true"),
                        () -> update("update review set hidden = false"),
                        () ->
                                update(
                                        "update capture set captured_at = captured_at + interval '1"
                                                + " minute' where capture_id = '"
                                                + capture.captureId()
                                                + "'"),
                        () -> move(capture),
                        () -> move(other),
                        () -> update("delete from capture_seen where confidence = 0.8"),
                        () -> update("delete from review"));

        versions.add(readings.versionOfSightings(all()));
        for (var change : changes) {
            change.run();
            versions.add(readings.versionOfSightings(all()));
        }

        assertThat(versions).doesNotHaveDuplicates();
    }

    @Test
    void hasTheSameVersionWhereNothingChanges() {
        var ofGate = new PartOf(gate.projectId(), Optional.of(gate.cameraId()), MONTH);
        look(gate, 0, box("animal", 0.9));
        look(bridge, 1, box("animal", 0.9));
        var before = readings.versionOfSightings(all());
        var beforeOfGate = readings.versionOfSightings(ofGate);

        look(bridge, FORTY_DAYS, box("animal", 0.9));

        assertThat(readings.versionOfSightings(all())).isEqualTo(before);

        look(bridge, 2, box("animal", 0.9));

        assertThat(readings.versionOfSightings(all())).isNotEqualTo(before);
        assertThat(readings.versionOfSightings(ofGate)).isEqualTo(beforeOfGate);
    }

    private PartOf all() {
        return new PartOf(gate.projectId(), Optional.empty(), MONTH);
    }

    private List<Counted> counted(Sightings sightings, double sure) {
        return IntStream.range(0, sightings.size())
                .filter(i -> sightings.count(i, sure) > 0)
                .mapToObj(
                        i ->
                                new Counted(
                                        Sightings.instant(sightings.at(i)),
                                        sightings.cameras().get(sightings.camera(i)),
                                        sightings.names().get(sightings.name(i)),
                                        sightings.count(i, sure)))
                .toList();
    }

    private List<Counted> counted(double sure) {
        return database.jdbc()
                .sql(COUNTED)
                .param("sure", sure)
                .query(
                        (row, number) ->
                                new Counted(
                                        row.getObject(1, OffsetDateTime.class).toInstant(),
                                        row.getObject(2, UUID.class),
                                        row.getString(3),
                                        row.getInt(4)))
                .list();
    }

    /** With boxes and labels in steps of a twentieth, so that some are just as sure as asked. */
    private void captures(Random random, int count) {
        for (var i = 0; i < count; i++) {
            var boxes =
                    random.ints(random.nextInt(5), 0, CATEGORIES.size())
                            .mapToObj(kind -> box(CATEGORIES.get(kind), twentieths(random)))
                            .toArray(Detection[]::new);
            var detections = look(world.capture(i % 2 == 0 ? gate : bridge, at(i)), i, boxes);
            name(detections, random);
            if (random.nextInt(6) == 0) {
                say(detections.capture(), random.nextBoolean() ? "Vulpes vulpes" : null, 2);
            }
        }
    }

    private static double twentieths(Random random) {
        return random.nextInt(21) / 20.0;
    }

    private static Instant at(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    private Capture look(Camera camera, int minute, Detection... boxes) {
        var capture = world.capture(camera, at(minute));
        look(capture, minute, boxes);
        return capture;
    }

    private Detections look(Capture capture, int number, Detection... boxes) {
        world.clock.advance(Duration.ofSeconds(1));
        return world.detectionLog.save(
                new DetectStep.Detected(
                        new Detections(capture, "finder " + number, "1", List.of(boxes)),
                        false,
                        null,
                        null));
    }

    private void name(Detections detections, Random random) {
        var labels = new ArrayList<Classification>();
        for (var box : detections.found()) {
            if (random.nextInt(3) > 0) {
                labels.add(
                        new Classification(
                                box.detectionId(),
                                1,
                                LABELS.get(random.nextInt(LABELS.size())),
                                twentieths(random)));
            }
        }
        world.classificationLog.save(
                new Classifications(detections, Optional.of("namer"), Optional.of("1"), labels));
    }

    private void say(Capture capture, String name, int count) {
        database.jdbc()
                .sql(
                        """
                        insert into review (capture_id, project_id, version, verified_at,
                                            verified_by, changed_at, changed_by)
                        values (:id, :project, 1, now(), 'anna', now(), 'anna')
                            on conflict (capture_id) do nothing
                        """)
                .param("id", capture.captureId())
                .param("project", gate.projectId())
                .update();
        database.jdbc()
                .sql(
                        """
                        update human_observation set superseded_at = now() where capture_id = :id
                        """)
                .param("id", capture.captureId())
                .update();
        database.jdbc()
                .sql(
                        """
                        insert into human_observation (observation_id, capture_id, project_id,
                            ordinal, observation_type, scientific_name, count, observed_by,
                            observed_at)
                        values (gen_random_uuid(), :id, :project, 0, :type, :name, :count, 'anna',
                            now())
                        """)
                .param("id", capture.captureId())
                .param("project", gate.projectId())
                .param("type", name == null ? "human" : "animal")
                .param("name", name)
                .param("count", count)
                .update();
    }

    private void move(Capture capture) {
        new CaptureMoves(database.jdbc()).move(List.of(capture.captureId()), bridge.cameraId());
    }

    private void update(String sql) {
        database.jdbc().sql(sql).update();
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
