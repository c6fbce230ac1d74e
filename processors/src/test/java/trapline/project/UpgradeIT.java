package trapline.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trapline.testing.TestDatabase;

/** Databases that older versions have left, with rows in them, brought up to date. */
class UpgradeIT {
    private static final String NEWEST = "latest";

    /** As the very first version wrote them: two looks at one capture, one at another. */
    private static final String ROWS =
            """
            insert into project values ('00000000-0000-7000-8000-000000000001', 'delta', now());
            insert into account (account_id, email, password_hash, created_at)
                 values ('00000000-0000-7000-8000-000000000002', 'ranger@example.org', '-', now());
            insert into membership (account_id, project_id, role)
                 values ('00000000-0000-7000-8000-000000000002',
                         '00000000-0000-7000-8000-000000000001', 'viewer');
            insert into site (site_id, project_id, name, created_at)
                 values ('00000000-0000-7000-8000-000000000003',
                         '00000000-0000-7000-8000-000000000001', 'ford', now());
            insert into camera (camera_id, project_id, device_id, name, state, source_id, site_id,
                                first_received_at, last_received_at)
                 values ('00000000-0000-7000-8000-000000000010',
                         '00000000-0000-7000-8000-000000000001', 'n-1', 'north', 'approved', 'ftps',
                         '00000000-0000-7000-8000-000000000003', now(), now());
            insert into capture (capture_id, project_id, camera_id, source_id, path, kind,
                                 media_type, size_bytes, sha256, blob_key, state, origin, truncated,
                                 received_at, captured_at, captured_zone, captured_source)
            select cast('00000000-0000-7000-8000-00000000002' || number as uuid),
                   '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000010',
                   'ftps', 'n-1/' || number, 'picture', 'image/jpeg', 1000, 'sha-' || number,
                   'ab/cd/' || number, 'completed', 'live', false,
                   timestamptz '2026-03-01 12:00Z' + number * interval '1 minute',
                   timestamptz '2026-03-01 11:00Z' + number * interval '1 minute', 'UTC', 'exif'
              from generate_series(1, 3) as number;
            insert into detection_run values
                 ('00000000-0000-7000-8000-000000000031', '00000000-0000-7000-8000-000000000021',
                  'finder', '1', '2026-03-01 12:05Z'),
                 ('00000000-0000-7000-8000-000000000032', '00000000-0000-7000-8000-000000000021',
                  'finder', '2', '2026-03-02 12:05Z'),
                 ('00000000-0000-7000-8000-000000000033', '00000000-0000-7000-8000-000000000022',
                  'finder', '1', '2026-03-01 12:06Z');
            insert into detection (detection_id, run_id, capture_id, ordinal, category,
                                   source_label, confidence, bbox_x, bbox_y, bbox_width, bbox_height)
            values
                 ('00000000-0000-7000-8000-000000000041', '00000000-0000-7000-8000-000000000031',
                  '00000000-0000-7000-8000-000000000021', 0, 'vehicle', '3', 0.9, 0, 0, 0.5, 0.5),
                 ('00000000-0000-7000-8000-000000000042', '00000000-0000-7000-8000-000000000032',
                  '00000000-0000-7000-8000-000000000021', 0, 'animal', '1', 0.875, 0, 0, 0.5, 0.5),
                 ('00000000-0000-7000-8000-000000000043', '00000000-0000-7000-8000-000000000032',
                  '00000000-0000-7000-8000-000000000021', 1, 'animal', '1', 0.625, 0.5, 0, 0.5, 0.5);
            insert into classification (detection_id, model, model_version, rank, label, confidence,
                                        capture_id, classified_at)
                 values ('00000000-0000-7000-8000-000000000042', 'namer', '1', 1, 'deer', 0.75,
                         '00000000-0000-7000-8000-000000000021', now());
            insert into event (event_id, project_id, camera_id, started_at, ended_at, created_at)
                 values ('00000000-0000-7000-8000-000000000051',
                         '00000000-0000-7000-8000-000000000001',
                         '00000000-0000-7000-8000-000000000010', now(), now(), now());
            insert into event_capture
                 values ('00000000-0000-7000-8000-000000000021',
                         '00000000-0000-7000-8000-000000000051');
            insert into alert (alert_id, project_id, rule_id, event_id, capture_id, camera_id, label,
                               count, confidence, raised_at)
                 values ('00000000-0000-7000-8000-000000000061',
                         '00000000-0000-7000-8000-000000000001', 'deer',
                         '00000000-0000-7000-8000-000000000051',
                         '00000000-0000-7000-8000-000000000021',
                         '00000000-0000-7000-8000-000000000010', 'deer', 1, 0.75, now());
            insert into delivery (delivery_id, project_id, alert_id, channel, recipient, state,
                                  created_at, due_since)
                 values ('00000000-0000-7000-8000-000000000071',
                         '00000000-0000-7000-8000-000000000001',
                         '00000000-0000-7000-8000-000000000061', 'mail', 'ranger@example.org',
                         'accepted', now(), now());
            insert into delivery_attempt (delivery_id, number, started_at, ended_at, outcome, receipt)
                 values ('00000000-0000-7000-8000-000000000071', 1, now(), now(), 'accepted', '250');
            insert into stage_task (stage, subject_id, project_id, flow, lane, turn, enqueued_at,
                                    available_at)
                 values ('image-ingested', '00000000-0000-7000-8000-000000000023',
                         '00000000-0000-7000-8000-000000000001', 'north', 0, 0, now(), now());
            insert into failed_job (job_id, stage, part, subject_id, project_id, flow, lane, attempts,
                                    reason, failed_at)
                 values ('00000000-0000-7000-8000-000000000081', 'image-ingested', '',
                         '00000000-0000-7000-8000-000000000023',
                         '00000000-0000-7000-8000-000000000001', 'north', 0, 3, 'unreadable', now());
            """;

