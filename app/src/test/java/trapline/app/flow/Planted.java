package trapline.app.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.camel.CamelContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.runner.SampleData;
import trapline.standin.camera.SimulatedCamera;

/**
 * Puts scripts wherever cameras, people and admins give names: by a camera's own upload as far as
 * one can, else straight into the database, past every check.
 */
final class Planted {
    /** Without a slash, so that a folder and a file can be called so. */
    private static final String NAME = "planted <img src=planted-img onerror=canary('%s')>";

    private static final String TEXT =
            "planted %s <script src=/planted-script></script><img src=/planted-img"
                    + " onerror=\"canary('%s')\"><svg onload=canary('svg')></svg>"
                    + "<a href=\"javascript:canary('link')\">x</a>{{7*7}}${7*7}";

    private final Installation installation;
    private final RunningTrapline trapline;
    private final JdbcClient jdbc;

    Planted(Installation installation, RunningTrapline trapline) {
        this.installation = installation;
        this.trapline = trapline;
        this.jdbc = trapline.jdbc();
    }

    void everywhere() throws IOException {
        byACamera();
        inNames();
        inWhatPeopleSay();
        inTheTrail();
        inWhatWasSeen();
        inWhatWentWrong();
        inTheConfiguration();
    }

    /** A folder, a file and a comment in it, and a file that is none. */
    private void byACamera() throws IOException {
        var picture = Files.readAllBytes(SampleData.find("images/vehicle.jpg"));
        var before = trapline.count("capture where state = 'completed'");
        try (var camera = new SimulatedCamera(installation.camera(NAME.formatted("device")))) {
            camera.upload(
                    commented(picture, TEXT.formatted("comment", "comment")),
                    NAME.formatted("file") + ".JPG");
            camera.upload(new byte[] {0, 1, 2, 3}, NAME.formatted("quarantine") + ".JPG");
        }
        Until.holds(
                "the planted picture is completed",
                () -> trapline.count("capture where state = 'completed'") > before);
        Until.holds(
                "the planted file is set aside",
                () -> trapline.count("quarantine where path like '%planted%'") > 0);
    }

    private void inNames() {
        update(
                """
                insert into project (project_id, name, created_at)
                values (gen_random_uuid(), left(:text, 100), now())
                """,
                "project");
        update(
                """
                insert into site (site_id, project_id, name, latitude, longitude, created_at)
                select gen_random_uuid(), project_id, :text, 52.1, 5.6, now() from project
                 where name = 'default'
                """,
                "site");
        jdbc.sql("update camera set site_id = (select site_id from site limit 1)").update();
        update("update camera set name = left(:text || device_id, 200)", "camera");
        update("update capture set path = 'DCIM/' || left(:text, 300)", "path");
        update(
                """
                insert into card (card_id, project_id, camera_id, name, clock_shift_seconds,
                                  created_by, created_at)
                select gen_random_uuid(), project_id, camera_id, :text, 0, :text, now()
                  from camera limit 1
                """,
                "card");
        update(
                """
                insert into api_key (key_id, project_id, name, role, secret_hash, created_by,
                                     created_at)
                select gen_random_uuid(), project_id, :text, 'viewer', 'planted', account_id, now()
                  from project cross join account
                 where project.name = 'default' limit 1
                """,
                "key");
    }

    private void inWhatPeopleSay() {
        update("update event set note = :text, assigned_to = left(:text, 200)", "event");
        update(
                """
                insert into review (capture_id, project_id, version, note, tags, changed_at,
                                    changed_by, verified_at, verified_by)
                select capture_id, project_id, 1, :text, array[left(:text, 50)], now(), :text,
                       now(), :text
                  from capture
                    on conflict (capture_id) do update
                       set note = excluded.note, tags = excluded.tags,
                           verified_at = excluded.verified_at, verified_by = excluded.verified_by
                """,
                "review");
        update(
                """
                insert into human_observation (observation_id, capture_id, project_id, ordinal,
                    observation_type, scientific_name, behavior, observed_by, observed_at)
                select gen_random_uuid(), capture_id, project_id, 40, 'animal', left(:text, 100),
                       :text, :text, now()
                  from capture
                """,
                "observation");
        update(
                """
                insert into maintenance (maintenance_id, project_id, camera_id, done_at, kind, note,
                                         written_by, written_at)
                select gen_random_uuid(), project_id, camera_id, now(), 'visit', :text, :text, now()
                  from camera
                """,
                "maintenance");
    }

