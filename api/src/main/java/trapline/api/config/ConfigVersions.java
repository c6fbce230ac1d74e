package trapline.api.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.api.page.Columns;

/** All SQL on what was changed in route-config through the API. Rows are only added. */
class ConfigVersions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN = 100;

    private static final String SELECT =
            "select version, changed_at, changed_by, comment, before, after from config_version";

    private final JdbcClient jdbc;
    private final Clock clock;

    ConfigVersions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One change.
     *
     * @param before by path; a file that is not named there was made
     * @param after by path; a file that is not named there was removed
     */
    record Version(
            long version,
            Instant changedAt,
            String changedBy,
            String comment,
            Map<String, String> before,
            Map<String, String> after) {}

    /** Must be called before the files are written, so that no change goes unrecorded. */
    @Transactional
    long add(String by, String comment, Map<String, String> before, Map<String, String> after) {
        return jdbc.sql(
                        """
                        insert into config_version (changed_at, changed_by, comment, before, after)
                        values (:now, :by, :comment, cast(:before as jsonb), cast(:after as jsonb))
                        returning version
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("by", by)
                .param("comment", comment)
                .param("before", json(before))
                .param("after", json(after))
                .query(Long.class)
                .single();
    }

    /** The newest ones first. */
    List<Version> newest() {
        return jdbc.sql(SELECT + " order by version desc limit :limit")
                .param("limit", SHOWN)
                .query(ConfigVersions::version)
                .list();
    }

    Optional<Version> find(long version) {
        return jdbc.sql(SELECT + " where version = :version")
                .param("version", version)
                .query(ConfigVersions::version)
                .optional();
    }

    private static Version version(ResultSet row, int number) throws SQLException {
        var columns = new Columns(row);
        return new Version(
                columns.bigNumber("version"),
                columns.instant("changed_at"),
                columns.text("changed_by"),
                columns.text("comment"),
                texts(columns.text("before")),
                texts(columns.text("after")));
    }

    private static String json(Map<String, String> texts) {
        try {
            return JSON.writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can always be written as JSON", e);
        }
    }

    private static Map<String, String> texts(String json) {
        try {
            return JSON.readValue(json, new TypeReference<TreeMap<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database keeps only valid JSON here", e);
        }
    }
}
