package trapline.api.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import trapline.testing.TestClock;

class KeptTest {
    private static final int BYTES = 1000;
    private static final int ROOM_FOR_TWO = 3000;
    private static final int ROOM_FOR_ALL = 1_000_000;

    private final TestClock clock = TestClock.at("2026-03-01T12:00:00Z");
    private final Instant start = clock.instant();
    private final Queue<String> read = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean isAtOnce = true;
    private boolean isBroken;
    private Optional<String> version = Optional.empty();

    @Test
    void givesWhatIsFreshAsItIs() {
        var kept = kept(ROOM_FOR_ALL);

        kept.each(List.of("wolf"), value -> {});
        pass(Kept.FRESH.minusSeconds(1));
        var at = kept.each(List.of("wolf"), value -> {});

        assertThat(read).containsExactly("wolf");
        assertThat(at).isEqualTo(start);
    }

    @Test
    void makesNobodyWaitForWhatIsNoOlderThanAMinute() {
        var kept = kept(ROOM_FOR_ALL);
        kept.each(List.of("wolf"), value -> {});
        isAtOnce = false;
        pass(Kept.OLDEST);

        assertThat(kept.each(List.of("wolf"), value -> {})).isEqualTo(start);
        assertThat(read).hasSize(1);
    }

    @Test
    void doesNotGiveWhatIsTooOld() {
        var kept = kept(ROOM_FOR_ALL);
        kept.each(List.of("wolf"), value -> {});

        pass(Kept.OLDEST.plusSeconds(1));
        var at = kept.each(List.of("wolf"), value -> {});

        assertThat(at).isEqualTo(clock.instant());
        assertThat(read).containsExactly("wolf", "wolf");
    }

    @Test
    void readsAnewWhatIsNoLongerFresh() throws Exception {
        var kept = kept(ROOM_FOR_ALL);
        kept.each(List.of("wolf"), value -> {});
        pass(Kept.FRESH.plusSeconds(1));
        kept.each(List.of("lynx"), value -> {});

        kept.renew();

        assertThat(read).containsExactly("wolf", "lynx", "wolf");
        assertThat(kept.each(List.of("wolf"), value -> {})).isEqualTo(clock.instant());
    }

    @Test
    void readsNothingAnewThatHasNotChanged() throws Exception {
        var values = new ArrayList<String>();
        version = Optional.of("first");
        var kept = kept(ROOM_FOR_ALL);
        kept.each(List.of("wolf"), values::add);

        pass(Kept.FRESH.plusSeconds(1));
        kept.renew();

        assertThat(read).hasSize(1);
        assertThat(kept.each(List.of("wolf"), values::add)).isEqualTo(clock.instant());
        assertThat(values).containsExactly("wolf!", "wolf!");

        version = Optional.of("second");
        pass(Kept.FRESH.plusSeconds(1));
        kept.renew();

        assertThat(read).hasSize(2);
    }

    @Test
    void looksAfterNothingThatNobodyHasAskedForForLong() throws Exception {
        var kept = kept(ROOM_FOR_ALL);
        kept.each(List.of("wolf", "lynx"), value -> {});

        for (var passed = Duration.ZERO;
                passed.compareTo(Kept.WANTED) <= 0;
                passed = passed.plus(Kept.OLDEST)) {
            pass(Kept.OLDEST);
            kept.renew();
            kept.each(List.of("lynx"), value -> {});
        }
        read.clear();
        pass(Kept.OLDEST);
        kept.renew();

        assertThat(read).containsExactly("lynx");
        assertThat(kept.holds(List.of("lynx"))).isTrue();
        assertThat(kept.holds(List.of("lynx", "wolf"))).isFalse();
    }

    @Test
    void readsBeforeSomebodyAsks() {
        var kept = kept(ROOM_FOR_ALL);

        kept.prepare(List.of("wolf", "lynx"));

        assertThat(read).containsExactly("wolf", "lynx");
        kept.each(List.of("wolf", "lynx"), value -> {});
        assertThat(read).hasSize(2);
    }

