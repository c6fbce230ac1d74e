package trapline.api.export;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.api.page.Columns;
import trapline.api.privacy.ProjectPrivacy;

/** Reads what an export tells: cameras once, captures in batches. Reads only. */
class ExportReading {
    private static final String CAMERAS =
            """
            select k.camera_id, k.name, k.device_id, k.make, k.model,
                   s.site_id, s.name as site_name,
                   coalesce(s.latitude, k.latitude) as latitude,
                   coalesce(s.longitude, k.longitude) as longitude
              from camera k left join site s on s.site_id = k.site_id
             where k.project_id = :project
            """;

    /** Where a camera stands that nobody has placed: where its newest picture says. */
    private static final String MEASURED =
            """
            select k.camera_id, newest.latitude, newest.longitude from camera k
             cross join lateral (
                    select c.latitude, c.longitude from capture c
                     where c.camera_id = k.camera_id and c.latitude is not null
                     order by c.received_at desc, c.capture_id desc limit 1) newest
             where k.project_id = :project
            """;

    private static final String SENSITIVE =
            """
            select distinct camera_id, name from event_label
             where project_id = :project and kind = 'label'
            """;

    private static final String CAPTURES =
            """
            select c.*, e.event_id, e.started_at, e.ended_at,
                   stay.deployment_id, stay.latitude as stay_latitude,
                   stay.longitude as stay_longitude, stay.started_at as stay_started_at,
                   stay.ended_at as stay_ended_at, stay.site_id as stay_site_id,
                   place.name as stay_site_name,
                   (select f.reason from failed_job f
                     where f.subject_id = c.capture_id and f.redriven_at is null
                     order by f.failed_at desc limit 1) as failure,
                   exists (select 1 from detection_run r
                            where r.capture_id = c.capture_id) as analysed,
                   exists (select 1 from detection d
                            where d.capture_id = c.capture_id and d.category <> 'animal')
                   or exists (select 1 from human_observation h
                               where h.capture_id = c.capture_id and h.superseded_at is null
                                 and h.observation_type in ('human', 'vehicle'))
                       as shows_others
              from capture c
              left join event_capture member on member.capture_id = c.capture_id
              left join event e on e.event_id = member.event_id
              left join lateral (
                    select d.* from deployment d
                     where d.camera_id = c.camera_id and d.undone_at is null
                       and d.started_at <= c.captured_at
                       and (d.ended_at is null or d.ended_at > c.captured_at)
                     order by d.started_at desc limit 1) stay on true
              left join site place on place.site_id = stay.site_id
             where c.capture_id in (:captures)
             order by c.received_at desc, c.capture_id desc
            """;

    private final JdbcClient jdbc;
    private final ExportFindings findings;

    ExportReading(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.findings = new ExportFindings(jdbc);
    }

    /** The cameras of a project, placed as exactly as the project lets them be. */
    Map<UUID, ExportedCamera> cameras(UUID projectId, ProjectPrivacy privacy) {
        var measured = new HashMap<UUID, ExportedCamera.Place>();
        jdbc.sql(MEASURED)
                .param("project", projectId)
                .query(
                        row -> {
                            measured.put(
                                    row.getObject("camera_id", UUID.class),
                                    new ExportedCamera.Place(
                                            row.getDouble("latitude"),
                                            row.getDouble("longitude"),
                                            Optional.empty()));
                        });
        var rounded = rounded(projectId, privacy);
        var cameras = new HashMap<UUID, ExportedCamera>();
        jdbc.sql(CAMERAS)
                .param("project", projectId)
                .query(
                        row -> {
                            var id = row.getObject("camera_id", UUID.class);
                            var digits = privacy.positionDigits().filter(some -> rounded.test(id));
                            cameras.put(id, camera(new Columns(row), measured, digits));
                        });
        return cameras;
    }

    private Predicate<UUID> rounded(UUID projectId, ProjectPrivacy privacy) {
        if (privacy.positionDigits().isEmpty()) {
            return camera -> false;
        }
        if (privacy.sensitiveTaxa().isEmpty()) {
            return camera -> true;
        }
        Set<UUID> sensitive = new HashSet<>();
        jdbc.sql(SENSITIVE)
                .param("project", projectId)
                .query(
                        row -> {
                            var label = row.getString("name");
                            if (privacy.sensitiveTaxa().stream()
                                    .anyMatch(taxon -> isWithin(label, taxon))) {
                                sensitive.add(row.getObject("camera_id", UUID.class));
                            }
                        });
        return sensitive::contains;
    }

