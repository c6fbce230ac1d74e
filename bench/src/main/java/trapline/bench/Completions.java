package trapline.bench;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How many captures are completed, told by the server's own meter: asking the database twenty times
 * a second would be a part of what is measured.
 */
final class Completions {
    private final List<Timer> timers;
    private final JdbcClient jdbc;

    Completions(ApplicationContext server) {
        timers =
                List.copyOf(
                        server.getBean(MeterRegistry.class)
                                .get("trapline.stage.duration")
                                .tags("stage", "classification-complete", "outcome", "done")
                                .timers());
        jdbc = server.getBean(JdbcClient.class);
    }

    long count() {
        return timers.stream().mapToLong(Timer::count).sum();
    }

    /**
     * Asks the database whether it is so.
     *
     * @throws IllegalStateException if the meter said more than is stored
     */
    void confirm() {
        var stored =
                jdbc.sql("select count(*) from capture where state = 'completed'")
                        .query(Long.class)
                        .single();
        if (stored < count()) {
            throw new IllegalStateException(
                    "%d captures are completed, but %d were counted".formatted(stored, count()));
        }
    }
}
