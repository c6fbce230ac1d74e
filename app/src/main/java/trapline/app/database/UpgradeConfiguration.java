package trapline.app.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** How the tables are brought up to date. */
@Configuration
class UpgradeConfiguration {
    /**
     * A change that its program has left alone ends soon, so that the next start need not wait for
     * it. PostgreSQL knows this since version 14.
     */
    private static final String NOTICE_WHO_HAS_GONE =
            """
            select set_config(name, '10s', false) from pg_settings
             where name = 'client_connection_check_interval'
            """;

    @Bean
    DatabaseUpgrade databaseUpgrade() {
        return new DatabaseUpgrade(System::nanoTime);
    }

    /** The pool's connections give up a statement after seconds; a change may take an hour. */
    @Bean
    FlywayConfigurationCustomizer patientConnections(DataSource database) throws SQLException {
        var pool = database.unwrap(HikariDataSource.class);
        var patient = new Properties();
        pool.getDataSourceProperties()
                .forEach((name, value) -> patient.setProperty(name.toString(), value.toString()));
        patient.remove("socketTimeout");
        var connections =
                new DriverManagerDataSource(
                        pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
        connections.setConnectionProperties(patient);
        return configuration ->
                configuration
                        .dataSource(connections)
                        .initSql(NOTICE_WHO_HAS_GONE)
                        .lockRetryCount(-1);
    }
}