    @Test
    void waitsOnceForWhatIsReadAnewAlready() throws Exception {
        var kept = kept(ROOM_FOR_ALL);
        kept.each(List.of("wolf"), value -> {});
        pass(Kept.OLDEST.plusSeconds(1));
        isAtOnce = false;
        var people = Executors.newFixedThreadPool(2);
        try {
            var renewal =
                    people.submit(
                            () -> {
                                kept.renew();
                                return true;
                            });
            var answer = people.submit(() -> kept.each(List.of("wolf"), value -> {}));
            while (!renewal.isDone() || !answer.isDone()) {
                work();
            }

            assertThat(answer.get()).isEqualTo(clock.instant());
        } finally {
            people.shutdownNow();
        }
    }

    @Test
    void saysHowOldTheOldestIs() {
        var kept = kept(ROOM_FOR_ALL);
        kept.each(List.of("wolf"), value -> {});
        pass(Duration.ofSeconds(5));
        var values = new ArrayList<String>();

        var at = kept.each(List.of("lynx", "wolf", "fox"), values::add);

        assertThat(at).isEqualTo(start);
        assertThat(values).containsExactly("lynx!", "wolf!", "fox!");
        assertThat(kept.each(List.of(), value -> {})).isEqualTo(clock.instant());
    }

    @Test
    void readsOnceWhateverTheNumberOfThoseWhoWait() throws Exception {
        isAtOnce = false;
        var kept = kept(ROOM_FOR_ALL);
        var askers = 20;
        var people = Executors.newFixedThreadPool(askers);
        var asked = new CountDownLatch(askers);
        List<Future<List<String>>> answers = new ArrayList<>();
        try {
            for (var i = 0; i < askers; i++) {
                answers.add(
                        people.submit(
                                () -> {
                                    var values = new ArrayList<String>();
                                    asked.countDown();
                                    kept.each(List.of("wolf"), values::add);
                                    return values;
                                }));
            }
            asked.await();
            while (!answers.stream().allMatch(Future::isDone)) {
                work();
            }

            for (var answer : answers) {
                assertThat(answer.get()).containsExactly("wolf!");
            }
            assertThat(read).containsExactly("wolf");
        } finally {
            people.shutdownNow();
        }
    }

    @Test
    void tellsWhoWaitsOfAFailureAndTriesAgainForTheNext() {
        var kept = kept(ROOM_FOR_ALL);
        isBroken = true;

        assertThatThrownBy(() -> kept.each(List.of("wolf"), value -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("broken");

        isBroken = false;
        assertThat(kept.each(List.of("wolf"), value -> {})).isEqualTo(start);
    }

    @Test
    void givesWhatIsOldAlthoughItCannotBeReadAnewUntilItIsTooOld() throws Exception {
        var kept = kept(ROOM_FOR_ALL);
        kept.each(List.of("wolf"), value -> {});
        isBroken = true;
        pass(Kept.FRESH.plusSeconds(1));

        kept.renew();

        assertThat(read).hasSize(2);
        assertThat(kept.each(List.of("wolf"), value -> {})).isEqualTo(start);

        pass(Kept.OLDEST);
        assertThatThrownBy(() -> kept.each(List.of("wolf"), value -> {}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keepsNoMoreThanThereIsRoomFor() {
        var kept = kept(ROOM_FOR_TWO);

        kept.each(List.of("wolf", "lynx", "fox", "deer"), value -> {});
        kept.each(List.of("wolf", "lynx", "fox", "deer"), value -> {});

        assertThat(read).hasSizeGreaterThanOrEqualTo(6);
    }

    private void pass(Duration time) {
        clock.advance(time);
    }

    /** Does what waits, in this thread. */
    private void work() {
        Runnable next;
        while ((next = next()) != null) {
            next.run();
        }
    }

    private Runnable next() {
        synchronized (waiting) {
            return waiting.poll();
        }
    }

    private Kept<String, String> kept(int most) {
        Executor executor =
                work -> {
                    if (isAtOnce) {
                        work.run();
                    } else {
                        synchronized (waiting) {
                            waiting.add(work);
                        }
                    }
                };
        return new Kept<>(
                new Kept.Source<>(this::look, name -> version, value -> BYTES),
                most,
                executor,
                clock,
                () -> Duration.between(start, clock.instant()).toNanos());
    }

    private String look(String name) {
        read.add(name);
        if (isBroken) {
            throw new IllegalStateException("broken");
        }
        return name + "!";
    }
}
