package trapline.api.live;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import trapline.api.access.Caller;
import trapline.api.access.Callers;
import trapline.api.access.OnBehalf;
import trapline.stage.Repeated;

/**
 * Tells every listener what happens in their projects. The database is asked twice a second while
 * somebody listens, and not at all otherwise. A listener that comes back says what it heard last
 * and gets what it missed, some of it perhaps twice; after a long time or a flood, the newest of
 * it. Each connection ends after a few minutes, and browsers then come back by themselves: so
 * nobody listens on with rights of long ago. Safe for many threads.
 */
class LiveStream implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LiveStream.class);

    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration BEAT = Duration.ofSeconds(15);
    private static final Duration CONNECTION = Duration.ofMinutes(3);
    private static final Duration LONGEST_ABSENCE = Duration.ofHours(1);

    /** What is committed late bears a time that is past already. */
    private static final Duration LATE = Duration.ofSeconds(10);

    private static final int MOST_AT_ONCE = 200;
    private static final int REMEMBERED = 4_000;
    private static final int LISTENERS = 500;
    private static final int WRITERS = 4;

    private final Happenings happenings;
    private final Callers callers;
    private final OnBehalf onBehalf;
    private final Clock clock;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final Map<UUID, Boolean> told =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
                    return size() > REMEMBERED;
                }
            };
    private Optional<Instant> lookedAt = Optional.empty();
    private ScheduledExecutorService watch;
    private ExecutorService writers;

    LiveStream(Happenings happenings, Callers callers, OnBehalf onBehalf, Clock clock) {
        this.happenings = happenings;
        this.callers = callers;
        this.onBehalf = onBehalf;
        this.clock = clock;
    }

    /**
     * Opens a connection.
     *
     * @param lastHeard the id of the last message, as the browser kept it
     * @return empty if too many listen already
     */
    Optional<SseEmitter> open(Caller caller, Optional<String> lastHeard) {
        if (listeners.size() >= LISTENERS) {
            return Optional.empty();
        }
        var listener = new Listener(caller, new SseEmitter(CONNECTION.toMillis()));
        listener.emitter().onCompletion(() -> listeners.remove(listener));
        listener.emitter().onError(failure -> listeners.remove(listener));
        listener.emitter().onTimeout(listener.emitter()::complete);
        var missed = lastHeard.flatMap(LiveStream::instant).map(this::missedSince);
        listeners.add(listener);
        write(listener, missed.orElse(List.of()));
        return Optional.of(listener.emitter());
    }

    private List<Happening> missedSince(Instant heard) {
        var earliest = clock.instant().minus(LONGEST_ABSENCE);
        var since = heard.minus(LATE);
        return happenings.since(since.isBefore(earliest) ? earliest : since, MOST_AT_ONCE);
    }

    private void look() {
        if (listeners.isEmpty()) {
            lookedAt = Optional.empty();
            return;
        }
        var now = clock.instant();
        // When this fails, the next look begins where this one did.
        var news = fresh(happenings.since(lookedAt.orElse(now).minus(LATE), MOST_AT_ONCE));
        lookedAt = Optional.of(now);
        if (!news.isEmpty()) {
            listeners.forEach(listener -> write(listener, news));
        }
    }

    private void beat() {
        listeners.forEach(listener -> write(listener, List.of()));
    }

    private List<Happening> fresh(List<Happening> found) {
        var fresh = new ArrayList<Happening>();
        for (var one : found) {
            if (told.putIfAbsent(one.id(), true) == null) {
                fresh.add(one);
            }
        }
        return fresh;
    }

    /** Sends what is theirs; nothing: a beat. */
    private void write(Listener listener, List<Happening> news) {
        try {
            if (listener.add(news)) {
                writers.execute(() -> writeAll(listener));
            }
        } catch (IllegalStateException e) {
            end(listener);
        }
    }

    private void writeAll(Listener listener) {
        try {
            while (listener.hasMore()) {
                var mine = allowed(listener, listener.take());
                if (mine.isEmpty()) {
                    listener.beat();
                } else {
                    listener.tell(mine);
                }
            }
        } catch (IOException | IllegalStateException | DataAccessException e) {
            end(listener);
        } catch (RuntimeException | Error e) {
            log.error("A listener could not be told what has happened", e);
            end(listener);
        }
    }

    /** The browser comes back by itself, and says what it heard last. */
    private void end(Listener listener) {
        listeners.remove(listener);
        listener.emitter().complete();
    }

    private List<Happening> allowed(Listener listener, List<Happening> news) {
        if (news.isEmpty()) {
            return news;
        }
        var caller = callers.again(listener.caller());
        if (caller.isEmpty()) {
            throw new IllegalStateException("this listener may not be here any more");
        }
        var theirs =
                news.stream()
                        .filter(one -> caller.get().roles().containsKey(one.projectId()))
                        .toList();
        return caller.get().sites().isEmpty()
                ? theirs
                : onBehalf.read(caller.get(), () -> happenings.visible(theirs));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (java.time.format.DateTimeParseException e) {
            return Optional.empty();
        }
    }

    @Override
    public synchronized void start() {
        writers = Executors.newFixedThreadPool(WRITERS, named("live-writer"));
        watch = Executors.newSingleThreadScheduledExecutor(named("live-watch"));
        var unusedLooks =
                watch.scheduleWithFixedDelay(
                        new Repeated("Telling what has just happened", this::look),
                        EVERY.toMillis(),
                        EVERY.toMillis(),
                        TimeUnit.MILLISECONDS);
        var unusedBeats =
                watch.scheduleWithFixedDelay(
                        new Repeated("Keeping connections of listeners alive", this::beat),
                        BEAT.toMillis(),
                        BEAT.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** Before the web server, which would wait for these connections to end. */
    @Override
    public synchronized void stop() {
        watch.shutdownNow();
        writers.shutdown();
        listeners.forEach(listener -> listener.emitter().complete());
        listeners.clear();
        watch = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return watch != null;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    private static java.util.concurrent.ThreadFactory named(String name) {
        return work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
