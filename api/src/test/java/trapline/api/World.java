package trapline.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.api.access.Account;
import trapline.api.access.Accounts;
import trapline.api.access.ApiKeys;
import trapline.api.access.Role;
import trapline.blob.BlobStore;
import trapline.delivery.CapDocument;
import trapline.delivery.CapDocuments;
import trapline.project.Identifiers;
import trapline.project.Projects;
import trapline.testing.TestClock;
import trapline.testing.TestDatabase;

/** Puts rows into the database, so that there is something to see. */
class World {
    static final String PASSWORD = "correct horse battery";

    private final TestDatabase database;
    private final JdbcClient jdbc;
    private final Identifiers identifiers;
    private final TestClock clock;
    private final BlobStore blobs;
    private final TestFiles files;
    private final Projects projects;
    private final Accounts accounts;
    private final ApiKeys keys;

    World(
            TestDatabase database,
            Identifiers identifiers,
            TestClock clock,
            BlobStore blobs,
            TestFiles files,
            Projects projects,
            Accounts accounts,
            ApiKeys keys) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.identifiers = identifiers;
        this.clock = clock;
        this.blobs = blobs;
        this.files = files;
        this.projects = projects;
        this.accounts = accounts;
        this.keys = keys;
    }

    /** An empty database, at a time at which nobody's failed logins are remembered. */
    void clear() {
        clock.advance(Duration.ofDays(1));
        database.clear();
    }

    TestClock clock() {
        return clock;
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    UUID project(String name) {
        return projects.named(name).projectId();
    }

    Account serverAdmin(String email) {
        return accounts.createServerAdmin(email, PASSWORD);
    }

    Account member(String email, UUID project, Role role) {
        var account = accounts.create(email, PASSWORD);
        accounts.grant(account.accountId(), project, role);
        return account;
    }

    String key(UUID project, Role role, Account by) {
        return keys.create(project, role.id(), role, by.accountId(), Optional.empty()).secret();
    }

    /** A key that nobody uses. */
    UUID keyId(UUID project) {
        var by = jdbc.sql("select account_id from account limit 1").query(UUID.class).single();
        return keys.create(project, "unused", Role.VIEWER, by, Optional.empty()).key().keyId();
    }

    UUID camera(UUID project, String name) {
        var id = identifiers.next();
        jdbc.sql(
                        """
                        insert into camera (camera_id, project_id, device_id, name, state, source_id,
                                            first_received_at, last_received_at)
                        values (:id, :project, :name, :name, 'pending', 'uploads', :now, :now)
                        """)
                .param("id", id)
                .param("project", project)
                .param("name", name)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    /** A completed capture, received at this time and taken a minute earlier. */
    UUID capture(UUID project, UUID camera, Instant receivedAt, byte[] bytes) {
        var id = identifiers.next();
        try {
            var blob = blobs.put(files.holding(bytes));
            jdbc.sql(
                            """
                            insert into capture (capture_id, project_id, camera_id, source_id, path,
                                kind, media_type, size_bytes, width, height, sha256, blob_key, state,
                                origin, truncated, received_at, captured_at, captured_raw,
                                captured_zone, captured_source, time_flags, latitude, longitude,
                                facts)
                            values (:id, :project, :camera, 'uploads', 'DCIM/IMG_1.JPG',
                                'picture', 'image/jpeg', :size, 640, 480, :sha, :blob, 'completed',
                                'live', false, :received, :captured, '2026:03:01 12:00:00',
                                'Europe/Berlin', 'exif', array['stale'], 48.1, 11.5,
                                '{"make": "RECONYX"}')
                            """)
                    .param("id", id)
                    .param("project", project)
                    .param("camera", camera)
                    .param("size", bytes.length)
                    .param("sha", blob.sha256())
                    .param("blob", blob.blobKey())
                    .param("received", receivedAt.atOffset(ZoneOffset.UTC))
                    .param(
                            "captured",
                            receivedAt.minus(Duration.ofMinutes(1)).atOffset(ZoneOffset.UTC))
                    .update();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return id;
    }

    /** A run of a detector that looked at a capture. */
    UUID run(UUID capture, String model, Instant at) {
        var id = identifiers.next();
        jdbc.sql(
                        """
                        insert into detection_run (run_id, capture_id, model, model_version, ran_at)
                        values (:id, :capture, :model, '1', :at)
                        """)
                .param("id", id)
                .param("capture", capture)
                .param("model", model)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    UUID detection(UUID run, UUID capture, int ordinal, String category, double confidence) {
        var id = identifiers.next();
        jdbc.sql(
                        """
                        insert into detection (detection_id, run_id, capture_id, ordinal, category,
                            source_label, confidence, bbox_x, bbox_y, bbox_width, bbox_height)
                        values (:id, :run, :capture, :ordinal, :category, 'dog', :confidence,
                            0.1, 0.2, 0.3, 0.4)
                        """)
                .param("id", id)
                .param("run", run)
                .param("capture", capture)
                .param("ordinal", ordinal)
                .param("category", category)
                .param("confidence", confidence)
                .update();
        return id;
    }

    void classification(UUID detection, UUID capture, int rank, String label, double confidence) {
        jdbc.sql(
                        """
                        insert into classification (detection_id, model, model_version, rank, label,
                            confidence, capture_id, classified_at)
                        values (:detection, 'namer', '1', :rank, :label, :confidence, :capture, :now)
                        """)
                .param("detection", detection)
                .param("rank", rank)
                .param("label", label)
                .param("confidence", confidence)
                .param("capture", capture)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    UUID event(UUID project, UUID camera, Instant startedAt, UUID... captures) {
        var id = identifiers.next();
        jdbc.sql(
                        """
                        insert into event (event_id, project_id, camera_id, started_at, ended_at,
                                           created_at)
                        values (:id, :project, :camera, :at, :at, :at)
                        """)
                .param("id", id)
                .param("project", project)
                .param("camera", camera)
                .param("at", startedAt.atOffset(ZoneOffset.UTC))
                .update();
        for (var capture : captures) {
            jdbc.sql("insert into event_capture (capture_id, event_id) values (:capture, :event)")
                    .param("capture", capture)
                    .param("event", id)
                    .update();
        }
        return id;
    }

    UUID alert(UUID project, UUID event, UUID capture, UUID camera) {
        var id = identifiers.next();
        jdbc.sql(
                        """
                        insert into alert (alert_id, project_id, rule_id, event_id, capture_id,
                            camera_id, label, count, confidence, raised_at)
                        values (:id, :project, 'predators', :event, :capture, :camera, 'wolf', 1,
                            0.9, :now)
                        """)
                .param("id", id)
                .param("project", project)
                .param("event", event)
                .param("capture", capture)
                .param("camera", camera)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    UUID delivery(UUID project, UUID alert, String recipient, String state) {
        var id = identifiers.next();
        jdbc.sql(
                        """
                        insert into delivery (delivery_id, project_id, alert_id, channel, recipient,
                            state, created_at, due_since)
                        values (:id, :project, :alert, 'mail', :recipient, :state, :now, :now)
                        """)
                .param("id", id)
                .param("project", project)
                .param("alert", alert)
                .param("recipient", recipient)
                .param("state", state)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql(
                        """
                        insert into delivery_attempt (delivery_id, number, started_at, ended_at,
                            outcome, reason)
                        values (:id, 1, :now, :now, 'refused', 'The mailbox does not exist.')
                        """)
                .param("id", id)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    /** A CAP document with a picture; the id is its identifier too. */
    UUID capDocument(UUID project, Instant sent) {
        var id = UUID.randomUUID();
        new CapDocuments(jdbc, clock)
                .publish(
                        new CapDocument(
                                id.toString(),
                                "warnings",
                                project,
                                id,
                                1,
                                CapDocument.Type.ALERT,
                                1,
                                new CapDocument.Sent("traps@park.example", sent.toString(), sent),
                                sent.plusSeconds(3600),
                                new CapDocument.Summary(
                                        "Test",
                                        "Leopard & cub at <North>",
                                        "Leopard",
                                        "Expected",
                                        "Minor",
                                        "Likely",
                                        "North"),
                                "<alert>%s</alert>".formatted(id),
                                true,
                                true),
                        Optional.of(new byte[] {(byte) 0xff, (byte) 0xd8}));
        return id;
    }

    UUID failedJob(UUID project, UUID subject, String stage) {
        var id = identifiers.next();
        jdbc.sql(
                        """
                        insert into failed_job (job_id, stage, part, subject_id, project_id, flow,
                            lane, attempts, reason, failed_at)
                        values (:id, :stage, '', :subject, :project, 'camera', 0, 5,
                            'The model could not be run.', :now)
                        """)
                .param("id", id)
                .param("stage", stage)
                .param("subject", subject)
                .param("project", project)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    UUID quarantined(UUID project, byte[] bytes) {
        var id = identifiers.next();
        try {
            var blob = blobs.put(files.holding(bytes));
            jdbc.sql(
                            """
                            insert into quarantine (quarantine_id, project_id, source_id, path,
                                size_bytes, sha256, blob_key, reason, detail, received_at)
                            values (:id, :project, 'uploads', 'a.jpg', :size, :sha, :blob,
                                'unsupported-type', 'It is a text.', :now)
                            """)
                    .param("id", id)
                    .param("project", project)
                    .param("size", bytes.length)
                    .param("sha", blob.sha256())
                    .param("blob", blob.blobKey())
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return id;
    }

    /** What an event showed of one kind; the event is made for it. */
    void eventLabel(UUID project, UUID camera, UUID capture, String label) {
        var event = event(project, camera, clock.instant(), capture);
        jdbc.sql(
                        """
                        insert into event_label (event_id, kind, name, project_id, camera_id, place,
                            first_at, last_at, most, captures, confidence, best_capture_id)
                        values (:event, 'label', :label, :project, :camera, 'here', :now, :now, 1, 1,
                            0.9, :capture)
                        """)
                .param("event", event)
                .param("label", label)
                .param("project", project)
                .param("camera", camera)
                .param("capture", capture)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** A site, with these cameras at it. */
    UUID site(UUID project, String name, UUID... cameras) {
        var id = identifiers.next();
        jdbc.sql(
                        """
                        insert into site (site_id, project_id, name, created_at)
                        values (:id, :project, :name, :now)
                        """)
                .param("id", id)
                .param("project", project)
                .param("name", name)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        for (var camera : cameras) {
            jdbc.sql("update camera set site_id = :site where camera_id = :camera")
                    .param("site", id)
                    .param("camera", camera)
                    .update();
        }
        return id;
    }

    /** Lets a viewer see only these sites. */
    void limit(Account account, UUID project, UUID... sites) {
        accounts.limit(account.accountId(), project, Optional.of(Set.of(sites)));
    }

    /** An export of somebody else, which came to nothing. */
    UUID failedExport(UUID project) {
        var id = identifiers.next();
        jdbc.sql(
                        """
                        insert into export (export_id, project_id, format, filters, options,
                            requested_by, account_id, state, last_received_at, created_at)
                        values (:id, :project, 'coco', '{}', '{}', 'somebody',
                            (select account_id from account where server_admin), 'failed', :now, :now)
                        """)
                .param("id", id)
                .param("project", project)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    /** A memory card. */
    UUID card(UUID project, UUID camera) {
        var id = identifiers.next();
        jdbc.sql(
                        """
                        insert into card (card_id, project_id, camera_id, name, clock_shift_seconds,
                            created_by, created_at)
                        values (:id, :project, :camera, 'card', 0, 'somebody', :now)
                        """)
                .param("id", id)
                .param("project", project)
                .param("camera", camera)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    /** A file of a card of which nothing has come. */
    UUID upload(UUID card) {
        var id = identifiers.next();
        jdbc.sql(
                        """
                        insert into upload (upload_id, card_id, path, size_bytes, created_at)
                        values (:id, :card, 'a.jpg', 10, :now)
                        """)
                .param("id", id)
                .param("card", card)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    /** A key that counts no more. */
    String expiredKey(UUID project, Account by) {
        return keys.create(
                        project,
                        "old",
                        Role.ADMIN,
                        by.accountId(),
                        Optional.of(clock.instant().minusSeconds(1)))
                .secret();
    }

    /** Somebody is asked into a project. */
    UUID invitation(UUID project) {
        var id = identifiers.next();
        jdbc.sql(
                        """
                        insert into invitation (invitation_id, project_id, email, role, token_hash,
                            invited_by, created_at, expires_at)
                        values (:id, :project, 'new@example.org', 'viewer', :hash, 'somebody', :now,
                            :now + interval '1 day')
                        """)
                .param("id", id)
                .param("project", project)
                .param("hash", id.toString())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }
}