    private void inTheTrail() {
        update(
                """
                insert into audit (project_id, who, how, action, subject, subject_id, before, after)
                select project_id, :text, left(:text, 200), 'update', 'camera', 'planted',
                       jsonb_build_object('name', cast(:text as text)),
                       jsonb_build_object(cast(:text as text), cast(:text as text))
                  from project
                """,
                "trail");
    }

    private void inWhatWasSeen() {
        update("update classification set label = left(:text, 200) where rank = 1", "label");
        update(
                "update event_label set name = left(:text, 150) || name where kind = 'label'",
                "seen");
        update(
                "update capture_seen set name = left(:text, 150) || name where kind = 'label'",
                "list");
        update("update detection set source_label = left(:text, 100)", "source");
        update("update alert set label = :text", "alert");
    }

    private void inWhatWentWrong() {
        update("update delivery set recipient = left(:text || delivery_id, 300)", "recipient");
        update("update delivery_attempt set reason = :text, receipt = :text", "reason");
        jdbc.sql("update delivery set state = 'failed', next_attempt_at = null").update();
        update(
                """
                insert into failed_job (job_id, stage, part, subject_id, project_id, flow, lane,
                                        attempts, reason, failed_at)
                select gen_random_uuid(), 'image-ingested', '', capture_id, project_id, 'planted',
                       0, 3, :text, now()
                  from capture
                """,
                "job");
        update(
                """
                insert into export (export_id, project_id, format, filters, options, requested_by,
                    account_id, state, notes, reason, last_received_at, created_at, finished_at)
                select gen_random_uuid(), project_id, 'xlsx', '{}', '{}', :text, account_id,
                       'failed', array[:text], :text, now(), now(), now()
                  from project cross join account
                 where project.name = 'default' limit 1
                """,
                "export");
    }

    /** A rule and a route that count, and a file with a mistake. */
    private void inTheConfiguration() throws IOException {
        var name = NAME.formatted("rule");
        installation.write(
                "rules.yaml",
                """
                rules:
                  - id: anything
                    when: {categories: [animal, person, vehicle, motion], minConfidence: 0.2}
                    tell:
                      - {channel: mail, to: [ranger@example.org]}
                  - id: planted
                    when: {labels: ["%s"]}
                    tell:
                      - {channel: mail, to: [ranger@example.org]}
                """
                        .formatted(name));
        var routes = Files.createDirectories(installation.config.resolve("routes"));
        Files.writeString(
                routes.resolve("planted.yaml"),
                """
                - route:
                    id: planted.wait
                    description: "%s"
                    from:
                      uri: timer:planted
                      parameters: {period: "3600000"}
                      steps:
                        - log: {message: "%s"}
                """
                        .formatted(NAME.formatted("route"), NAME.formatted("step")));
        Until.holds(
                "the planted route runs",
                () -> trapline.part(CamelContext.class).getRoute("planted.wait") != null);
        installation.write(
                "people.yaml", "people:\n  - \"%s\": true\n".formatted(NAME.formatted("mistake")));
    }

    private void update(String sql, String where) {
        jdbc.sql(sql).param("text", TEXT.formatted(where, where)).update();
    }

    /** The JPEG with a comment (ITU-T T.81, B.2.4.5) behind its beginning. */
    private static byte[] commented(byte[] jpeg, String comment) {
        var text = comment.getBytes(UTF_8);
        var out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.writeBytes(
                new byte[] {
                    (byte) 0xFF,
                    (byte) 0xFE,
                    (byte) ((text.length + 2) >> 8),
                    (byte) (text.length + 2)
                });
        out.writeBytes(text);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }
}
