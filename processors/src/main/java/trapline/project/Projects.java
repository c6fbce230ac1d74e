package trapline.project;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** All SQL on projects. */
public class Projects {
    private final JdbcClient jdbc;
    private final Identifiers identifiers;
    private final Clock clock;

    public Projects(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        this.jdbc = jdbc;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** The project of this name, made if it is not there yet. */
    @Transactional
    public Project named(String name) {
        return find(name).orElseGet(() -> make(name));
    }

    private Project make(String name) {
        jdbc.sql(
                        """
                        insert into project (project_id, name, created_at) values (:id, :name, :now)
                        on conflict (name) do nothing
                        """)
                .param("id", identifiers.next())
                .param("name", name)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return find(name).orElseThrow();
    }

    public Optional<Project> find(String name) {
        return jdbc.sql("select project_id, name from project where name = :name")
                .param("name", name)
                .query(Projects::project)
                .optional();
    }

    public Optional<Project> find(UUID projectId) {
        return jdbc.sql("select project_id, name from project where project_id = :id")
                .param("id", projectId)
                .query(Projects::project)
                .optional();
    }

    public List<Project> all() {
        return jdbc.sql("select project_id, name from project order by name")
                .query(Projects::project)
                .list();
    }

    /**
     * By the columns' own names: asked for by those of the record, each would cost an exception,
     * and all projects are read whenever somebody asks for anything.
     */
    private static Project project(ResultSet row, int number) throws SQLException {
        return new Project(row.getObject("project_id", UUID.class), row.getString("name"));
    }
}
