package trapline.app.database;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import trapline.app.CannotStart;

/**
 * Brings the tables up to date at the start. Some changes look at every capture there is, which may
 * take many minutes, and until then nothing listens: so what is being done is said, again and
 * again. A database that a newer version has changed is left alone.
 */
final class DatabaseUpgrade extends BaseCallback implements FlywayMigrationStrategy {
    private static final Logger log = LoggerFactory.getLogger(DatabaseUpgrade.class);
    private static final long SAY_EVERY_SECONDS = 15;

    private final LongSupplier nanos;
    private volatile Optional<UnderWay> underWay = Optional.empty();

    /**
     * @param change as its file is called, such as {@code 0192 capture seen of a camera}
     */
    private record UnderWay(String change, long since) {}

    /**
     * @param nanos a clock that only goes on, in nanoseconds
     */
    DatabaseUpgrade(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * @throws CannotStart if a newer version has changed the tables
     */
    @Override
    public void migrate(Flyway flyway) {
        var changes = flyway.info();
        var newer =
                Arrays.stream(changes.all())
                        .filter(change -> change.getState() == MigrationState.FUTURE_SUCCESS)
                        .reduce((one, next) -> next);
        if (newer.isPresent()) {
            throw new CannotStart(
                    "A newer version of Trapline has changed the database: this one does not know"
                            + " the change '%s'.".formatted(name(newer.get())),
                    "Start the newer version, or restore the backup that was made before the"
                            + " upgrade.");
        }
        var pending = changes.pending().length;
        var isUpgrade = changes.current() != null && pending > 0;
        if (isUpgrade) {
            log.info(
                    "An older version has left the database. Changes to be made to it before the"
                            + " server starts: {}. With many captures that takes minutes",
                    pending);
        }
        var teller = teller();
        try {
            var unused =
                    teller.scheduleWithFixedDelay(
                            this::tell, SAY_EVERY_SECONDS, SAY_EVERY_SECONDS, TimeUnit.SECONDS);
            flyway.migrate();
        } finally {
            teller.shutdownNow();
            underWay = Optional.empty();
        }
        if (isUpgrade) {
            log.info("The database is up to date");
        }
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE;
    }

    @Override
    public void handle(Event event, Context context) {
        underWay = Optional.of(new UnderWay(name(context.getMigrationInfo()), nanos.getAsLong()));
    }

    /** Says which change is being made, and for how long already. */
    void tell() {
        underWay.ifPresentOrElse(
                now ->
                        log.info(
                                "The change '{}' to the database has been under way for {} s. Let it"
                                        + " end: broken off, it begins anew at the next start",
                                now.change(),
                                TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong() - now.since())),
                () ->
                        log.info(
                                "Another start of Trapline is changing the database. This one waits for it"));
    }

    private static String name(MigrationInfo change) {
        return "%s %s".formatted(change.getVersion(), change.getDescription());
    }

    private static ScheduledExecutorService teller() {
        return Executors.newSingleThreadScheduledExecutor(
                task -> {
                    var thread = new Thread(task, "database-upgrade");
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
