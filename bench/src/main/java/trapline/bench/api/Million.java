package trapline.bench.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.core.io.ClassPathResource;
import trapline.app.database.EmbeddedPostgres;

/**
 * Fills an installation with captures, three detections each on the average, and the events, alerts
 * and deliveries that go with them: as if it had run for two years.
 */
final class Million {
    private static final String STATEMENTS = "trapline/bench/million.sql";

    private final EmbeddedPostgres database;

    Million(EmbeddedPostgres database) {
        this.database = database;
    }

    /** How many captures there are. */
    long captures() throws SQLException {
        return count("select count(*) from capture");
    }

    /** How many of them have gone all the way. */
    long completed() throws SQLException {
        return count("select count(*) from capture where state = 'completed'");
    }

    private long count(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }

    /**
     * @param captures how many to make; some of the pipeline's own must be there, whose pictures
     *     they share
     */
    void fill(int captures) throws IOException, SQLException {
        try (var connection = connect()) {
            connection.setAutoCommit(false);
            insert(connection, captures);
            connection.commit();
            connection.setAutoCommit(true);
            try (var statement = connection.createStatement()) {
                statement.execute("vacuum analyze");
            }
        }
    }

    /** Not one of the application's own, which give up after half a minute. */
    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    private static void insert(Connection connection, int captures)
            throws IOException, SQLException {
        var script = new ClassPathResource(STATEMENTS).getContentAsString(StandardCharsets.UTF_8);
        try (var statement = connection.createStatement()) {
            // What is made here holds together by how it is made: foreign keys need no second look.
            statement.execute("set local session_replication_role = replica");
            for (var one : script.split(";\\s*\\n")) {
                if (!one.isBlank()) {
                    statement.execute(one.replace(":captures", String.valueOf(captures)));
                }
            }
        }
    }
}
