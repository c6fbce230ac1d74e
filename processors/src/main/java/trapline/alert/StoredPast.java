package trapline.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.classification.Lineages;
import trapline.condition.Look;
import trapline.condition.Past;
import trapline.observation.Observations.Observation;

/** What was seen before, by the database. */
public class StoredPast implements Past {
    private static final Duration REMEMBERED = Duration.ofDays(60);

    private static final String SEEN =
            """
            select exists (
                select 1 from event_label
                 where project_id = :project and place = :place and kind in ('label', 'category')
                   and name = :name and confidence >= :least
                   and last_at >= :from and first_at < :at and event_id <> :event)
            """;

    private static final String SIZES =
            """
            select count(*) as samples,
                   coalesce(percentile_cont(:percentile) within group (order by area), 0) as area
              from (select d.bbox_width * d.bbox_height as area
                      from capture c join detection d using (capture_id)
                     where c.camera_id = :camera and c.received_at >= :from
                       and c.received_at < :before and c.capture_id <> :capture
                       and d.category = 'person' and d.confidence >= 0.3
                     order by c.received_at desc limit 1000) newest
            """;

    private final JdbcClient jdbc;
    private final Lineages lineages;

    public StoredPast(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.lineages = new Lineages(jdbc);
    }

    @Override
    public boolean wasSeen(Look look, Observation what, double minConfidence, Instant from) {
        return jdbc.sql(SEEN)
                .param("project", look.camera().projectId())
                .param("place", look.camera().place())
                .param("name", what.name())
                .param("least", minConfidence)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("at", look.capturedAt().atOffset(ZoneOffset.UTC))
                .param("event", look.eventId())
                .query(Boolean.class)
                .single();
    }

    @Override
    public Set<String> taxaOf(String label) {
        return lineages.of(label);
    }

    @Override
    public Optional<PersonSizes> personSizes(Look look, double percentile) {
        var capture = look.observations().capture();
        return jdbc.sql(SIZES)
                .param("percentile", percentile)
                .param("camera", look.camera().cameraId())
                .param("from", capture.receivedAt().minus(REMEMBERED).atOffset(ZoneOffset.UTC))
                .param("before", capture.receivedAt().atOffset(ZoneOffset.UTC))
                .param("capture", capture.captureId())
                .query(
                        (row, number) ->
                                new PersonSizes(row.getInt("samples"), row.getDouble("area")))
                .optional()
                .filter(sizes -> sizes.samples() > 0);
    }
}