    /** A genus is meant by each of its species. */
    private static boolean isWithin(String label, String taxon) {
        var wanted = taxon.strip().toLowerCase(Locale.ROOT);
        for (var part : label.toLowerCase(Locale.ROOT).split("[;,()]")) {
            var name = part.strip();
            if (name.equals(wanted) || name.startsWith(wanted + " ")) {
                return true;
            }
        }
        return false;
    }

    private static ExportedCamera camera(
            Columns columns, Map<UUID, ExportedCamera.Place> measured, Optional<Integer> digits)
            throws SQLException {
        var id = columns.id("camera_id");
        var siteName = columns.maybeText("site_name");
        var latitude = columns.maybeDouble("latitude");
        var longitude = columns.maybeDouble("longitude");
        var placed =
                latitude.flatMap(
                        north ->
                                longitude.map(
                                        east ->
                                                new ExportedCamera.Place(
                                                        north, east, Optional.empty())));
        return new ExportedCamera(
                id,
                columns.text("name"),
                columns.text("device_id"),
                columns.maybeText("make"),
                columns.maybeText("model"),
                columns.maybeId("site_id")
                        .flatMap(site -> siteName.map(name -> new ExportedCamera.Site(site, name))),
                placed.or(() -> Optional.ofNullable(measured.get(id)))
                        .map(exact -> digits.map(exact::rounded).orElse(exact)),
                digits);
    }

    private static Optional<ExportedCapture.Stay> stay(Columns columns, ExportedCamera camera)
            throws SQLException {
        var id = columns.maybeId("deployment_id");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        var exact =
                new ExportedCamera.Place(
                        columns.fraction("stay_latitude"),
                        columns.fraction("stay_longitude"),
                        Optional.empty());
        var siteName = columns.maybeText("stay_site_name");
        return Optional.of(
                new ExportedCapture.Stay(
                        id.get(),
                        camera.digits().map(exact::rounded).orElse(exact),
                        columns.maybeId("stay_site_id")
                                .flatMap(
                                        site ->
                                                siteName.map(
                                                        name ->
                                                                new ExportedCamera.Site(
                                                                        site, name))),
                        columns.instant("stay_started_at"),
                        columns.maybeInstant("stay_ended_at")));
    }

    /** Every label that somebody or something has given in a project. */
    List<String> labels() {
        return findings.labels();
    }

    /**
     * These captures, newest first.
     *
     * @param least boxes that are less sure are left out, 0 to 1
     */
    List<ExportedCapture> captures(
            List<UUID> ids, Map<UUID, ExportedCamera> cameras, double least) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var found = findings.of(ids, least);
        var captures = new ArrayList<ExportedCapture>(ids.size());
        jdbc.sql(CAPTURES)
                .param("captures", ids)
                .query(
                        row -> {
                            captures.add(capture(row, cameras, found));
                        });
        return captures;
    }

    private static ExportedCapture capture(
            ResultSet row,
            Map<UUID, ExportedCamera> cameras,
            Map<UUID, List<ExportedObservation>> found)
            throws SQLException {
        var columns = new Columns(row);
        var id = columns.id("capture_id");
        var camera = cameras.get(columns.id("camera_id"));
        var failure = columns.maybeText("failure");
        var analysed = columns.flag("analysed");
        var startedAt = columns.maybeInstant("started_at");
        var endedAt = columns.maybeInstant("ended_at");
        var observations = found.getOrDefault(id, List.of());
        return new ExportedCapture(
                id,
                camera,
                stay(columns, camera),
                columns.maybeId("event_id")
                        .map(
                                event ->
                                        new ExportedCapture.Event(
                                                event,
                                                startedAt.orElseThrow(),
                                                endedAt.orElseThrow())),
                ExportedFileName.of(
                        camera, id, columns.instant("captured_at"), columns.text("media_type")),
                columns.text("path"),
                columns.text("kind"),
                columns.text("media_type"),
                columns.text("blob_key"),
                columns.text("sha256"),
                columns.maybeInt("width"),
                columns.maybeInt("height"),
                columns.instant("captured_at"),
                ZoneId.of(columns.text("captured_zone")),
                columns.texts("time_flags"),
                columns.maybeInt("sequence_number"),
                columns.maybeInt("sequence_length"),
                analysed,
                !analysed || columns.flag("shows_others"),
                failure,
                observations.isEmpty()
                        ? List.of(ExportFindings.nothing(id, analysed))
                        : observations);
    }
}
