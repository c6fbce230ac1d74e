package trapline.api.access;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Tells a connection for whom it works, where that matters, and gives it back as it was. Somebody
 * with few sites looks at the views instead of the tables. For everything else it does nothing.
 */
class ServedDataSource extends DelegatingDataSource {
    private static final String TELL =
            """
            select set_config('search_path', ?, false),
                   set_config('trapline.limited', ?, false),
                   set_config('trapline.sites', ?, false),
                   set_config('trapline.actor', ?, false)
            """;

    /** Without the views the path would lead to the tables: then nothing is read at all. */
    private static final String CHECK = "select cast('" + SiteViews.SCHEMA + "' as regnamespace)";

    private static final String EVERYTHING = "\"$user\", public";
    private static final String NONE = "{}";

    private final OnBehalf onBehalf;

    ServedDataSource(DataSource dataSource, OnBehalf onBehalf) {
        super(dataSource);
        this.onBehalf = onBehalf;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        var served = onBehalf.current();
        if (served.isEmpty()) {
            return connection;
        }
        try {
            var limits = served.get().limits();
            if (limits.isPresent()) {
                try (var statement = connection.prepareStatement(CHECK)) {
                    statement.execute();
                }
            }
            tell(
                    connection,
                    limits.isPresent() ? SiteViews.SCHEMA + ", public" : EVERYTHING,
                    limits.map(OnBehalf.Limits::projects).orElse(NONE),
                    limits.map(OnBehalf.Limits::sites).orElse(NONE),
                    served.get().actor().orElse(""));
            return restoring(connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static void tell(
            Connection connection, String path, String projects, String sites, String actor)
            throws SQLException {
        try (var statement = connection.prepareStatement(TELL)) {
            statement.setString(1, path);
            statement.setString(2, projects);
            statement.setString(3, sites);
            statement.setString(4, actor);
            statement.execute();
        }
    }

    private static Connection restoring(Connection connection) {
        return (Connection)
                Proxy.newProxyInstance(
                        ServedDataSource.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("close") && !connection.isClosed()) {
                                restore(connection);
                            }
                            try {
                                return method.invoke(connection, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    /** What cannot be restored is not used again. */
    private static void restore(Connection connection) throws SQLException {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            tell(connection, EVERYTHING, NONE, NONE, "");
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        } catch (SQLException e) {
            connection.abort(Runnable::run);
        }
    }
}
