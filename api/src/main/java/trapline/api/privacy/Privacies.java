package trapline.api.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.api.page.Columns;

/** All SQL on what projects have decided about privacy. */
public class Privacies {
    /** Whatever is no animal may be a person; what nothing has looked at may be anything. */
    private static final String OF_CAPTURE =
            """
            select c.project_id, c.kind, coalesce(p.concealed, false) as concealed,
                   c.state = 'received' or run.run_id is null
                   or exists (select 1 from detection d
                               where d.capture_id = c.capture_id and d.category <> 'animal')
                   or exists (select 1 from human_observation h
                               where h.capture_id = c.capture_id and h.superseded_at is null
                                 and h.observation_type in ('human', 'vehicle'))
                       as may_show_people
              from capture c
              left join project_privacy p on p.project_id = c.project_id
              left join lateral (
                    select r.run_id from detection_run r where r.capture_id = c.capture_id
                     limit 1) run on true
             where c.capture_id = :id
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Privacies(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a project has decided; open as long as it has decided nothing. */
    public ProjectPrivacy of(UUID projectId) {
        return jdbc.sql("select * from project_privacy where project_id = :project")
                .param("project", projectId)
                .query(Privacies::privacy)
                .optional()
                .orElse(ProjectPrivacy.OPEN);
    }

    /**
     * What matters for the bytes of one capture.
     *
     * @param concealed whether its project guards people
     * @param mayShowPeople whether there may be people or vehicles on it, as far as anybody knows
     */
    public record OfCapture(
            UUID projectId, boolean isClip, boolean concealed, boolean mayShowPeople) {
        /** Whether it is shown only with people made unrecognisable. */
        public boolean guarded() {
            return concealed && mayShowPeople;
        }
    }

    /** Empty if there is no such capture, or none that whoever is served may see. */
    public Optional<OfCapture> ofCapture(UUID captureId) {
        return jdbc.sql(OF_CAPTURE)
                .param("id", captureId)
                .query(
                        (row, number) ->
                                new OfCapture(
                                        row.getObject("project_id", UUID.class),
                                        row.getString("kind").equals("clip"),
                                        row.getBoolean("concealed"),
                                        row.getBoolean("may_show_people")))
                .optional();
    }

    /**
     * Keeps a decision.
     *
     * @param privacy its version is that of the decision it replaces
     * @return false if somebody else has decided since
     */
    @Transactional
    public boolean decide(UUID projectId, ProjectPrivacy privacy, String by) {
        return jdbc.sql(
                                """
                                insert into project_privacy (project_id, concealed, position_digits,
                                    sensitive_taxa, version, changed_at, changed_by)
                                values (:project, :concealed, :digits, :taxa, :version + 1, :now, :by)
                                on conflict (project_id) do update
                                   set concealed = excluded.concealed,
                                       position_digits = excluded.position_digits,
                                       sensitive_taxa = excluded.sensitive_taxa,
                                       version = project_privacy.version + 1,
                                       changed_at = excluded.changed_at,
                                       changed_by = excluded.changed_by
                                 where project_privacy.version = :version
                                """)
                        .param("project", projectId)
                        .param("concealed", privacy.concealed())
                        .param("digits", privacy.positionDigits().orElse(null))
                        .param("taxa", privacy.sensitiveTaxa().toArray(String[]::new))
                        .param("version", privacy.version())
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("by", by)
                        .update()
                > 0;
    }

    private static ProjectPrivacy privacy(ResultSet row, int number) throws SQLException {
        var columns = new Columns(row);
        return new ProjectPrivacy(
                columns.flag("concealed"),
                columns.maybeInt("position_digits"),
                columns.texts("sensitive_taxa"),
                columns.number("version"));
    }
}
