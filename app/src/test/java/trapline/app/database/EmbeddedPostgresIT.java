package trapline.app.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real PostgreSQL that travels inside the application. */
class EmbeddedPostgresIT {
    @TempDir Path folder;

    @Test
    void startsThoughTheNumberOfAKilledServerIsAnotherProcessNow() throws Exception {
        var left = folder.resolve("cluster/postmaster.pid");
        String written;
        try (var postgres = new EmbeddedPostgres(folder)) {
            written = Files.readString(left);
            execute(postgres, "create table kept (id integer)");
        }
        var another = ProcessHandle.current().pid();
        Files.writeString(left, written.replaceFirst("\\d+", String.valueOf(another)));

        try (var postgres = new EmbeddedPostgres(folder)) {
            execute(postgres, "insert into kept values (1)");
        }

        assertThat(left).doesNotExist();
    }

    @Test
    void startsThoughAKilledServerLeftAnEmptyFile() throws Exception {
        try (var postgres = new EmbeddedPostgres(folder)) {
            execute(postgres, "create table kept (id integer)");
        }
        Files.createFile(folder.resolve("cluster/postmaster.pid"));

        try (var postgres = new EmbeddedPostgres(folder)) {
            execute(postgres, "insert into kept values (1)");
        }
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                postgres.url(), postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
