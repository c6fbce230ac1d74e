package trapline.event;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.camera.Camera;
import trapline.observation.Observations;
import trapline.observation.Observations.Observation;

/** All SQL on what events showed: the memory of rarity, seasons, absence and digests. */
public class EventLabels {
    /** What is less sure is remembered, but not counted. */
    private static final double WORTH_COUNTING = 0.3;

    /** Detectors report from here. */
    private static final double LEAST = 0.1;

    /** All that a capture shows in one statement. */
    private static final String ADD =
            """
            insert into event_label as known (event_id, kind, name, project_id, camera_id, place,
                   first_at, last_at, most, captures, confidence, best_capture_id)
            select :event, kind, name, :project, :camera, :place, :at, :at, count, 1,
                   confidence, :capture
              from unnest(cast(:kinds as text[]), cast(:names as text[]), cast(:counts as int[]),
                          cast(:confidences as double precision[]))
                   as one (kind, name, count, confidence)
            on conflict (event_id, kind, name) do update
               set first_at = least(known.first_at, excluded.first_at),
                   last_at = greatest(known.last_at, excluded.last_at),
                   most = greatest(known.most, excluded.most),
                   captures = known.captures + 1,
                   confidence = greatest(known.confidence, excluded.confidence),
                   best_capture_id = case when excluded.confidence > known.confidence
                                          then excluded.best_capture_id
                                          else known.best_capture_id end
            """;

    private static final String FOLD =
            """
            insert into event_label as known (event_id, kind, name, project_id, camera_id, place,
                   first_at, last_at, most, captures, confidence, best_capture_id)
            select :earlier, kind, name, project_id, camera_id, place, first_at, last_at, most,
                   captures, confidence, best_capture_id
              from event_label where event_id = :later
            on conflict (event_id, kind, name) do update
               set first_at = least(known.first_at, excluded.first_at),
                   last_at = greatest(known.last_at, excluded.last_at),
                   most = greatest(known.most, excluded.most),
                   captures = known.captures + excluded.captures,
                   confidence = greatest(known.confidence, excluded.confidence),
                   best_capture_id = case when excluded.confidence > known.confidence
                                          then excluded.best_capture_id
                                          else known.best_capture_id end
            """;

    private final JdbcClient jdbc;

    public EventLabels(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Remembers what a capture shows, once, when it joins its event. */
    @Transactional
    public void add(UUID eventId, Observations observations, Camera camera) {
        var seen = seen(observations);
        if (seen.isEmpty()) {
            return;
        }
        jdbc.sql(ADD)
                .param("event", eventId)
                .param("project", camera.projectId())
                .param("camera", camera.cameraId())
                .param("place", camera.place())
                .param("at", observations.capture().capturedAt().atOffset(ZoneOffset.UTC))
                .param("capture", observations.capture().captureId())
                .param("kinds", seen.stream().map(Seen::kind).toArray(String[]::new))
                .param("names", seen.stream().map(one -> one.of().name()).toArray(String[]::new))
                .param("counts", seen.stream().mapToInt(Seen::count).toArray())
                .param(
                        "confidences",
                        seen.stream().mapToDouble(one -> one.of().confidence()).toArray())
                .update();
    }

    /** What a later event showed belongs to the earlier one that it became part of. */
    void fold(UUID later, UUID earlier) {
        jdbc.sql(FOLD).param("later", later).param("earlier", earlier).update();
        jdbc.sql("delete from event_label where event_id = :later").param("later", later).update();
    }

    private record Seen(String kind, Observation of, int count) {}

    /** In one order for all, so that two workers never wait for each other's rows in a circle. */
    private static List<Seen> seen(Observations observations) {
        var seen = new ArrayList<Seen>();
        var sure = observations.labelled(WORTH_COUNTING);
        for (var label : observations.labelled(LEAST)) {
            seen.add(new Seen("label", label, count(label, sure)));
        }
        for (var category : observations.categories()) {
            observations
                    .ofCategory(category, LEAST)
                    .ifPresent(
                            all ->
                                    seen.add(
                                            new Seen(
                                                    "category",
                                                    all,
                                                    observations
                                                            .ofCategory(category, WORTH_COUNTING)
                                                            .map(Observation::count)
                                                            .orElse(0))));
        }
        return seen;
    }

    private static int count(Observation label, List<Observation> sure) {
        return sure.stream()
                .filter(s -> s.name().equals(label.name()))
                .mapToInt(Observation::count)
                .findFirst()
                .orElse(0);
    }
}
