package trapline.routes.stage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trapline.stage.Stages;

/**
 * Tells workers that a message was committed, through PostgreSQL's LISTEN and NOTIFY. A lost
 * announcement only costs time: workers also look by themselves.
 */
public class WakeUps {
    private static final Logger log = LoggerFactory.getLogger(WakeUps.class);
    private static final int LISTEN_MILLIS = 2000;
    private static final Duration RECONNECT = Duration.ofSeconds(1);

    private final DataSource dataSource;
    private final Map<String, Bell> bells = new ConcurrentHashMap<>();
    private final Bell stopping = new Bell();
    private volatile Thread listener;

    public WakeUps(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** How often a stage was announced so far; given to {@link #await}. */
    long count(String stage) {
        return bell(stage).count();
    }

    /** Waits until the stage is announced again, or the time is over. */
    void await(String stage, long seen, Duration longest) throws InterruptedException {
        bell(stage).await(seen, longest);
    }

    synchronized void start() {
        if (listener == null) {
            listener = new Thread(this::listen, "stage-wake-ups");
            listener.setDaemon(true);
            listener.start();
        }
    }

    synchronized void stop() throws InterruptedException {
        var thread = listener;
        listener = null;
        stopping.ring();
        if (thread != null) {
            thread.join(LISTEN_MILLIS * 2L);
        }
        bells.values().forEach(Bell::ring);
    }

    private void listen() {
        while (listener == Thread.currentThread()) {
            try (var connection = dataSource.getConnection()) {
                hear(connection);
            } catch (SQLException e) {
                log.debug("Not listening for new messages: the database is away", e);
                pause();
            }
        }
    }

    private void hear(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + Stages.ANNOUNCEMENTS);
        }
        var postgres = connection.unwrap(PGConnection.class);
        bells.values().forEach(Bell::ring);
        while (listener == Thread.currentThread()) {
            var announcements = postgres.getNotifications(LISTEN_MILLIS);
            if (announcements != null) {
                for (var announcement : announcements) {
                    bell(announcement.getParameter()).ring();
                }
            }
        }
        try (var statement = connection.createStatement()) {
            statement.execute("unlisten *");
        }
    }

    private void pause() {
        try {
            stopping.await(stopping.count(), RECONNECT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Bell bell(String stage) {
        return bells.computeIfAbsent(stage, name -> new Bell());
    }

    /** Counts its rings, so that one between looking and waiting is not missed. */
    private static class Bell {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition rung = lock.newCondition();
        private long count;

        long count() {
            lock.lock();
            try {
                return count;
            } finally {
                lock.unlock();
            }
        }

        void ring() {
            lock.lock();
            try {
                count++;
                rung.signalAll();
            } finally {
                lock.unlock();
            }
        }

        void await(long seen, Duration longest) throws InterruptedException {
            lock.lock();
            try {
                var left = longest.toNanos();
                while (count == seen && left > 0) {
                    left = rung.awaitNanos(left);
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