    private static final List<String> TABLES =
            List.of(
                    "project",
                    "account",
                    "membership",
                    "site",
                    "camera",
                    "capture",
                    "detection_run",
                    "detection",
                    "classification",
                    "event",
                    "event_capture",
                    "alert",
                    "delivery",
                    "delivery_attempt",
                    "stage_task",
                    "failed_job");

    private final TestDatabase database = TestDatabase.withoutTables();

    @AfterEach
    void close() {
        database.close();
    }

    /** The first version; before and after what was seen was kept beside; what came last. */
    @ParameterizedTest
    @ValueSource(strings = {"9", "141", "150", "160", "190", "191", NEWEST})
    void keepsEveryRowAndKnowsWhatWasSeenOnOldCaptures(String version) {
        bring(version);
        database.jdbc().sql(ROWS).update();
        var before = counts();

        bring(NEWEST);

        assertThat(counts()).isEqualTo(before).doesNotContain(0L);
        assertThat(
                        database.jdbc()
                                .sql(
                                        """
                                        select concat_ws(' ', right(capture_id::text, 2), kind, name,
                                                         confidence, right(camera_id::text, 2),
                                                         counts, captured_at at time zone 'UTC')
                                          from capture_seen order by kind
                                        """)
                                .query(String.class)
                                .list())
                .containsExactly(
                        "21 category animal 0.875 10 {-0.875,-0.625} 2026-03-01 11:01:00",
                        "21 label deer 0.75 10 {-0.75} 2026-03-01 11:01:00");
    }

    @Test
    void keepsWhatWasSeenUpToDateAfterTheUpgradeToo() {
        bring("141");
        database.jdbc().sql(ROWS).update();
        bring(NEWEST);

        database.jdbc()
                .sql(
                        """
                        insert into detection (detection_id, run_id, capture_id, ordinal, category,
                                   source_label, confidence, bbox_x, bbox_y, bbox_width, bbox_height)
                        values ('00000000-0000-7000-8000-000000000044',
                                '00000000-0000-7000-8000-000000000033',
                                '00000000-0000-7000-8000-000000000022', 0, 'person', '2', 0.5,
                                0, 0, 0.5, 0.5)
                        """)
                .update();

        assertThat(
                        database.jdbc()
                                .sql("select name from capture_seen where confidence = 0.5")
                                .query(String.class)
                                .list())
                .containsExactly("person");
    }

    private void bring(String version) {
        Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations("classpath:trapline")
                .target(version)
                .load()
                .migrate();
    }

    private List<Long> counts() {
        return TABLES.stream()
                .map(
                        table ->
                                database.jdbc()
                                        .sql("select count(*) from " + table)
                                        .query(Long.class)
                                        .single())
                .toList();
    }
}
