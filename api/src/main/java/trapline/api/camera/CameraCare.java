package trapline.api.camera;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.api.access.Scope;
import trapline.api.page.Columns;
import trapline.capture.ClockRepairs;
import trapline.event.EventEdits;
import trapline.project.Identifiers;

/** What is known of cameras in the field, and what people write down about them. */
public class CameraCare {
    private static final int MOST = 500;
    private static final int MOST_DEPLOYMENTS = 5000;
    private static final int MOST_POINTS = 300;

    private static final String DEPLOYMENTS =
            """
            select d.*, k.name as camera_name, s.name as site_name
              from deployment d join camera k using (camera_id)
              left join site s on s.site_id = d.site_id
             where d.project_id = any(cast(:projects as uuid[]))
               and (cast(:camera as uuid) is null or d.camera_id = cast(:camera as uuid))
             order by d.camera_id, d.started_at desc limit :limit
            """;

    private static final String HEALTH =
            """
            select date_bin(make_interval(secs => :piece), received_at, :from) as at,
                   avg(battery_percent)::double precision as battery,
                   avg(storage_used_percent) as storage, avg(temperature_celsius) as temperature,
                   avg(nullif(signal_csq, 99))::double precision as signal, count(*) as reports
              from health_report
             where camera_id = :camera and received_at >= :from
             group by 1 order by 1
            """;

    private static final String UPDATES =
            """
            select at, what, detail, who from (
                select first_received_at as at, 'first-heard' as what, source_id as detail,
                       null as who from camera where camera_id = :camera
                union all
                select approved_at, 'approved', null, approved_by from camera
                 where camera_id = :camera and approved_at is not null
                union all
                select d.started_at, 'deployed', s.name, d.made_by
                  from deployment d left join site s using (site_id) where d.camera_id = :camera
                union all
                select d.undone_at, 'undone', s.name, d.undone_by
                  from deployment d left join site s using (site_id)
                 where d.camera_id = :camera and d.undone_at is not null
                union all
                select done_at, 'maintained', kind || coalesce(': ' || note, ''), written_by
                  from maintenance where camera_id = :camera and removed_at is null
                union all
                select made_at, 'clock-repaired', captures || ' / ' || shift_seconds || ' s', made_by
                  from clock_repair where camera_id = :camera
                union all
                select undone_at, 'clock-repair-undone', captures || ' / ' || shift_seconds || ' s',
                       undone_by
                  from clock_repair where camera_id = :camera and undone_at is not null
                union all
                select set_at, 'reference', null, set_by from camera_reference
                 where camera_id = :camera
                union all
                select created_at, 'event', coalesce(summary, kind), null from event
                 where camera_id = :camera and kind in ('camera', 'theft')) every
             order by at desc limit :limit
            """;

    private final JdbcClient jdbc;
    private final ClockRepairs repairs;
    private final EventEdits events;
    private final Identifiers identifiers;
    private final Clock clock;

