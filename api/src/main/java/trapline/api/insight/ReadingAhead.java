package trapline.api.insight;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Sees to it that few wait for the insights: what is asked for first is read soon after the start,
 * and what people look at is read anew before it is too old.
 */
class ReadingAhead implements AutoCloseable {
    /**
     * Of so many projects what people ask for first; the others are read when they are asked for.
     */
    private static final int PROJECTS = 10;

    private static final long IDLE_SECONDS = 30;

    private final InsightReadings readings;
    private final KeptReadings kept;
    private final Clock clock;

    /** A round takes longer than others who are told the time can wait; one at a time is enough. */
    private final ThreadPoolExecutor round =
            new ThreadPoolExecutor(
                    0,
                    1,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    work -> {
                        var thread = new Thread(work, "insights-ahead");
                        thread.setDaemon(true);
                        return thread;
                    },
                    new ThreadPoolExecutor.DiscardPolicy());

    ReadingAhead(InsightReadings readings, KeptReadings kept, Clock clock) {
        this.readings = readings;
        this.kept = kept;
        this.clock = clock;
    }

    /**
     * Once, when the first pages that people open after a start are there: the usual time of the
     * largest projects.
     */
    @Scheduled(initialDelay = 20, timeUnit = TimeUnit.SECONDS)
    void prepare() {
        var months = InsightQuery.usualPeriod(clock).months();
        for (var project : readings.largestProjects(PROJECTS)) {
            kept.prepare(
                    months.stream()
                            .map(month -> new PartOf(project, Optional.empty(), month))
                            .toList());
        }
    }

    /** Begins a round, unless the one before goes on. */
    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void renew() {
        round.execute(this::renewAll);
    }

    private void renewAll() {
        try {
            kept.renew();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        round.shutdownNow();
    }
}
