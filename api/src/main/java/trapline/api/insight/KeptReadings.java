package trapline.api.insight;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * What the insights are counted from, of whole projects, kept for a minute. It is read for nobody
 * in particular, in threads of its own, so what one person may not see is there too: whoever counts
 * takes the cameras that the asker sees, and leaves the rest.
 */
class KeptReadings implements AutoCloseable {
    /** Sightings of two million captures at least, and the days of a thousand camera-years. */
    private static final long MOST_BYTES_OF_SIGHTINGS = 40L << 20;

    private static final long MOST_BYTES_OF_DAYS = 20L << 20;
    private static final long MOST_BYTES_OF_VERDICTS = 10L << 20;

    /** As many questions to the database at once, whoever asks. */
    private static final int READERS = 2;

    /** More than there are people who wait, and what is to be read anew for them. */
    private static final int MOST_WAITING = 2000;

    private static final int IDLE_SECONDS = 30;

    private final ThreadPoolExecutor readers =
            new ThreadPoolExecutor(
                    READERS,
                    READERS,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(MOST_WAITING),
                    work -> {
                        var thread = new Thread(work, "insights");
                        thread.setDaemon(true);
                        return thread;
                    });

    private final Kept<PartOf, Sightings> sightings;
    private final Kept<HeardOf, Heard> heard;
    private final Kept<PartOf, Verdicts> verdicts;

    KeptReadings(InsightReadings readings, Clock clock) {
        readers.allowCoreThreadTimeOut(true);
        sightings = kept(readings::sightings, Sightings::bytes, MOST_BYTES_OF_SIGHTINGS, clock);
        heard = kept(readings::heard, Heard::bytes, MOST_BYTES_OF_DAYS, clock);
        verdicts = kept(readings::verdicts, Verdicts::bytes, MOST_BYTES_OF_VERDICTS, clock);
    }

    private <K, V> Kept<K, V> kept(
            Function<K, V> read, ToIntFunction<V> bytes, long most, Clock clock) {
        return new Kept<>(read, bytes, most, readers, clock, Ticker.systemTicker());
    }

    /** See {@link Kept#each}. */
    Instant sightings(List<PartOf> which, Consumer<Sightings> use) {
        return sightings.each(which, use);
    }

    /** See {@link Kept#each}. */
    Instant heard(List<HeardOf> which, Consumer<Heard> use) {
        return heard.each(which, use);
    }

    /** See {@link Kept#each}. */
    Instant verdicts(List<PartOf> which, Consumer<Verdicts> use) {
        return verdicts.each(which, use);
    }

    @Override
    public void close() {
        readers.shutdownNow();
    }
}