    public CameraCare(
            JdbcClient jdbc,
            ClockRepairs repairs,
            EventEdits events,
            Identifiers identifiers,
            Clock clock) {
        this.jdbc = jdbc;
        this.repairs = repairs;
        this.events = events;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    List<CareViews.Deployment> deployments(Scope scope, Optional<UUID> camera) {
        return jdbc.sql(DEPLOYMENTS)
                .param("projects", scope.sql())
                .param("camera", camera.map(UUID::toString).orElse(null))
                .param("limit", MOST_DEPLOYMENTS)
                .query(
                        (row, number) -> {
                            var columns = new Columns(row);
                            return new CareViews.Deployment(
                                    columns.id("deployment_id"),
                                    columns.id("camera_id"),
                                    columns.text("camera_name"),
                                    columns.maybeText("site_name"),
                                    columns.fraction("latitude"),
                                    columns.fraction("longitude"),
                                    columns.instant("started_at"),
                                    columns.maybeInstant("ended_at"),
                                    columns.text("made_by"),
                                    columns.maybeInstant("undone_at"),
                                    columns.maybeText("undone_by"));
                        })
                .list();
    }

    List<CareViews.HealthPoint> health(UUID camera, int days) {
        var from = clock.instant().minus(Duration.ofDays(days));
        var piece = Math.max(1, Duration.ofDays(days).toSeconds() / MOST_POINTS);
        return jdbc.sql(HEALTH)
                .param("camera", camera)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("piece", piece)
                .query(
                        (row, number) -> {
                            var columns = new Columns(row);
                            return new CareViews.HealthPoint(
                                    columns.instant("at"),
                                    columns.maybeDouble("battery"),
                                    columns.maybeDouble("storage"),
                                    columns.maybeDouble("temperature"),
                                    columns.maybeDouble("signal"),
                                    columns.number("reports"));
                        })
                .list();
    }

    List<CareViews.Update> updates(UUID camera) {
        return of(
                camera,
                UPDATES,
                (row, number) -> {
                    var columns = new Columns(row);
                    return new CareViews.Update(
                            columns.instant("at"),
                            columns.text("what"),
                            columns.maybeText("detail"),
                            columns.maybeText("who"));
                });
    }

    List<CareViews.Maintenance> maintenance(UUID camera) {
        return of(
                camera,
                "select * from maintenance where camera_id = :camera and removed_at is null"
                        + " order by done_at desc, maintenance_id limit :limit",
                (row, number) -> {
                    var columns = new Columns(row);
                    return new CareViews.Maintenance(
                            columns.id("maintenance_id"),
                            columns.instant("done_at"),
                            columns.text("kind"),
                            columns.maybeText("note"),
                            columns.text("written_by"),
                            columns.instant("written_at"));
                });
    }

    List<CareViews.ClockRepair> repairs(UUID camera) {
        return of(
                camera,
                "select * from clock_repair where camera_id = :camera"
                        + " order by made_at desc, repair_id limit :limit",
                (row, number) -> {
                    var columns = new Columns(row);
                    return new CareViews.ClockRepair(
                            columns.id("repair_id"),
                            columns.instant("from_at"),
                            columns.instant("to_at"),
                            columns.bigNumber("shift_seconds"),
                            columns.number("captures"),
                            columns.text("made_by"),
                            columns.instant("made_at"),
                            columns.maybeInstant("undone_at"),
                            columns.maybeText("undone_by"));
                });
    }

    Optional<CareViews.Reference> reference(UUID camera) {
        return jdbc.sql("select * from camera_reference where camera_id = :camera")
                .param("camera", camera)
                .query(
                        (row, number) -> {
                            var columns = new Columns(row);
                            return new CareViews.Reference(
                                    columns.id("capture_id"),
                                    columns.text("set_by"),
                                    columns.instant("set_at"));
                        })
                .optional();
    }

    void maintain(UUID camera, Instant doneAt, String kind, Optional<String> note, String who) {
        jdbc.sql(
                        """
                        insert into maintenance (maintenance_id, project_id, camera_id, done_at,
                            kind, note, written_by, written_at)
                        select :id, project_id, camera_id, :done, :kind, :note, :who, :now
                          from camera where camera_id = :camera
                        """)
                .param("id", identifiers.next())
                .param("camera", camera)
                .param("done", doneAt.atOffset(ZoneOffset.UTC))
                .param("kind", kind)
                .param("note", note.orElse(null))
                .param("who", who)
                .param("now", now())
                .update();
    }

    /** Takes a line away; it is kept, and not shown. */
    boolean strike(UUID camera, UUID maintenance, String who) {
        return jdbc.sql(
                                """
                                update maintenance set removed_at = :now, removed_by = :who
                                 where maintenance_id = :id and camera_id = :camera
                                   and removed_at is null
                                """)
                        .param("id", maintenance)
                        .param("camera", camera)
                        .param("who", who)
                        .param("now", now())
                        .update()
                > 0;
    }

    /**
     * @return false if the capture is not of this camera
     */
    boolean refer(UUID camera, UUID capture, String who) {
        return jdbc.sql(
                                """
                                insert into camera_reference (camera_id, capture_id, set_by, set_at)
                                select camera_id, capture_id, :who, :now from capture
                                 where capture_id = :capture and camera_id = :camera
                                on conflict (camera_id) do update
                                   set capture_id = excluded.capture_id, set_by = excluded.set_by,
                                       set_at = excluded.set_at
                                """)
                        .param("camera", camera)
                        .param("capture", capture)
                        .param("who", who)
                        .param("now", now())
                        .update()
                > 0;
    }

    void forgetReference(UUID camera) {
        jdbc.sql("delete from camera_reference where camera_id = :camera")
                .param("camera", camera)
                .update();
    }

    /** The repair moves the events of its captures as well. Empty: no capture is in that time. */
    @Transactional
    public Optional<Integer> repair(
            UUID camera, Instant from, Instant to, Duration shift, String who) {
        var moved = repairs.repair(camera, from, to, shift, who);
        moved.ifPresent(one -> events.refreshEventsOf(one.captures()));
        return moved.map(one -> one.captures().size());
    }

    /** Empty if there is no such repair of this camera, or it cannot be undone now. */
    @Transactional
    public Optional<Integer> undoRepair(UUID camera, UUID repair, String who) {
        var isOfCamera =
                jdbc.sql(
                                """
                                select exists (select 1 from clock_repair
                                                where repair_id = :id and camera_id = :camera)
                                """)
                        .param("id", repair)
                        .param("camera", camera)
                        .query(Boolean.class)
                        .single();
        if (!isOfCamera) {
            return Optional.empty();
        }
        var moved = repairs.undo(repair, who);
        moved.ifPresent(one -> events.refreshEventsOf(one.captures()));
        return moved.map(one -> one.captures().size());
    }

    Instant time() {
        return clock.instant();
    }

    private <T> List<T> of(UUID camera, String sql, RowMapper<T> read) {
        return jdbc.sql(sql).param("camera", camera).param("limit", MOST).query(read).list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
