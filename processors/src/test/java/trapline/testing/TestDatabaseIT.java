package trapline.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.project.Identifiers;
import trapline.project.Projects;

class TestDatabaseIT {
    @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

    private final Projects projects =
            database.transactional(
                    new Projects(
                            database.jdbc(),
                            new Identifiers(),
                            TestClock.at("2026-03-01T12:00:00Z")));

    @Test
    void givesAClassItsOwnEmptyDatabase() {
        try (var other = TestDatabase.fresh()) {
            projects.named("north");

            assertThat(projects.all()).hasSize(1);
            assertThat(other.jdbc().sql("select count(*) from project").query(Long.class).single())
                    .isZero();
        }
    }

    @Test
    void runsTransactionalMethodsInATransaction() {
        var failing = database.transactional(new Failing(database.jdbc()));

        assertThatThrownBy(failing::writeAndFail).hasMessage("after the write");

        assertThat(database.jdbc().sql("select count(*) from site").query(Long.class).single())
                .isZero();
        assertThat(projects.all()).isEmpty();
    }

    static class Failing {
        private final JdbcClient jdbc;

        Failing(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @Transactional
        public void writeAndFail() {
            jdbc.sql(
                            """
                            insert into project (project_id, name, created_at)
                            values (gen_random_uuid(), 'half', now())
                            """)
                    .update();
            throw new IllegalStateException("after the write");
        }
    }
}
