package trapline.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import trapline.api.access.Accounts;
import trapline.app.database.EmbeddedPostgres;
import trapline.project.Identifiers;
import trapline.project.Projects;

/** The people of a server that runs in another process, by its database. */
final class People implements AutoCloseable {
    private final SingleConnectionDataSource database;
    private final Accounts accounts;
    private final Projects projects;

    private People(SingleConnectionDataSource database) {
        this.database = database;
        var jdbc = JdbcClient.create(database);
        var identifiers = new Identifiers();
        var clock = Clock.systemUTC();
        accounts =
                new Accounts(
                        jdbc,
                        identifiers,
                        PasswordEncoderFactories.createDelegatingPasswordEncoder(),
                        clock);
        projects = new Projects(jdbc, identifiers, clock);
    }

    /**
     * @throws IllegalStateException if no server runs, or its database does not let us in
     */
    static People beside(Map<String, String> environment) {
        return new People(database(environment));
    }

    /**
     * The database of that server.
     *
     * @throws IllegalStateException if no server runs, or its database does not let us in
     */
    static SingleConnectionDataSource database(Map<String, String> environment) {
        var login = login(environment);
        var database =
                new SingleConnectionDataSource(login.url(), login.user(), login.password(), true);
        try (var connection = database.getConnection()) {
            if (connection.isValid(10)) {
                return database;
            }
            throw new SQLException("it does not answer");
        } catch (SQLException e) {
            database.destroy();
            throw new IllegalStateException(
                    "The database cannot be reached: %s".formatted(e.getMessage()), e);
        }
    }

    Accounts accounts() {
        return accounts;
    }

    Projects projects() {
        return projects;
    }

    @Override
    public void close() {
        database.destroy();
    }

    /** How to reach the database of that server. */
    static EmbeddedPostgres.Login login(Map<String, String> environment) {
        var url = environment.getOrDefault("TRAPLINE_DATABASE_URL", "");
        if (!url.isBlank()) {
            return new EmbeddedPostgres.Login(
                    url,
                    environment.getOrDefault("TRAPLINE_DATABASE_USER", ""),
                    environment.getOrDefault("TRAPLINE_DATABASE_PASSWORD", ""));
        }
        var data = DataPath.of(environment);
        try {
            return EmbeddedPostgres.ofOtherProcess(data.resolve("postgres"))
                    .orElseThrow(
                            () ->
                                    new IllegalStateException(
                                            "No Trapline runs with the data in %s. Start it first, or set TRAPLINE_DATA."
                                                    .formatted(data.toAbsolutePath().normalize())));
        } catch (IOException e) {
            throw new UncheckedIOException("The data folder %s cannot be read.".formatted(data), e);
        }
    }
}
