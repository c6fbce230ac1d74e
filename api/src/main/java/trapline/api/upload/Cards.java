package trapline.api.upload;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.api.access.Caller;
import trapline.api.access.Scope;
import trapline.api.page.Columns;
import trapline.api.page.Conditions;
import trapline.api.page.Cursor;
import trapline.project.Identifiers;

/** All SQL on cards and their files. */
class Cards {
    private static final String CARDS =
            "select * from card where project_id = any(cast(:projects as uuid[]))";

    private final JdbcClient jdbc;
    private final Identifiers identifiers;
    private final Clock clock;

    Cards(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        this.jdbc = jdbc;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    @Transactional
    Card add(
            Caller caller,
            UUID projectId,
            UUID cameraId,
            String name,
            Optional<ZoneId> zone,
            Duration clockShift) {
        var id = identifiers.next();
        jdbc.sql(
                        """
                        insert into card (card_id, project_id, camera_id, name, zone,
                            clock_shift_seconds, created_by, account_id, key_id, created_at)
                        values (:id, :project, :camera, :name, :zone, :shift, :by, :account, :key,
                            :now)
                        """)
                .param("id", id)
                .param("project", projectId)
                .param("camera", cameraId)
                .param("name", name)
                .param("zone", zone.map(ZoneId::getId).orElse(null))
                .param("shift", clockShift.toSeconds())
                .param("by", caller.shownAs())
                .param("account", caller.accountId().orElse(null))
                .param("key", caller.keyId().orElse(null))
                .param("now", now())
                .update();
        return find(id).orElseThrow();
    }

    Optional<Card> find(UUID cardId) {
        return jdbc.sql("select * from card where card_id = :id")
                .param("id", cardId)
                .query(Cards::card)
                .optional();
    }

    /** Newest first: up to one more than {@code limit}. */
    List<Card> page(Scope scope, Optional<Cursor> cursor, int limit) {
        var conditions =
                new Conditions()
                        .behind(cursor, "created_at", "card_id")
                        .bind("projects", scope.sql())
                        .bind("limit", limit + 1);
        return jdbc.sql(
                        CARDS
                                + conditions.sql()
                                + " order by created_at desc, card_id desc limit :limit")
                .params(conditions.values())
                .query(Cards::card)
                .list();
    }

    /** How many files of each card are in each state. */
    Map<UUID, Map<String, Integer>> counts(Collection<UUID> cards) {
        var counts = new LinkedHashMap<UUID, Map<String, Integer>>();
        if (!cards.isEmpty()) {
            jdbc.sql(
                            """
                            select card_id, state, count(*) as files from upload
                             where card_id in (:cards) group by card_id, state
                            """)
                    .param("cards", cards)
                    .query(
                            row -> {
                                counts.computeIfAbsent(
                                                row.getObject("card_id", UUID.class),
                                                id -> new LinkedHashMap<>())
                                        .put(row.getString("state"), row.getInt("files"));
                            });
        }
        return counts;
    }

    /** Which of these the camera has sent already. */
    List<String> known(UUID cameraId, Collection<String> sha256) {
        return sha256.isEmpty()
                ? List.of()
                : jdbc.sql(
                                """
                                select sha256 from capture
                                 where camera_id = :camera and sha256 in (:hashes)
                                """)
                        .param("camera", cameraId)
                        .param("hashes", sha256)
                        .query(String.class)
                        .list();
    }

    /** How many files a card has, and how many bytes its unfinished ones will have. */
    record Load(int files, long unfinishedBytes) {}

    Load load(UUID cardId) {
        return jdbc.sql(
                        """
                        select count(*) as files,
                               coalesce(sum(size_bytes) filter (where state = 'receiving'), 0)
                                   as unfinished_bytes
                          from upload where card_id = :card
                        """)
                .param("card", cardId)
                .query(Load.class)
                .single();
    }

    @Transactional
    Upload add(
            UUID cardId,
            String path,
            long sizeBytes,
            Optional<String> sha256,
            Optional<Instant> modifiedAt) {
        var id = identifiers.next();
        jdbc.sql(
                        """
                        insert into upload (upload_id, card_id, path, size_bytes, sha256,
                                            modified_at, created_at)
                        values (:id, :card, :path, :size, :sha, :modified, :now)
                        """)
                .param("id", id)
                .param("card", cardId)
                .param("path", path)
                .param("size", sizeBytes)
                .param("sha", sha256.orElse(null))
                .param("modified", modifiedAt.map(Cards::at).orElse(null))
                .param("now", now())
                .update();
        return upload(id).orElseThrow();
    }

    Optional<Upload> upload(UUID uploadId) {
        return jdbc.sql("select * from upload where upload_id = :id")
                .param("id", uploadId)
                .query(Cards::upload)
                .optional();
    }

    /** The files of a card that are not there whole, at most so many. */
    List<Upload> unfinished(UUID cardId, int limit) {
        return inState(cardId, "receiving", limit);
    }

    /** The files of a card that could not be used, at most so many. */
    List<Upload> setAside(UUID cardId, int limit) {
        return inState(cardId, "set-aside", limit);
    }

    private List<Upload> inState(UUID cardId, String state, int limit) {
        return jdbc.sql(
                        """
                        select * from upload where card_id = :card and state = :state
                         order by upload_id limit :limit
                        """)
                .param("card", cardId)
                .param("state", state)
                .param("limit", limit)
                .query(Cards::upload)
                .list();
    }

    @Transactional
    void finished(UUID uploadId, String state, Optional<String> reason) {
        jdbc.sql(
                        """
                        update upload set state = :state, reason = :reason, finished_at = :now
                         where upload_id = :id
                        """)
                .param("state", state)
                .param("reason", reason.orElse(null))
                .param("now", now())
                .param("id", uploadId)
                .update();
    }

    @Transactional
    void delete(UUID uploadId) {
        jdbc.sql("delete from upload where upload_id = :id and state = 'receiving'")
                .param("id", uploadId)
                .update();
    }

    /** Forgets what was begun before then and never ended. */
    @Transactional
    List<UUID> forget(Instant before) {
        return jdbc.sql(
                        """
                        delete from upload where state = 'receiving' and created_at < :before
                        returning upload_id
                        """)
                .param("before", at(before))
                .query(UUID.class)
                .list();
    }

    private static Card card(ResultSet row, int number) throws SQLException {
        var columns = new Columns(row);
        return new Card(
                columns.id("card_id"),
                columns.id("project_id"),
                columns.id("camera_id"),
                columns.text("name"),
                columns.maybeText("zone").map(ZoneId::of),
                columns.bigNumber("clock_shift_seconds"),
                columns.text("created_by"),
                columns.maybeId("account_id"),
                columns.maybeId("key_id"),
                columns.instant("created_at"));
    }

    private static Upload upload(ResultSet row, int number) throws SQLException {
        var columns = new Columns(row);
        return new Upload(
                columns.id("upload_id"),
                columns.id("card_id"),
                columns.text("path"),
                columns.bigNumber("size_bytes"),
                columns.maybeText("sha256"),
                columns.maybeInstant("modified_at"),
                columns.text("state"),
                columns.maybeText("reason"));
    }

    private OffsetDateTime now() {
        return at(clock.instant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
