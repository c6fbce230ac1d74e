package trapline.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** All SQL on rules that were made through the API. Whether they are right, others have checked. */
public class RuleDefinitions {
    private static final String SELECT =
            """
            select rule_id, project_id, definition, version, changed_by, changed_at
              from rule_definition
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    public RuleDefinitions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param definition JSON, as it would stand in rules.yaml
     * @param version counts its changes from 1
     */
    public record Definition(
            String ruleId,
            UUID projectId,
            String definition,
            int version,
            String changedBy,
            Instant changedAt) {}

    public List<Definition> all() {
        return query(SELECT + " order by rule_id").list();
    }

    public Optional<Definition> find(String ruleId) {
        return jdbc.sql(SELECT + " where rule_id = :id")
                .param("id", ruleId)
                .query(RuleDefinitions::definition)
                .optional();
    }

    /**
     * @return false if there is one of this name
     */
    @Transactional
    public boolean add(UUID projectId, String ruleId, String definition, String by) {
        var added =
                jdbc.sql(
                                """
                                insert into rule_definition (rule_id, project_id, definition,
                                    created_by, created_at, changed_by, changed_at)
                                values (:id, :project, cast(:definition as jsonb), :by, :now, :by,
                                    :now)
                                on conflict (rule_id) do nothing
                                """)
                        .param("id", ruleId)
                        .param("project", projectId)
                        .param("definition", definition)
                        .param("by", by)
                        .param("now", now())
                        .update();
        return added > 0;
    }

    /**
     * @param version that was looked at
     * @return false if somebody has changed or removed it since
     */
    @Transactional
    public boolean change(String ruleId, int version, String definition, String by) {
        var changed =
                jdbc.sql(
                                """
                                update rule_definition
                                   set definition = cast(:definition as jsonb),
                                       version = version + 1, changed_by = :by, changed_at = :now
                                 where rule_id = :id and version = :version
                                """)
                        .param("definition", definition)
                        .param("by", by)
                        .param("now", now())
                        .param("id", ruleId)
                        .param("version", version)
                        .update();
        return changed > 0;
    }

    /**
     * @param version that was looked at
     * @return false if somebody has changed or removed it since
     */
    @Transactional
    public boolean remove(String ruleId, int version) {
        return jdbc.sql("delete from rule_definition where rule_id = :id and version = :version")
                        .param("id", ruleId)
                        .param("version", version)
                        .update()
                > 0;
    }

    private JdbcClient.MappedQuerySpec<Definition> query(String sql) {
        return jdbc.sql(sql).query(RuleDefinitions::definition);
    }

    private static Definition definition(ResultSet row, int number) throws SQLException {
        return new Definition(
                row.getString("rule_id"),
                row.getObject("project_id", UUID.class),
                row.getString("definition"),
                row.getInt("version"),
                row.getString("changed_by"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
