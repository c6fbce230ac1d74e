package trapline.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import trapline.app.CannotStart;
import trapline.testing.TestDatabase;

/** How the tables are brought up to date at the start of the server. */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseUpgradeIT {
    private static final String BEFORE_WHAT_WAS_SEEN = "141";

    private final TestDatabase database = TestDatabase.withoutTables();
    private final AtomicLong nanos = new AtomicLong();
    private final DatabaseUpgrade upgrade = new DatabaseUpgrade(nanos::get);

    @BeforeEach
    void sayWhatTheServerSays() {
        ((Logger) LoggerFactory.getLogger(DatabaseUpgrade.class)).setLevel(Level.INFO);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void saysThatAnOldDatabaseIsChangedAndWhichChangeTakesLong(CapturedOutput said) {
        flyway().target(BEFORE_WHAT_WAS_SEEN).load().migrate();
        Callback longChange =
                after(
                        context -> {
                            nanos.addAndGet(Duration.ofSeconds(75).toNanos());
                            upgrade.tell();
                        });

        upgrade.migrate(flyway().callbacks(upgrade, longChange).load());

        assertThat(said)
                .contains("An older version has left the database")
                .contains(
                        "'0192 capture seen of a camera' to the database has been under way for 75 s")
                .contains("The database is up to date");
    }

    @Test
    void saysNothingWhereThereIsNothingToUpgrade(CapturedOutput said) {
        upgrade.migrate(flyway().callbacks(upgrade).load());
        upgrade.migrate(flyway().callbacks(upgrade).load());

        assertThat(said).doesNotContain("database");
    }

    @Test
    void leavesADatabaseAloneThatANewerVersionHasChanged() {
        upgrade.migrate(flyway().load());
        database.jdbc()
                .sql(
                        """
                        insert into flyway_schema_history
                               (installed_rank, version, description, type, script, installed_by,
                                execution_time, success)
                        values (1000, '9999', 'of tomorrow', 'SQL', 'V9999__of_tomorrow.sql', 'x', 1,
                                true)
                        """)
                .update();

        assertThatThrownBy(() -> upgrade.migrate(flyway().load()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("9999 of tomorrow");
    }

    @Test
    void waitsForAChangeHoweverLongItTakesAndLetsNoneGoOnAlone() throws SQLException {
        var checks = new ArrayList<String>();
        var timeouts = new ArrayList<Integer>();
        try (var pool = pool()) {
            var configuration = flyway();
            new UpgradeConfiguration().patientConnections(pool).customize(configuration);

            configuration
                    .callbacks(
                            after(
                                    context -> {
                                        timeouts.add(context.getConnection().getNetworkTimeout());
                                        checks.add(checkInterval(context));
                                    }))
                    .load()
                    .migrate();

            try (var usual = pool.getConnection()) {
                assertThat(usual.getNetworkTimeout()).isEqualTo(30_000);
            }
        }

        assertThat(timeouts).isNotEmpty().containsOnly(0);
        assertThat(checks).containsOnly("10s");
    }

    /** As the server makes it. */
    private HikariDataSource pool() {
        return new DatabaseConfiguration()
                .dataSource(
                        new DatabaseSettings(
                                Optional.of(database.url()),
                                Optional.of(database.user()),
                                Optional.of(database.password()),
                                8,
                                Duration.ofSeconds(30)));
    }

    private static String checkInterval(Context context) throws SQLException {
        try (var statement = context.getConnection().createStatement();
                var row = statement.executeQuery("show client_connection_check_interval")) {
            row.next();
            return row.getString(1);
        }
    }

    private FluentConfiguration flyway() {
        return Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations("classpath:trapline");
    }

    private interface Look {
        void at(Context context) throws SQLException;
    }

    /** Looks after each change. */
    private static Callback after(Look look) {
        return new BaseCallback() {
            @Override
            public boolean supports(Event event, Context context) {
                return event == Event.AFTER_EACH_MIGRATE;
            }

            @Override
            public void handle(Event event, Context context) {
                try {
                    look.at(context);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }
}
