package trapline.camera;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.project.Identifiers;

/** All SQL by which people decide about cameras. What the pipeline notes is in {@link Cameras}. */
public class CameraDecisions {
    private static final String STATE =
            """
            update camera
               set state = :state,
                   approved_at = case when :state = 'approved' and state <> 'approved'
                                      then cast(:now as timestamptz) else approved_at end,
                   approved_by = case when :state = 'approved' and state <> 'approved'
                                      then :by else approved_by end
             where camera_id = :id
            """;

    private final JdbcClient jdbc;
    private final Identifiers identifiers;
    private final Clock clock;

    public CameraDecisions(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        this.jdbc = jdbc;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * Changes a camera, all or nothing. Approving an approved camera again changes nothing, so it
     * still says who approved it first.
     *
     * @param by who decides, as it is shown to people
     */
    @Transactional
    public void change(Camera camera, CameraChange change, String by) {
        var id = camera.cameraId();
        change.name().ifPresent(name -> set("name", id, name));
        change.state()
                .ifPresent(
                        state ->
                                jdbc.sql(STATE)
                                        .param("state", state.name().toLowerCase(Locale.ROOT))
                                        .param("now", now())
                                        .param("by", by)
                                        .param("id", id)
                                        .update());
        change.zone().ifPresent(zone -> set("zone", id, zone.map(ZoneId::getId).orElse(null)));
        change.site()
                .ifPresent(
                        site ->
                                set(
                                        "site_id",
                                        id,
                                        site.map(name -> site(camera.projectId(), name))
                                                .orElse(null)));
        change.tags()
                .ifPresent(tags -> set("tags", id, tags.stream().sorted().toArray(String[]::new)));
        change.simExpiresOn().ifPresent(date -> set("sim_expires_on", id, date.orElse(null)));
        change.independence()
                .ifPresent(
                        independence ->
                                set(
                                        "independence_seconds",
                                        id,
                                        independence.map(Duration::toSeconds).orElse(null)));
    }

    /**
     * @param column one of this class's own words, never a caller's
     */
    private void set(String column, UUID cameraId, Object value) {
        jdbc.sql("update camera set " + column + " = :value where camera_id = :id")
                .param("value", value)
                .param("id", cameraId)
                .update();
    }

    private UUID site(UUID projectId, String name) {
        jdbc.sql(
                        """
                        insert into site (site_id, project_id, name, created_at)
                        values (:id, :project, :name, :now)
                        on conflict (project_id, name) do nothing
                        """)
                .param("id", identifiers.next())
                .param("project", projectId)
                .param("name", name)
                .param("now", now())
                .update();
        return jdbc.sql("select site_id from site where project_id = :project and name = :name")
                .param("project", projectId)
                .param("name", name)
                .query(UUID.class)
                .single();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
