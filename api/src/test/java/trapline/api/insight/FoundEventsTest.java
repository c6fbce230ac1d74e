package trapline.api.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import trapline.testing.TestClock;

class FoundEventsTest {
    private static final Period JANUARY =
            new Period(
                    Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-02-01T00:00:00Z"));

    private final TestClock clock = TestClock.at("2026-03-01T12:00:00Z");
    private final Instant start = clock.instant();
    private final FoundEvents events =
            new FoundEvents(() -> Duration.between(start, clock.instant()).toNanos());
    private final PlacedCamera gate = camera("gate");
    private final PlacedCamera bridge = camera("bridge");
    private final AtomicInteger found = new AtomicInteger();

    @Test
    void findsOnceForTheQuestionsOfOnePage() {
        var first = events.get(of(gate), find("wolf"));
        clock.advance(FoundEvents.SHARED.minusMillis(1));
        var second = events.get(of(gate), find("wolf"));

        assertThat(second).isSameAs(first);
        assertThat(found).hasValue(1);
    }

    @Test
    void findsAnewSoonAfter() {
        events.get(of(gate), find("wolf"));
        clock.advance(FoundEvents.SHARED);

        assertThat(events.get(of(gate), find("lynx")).value())
                .singleElement()
                .extracting(IndependentEvent::name)
                .isEqualTo("lynx");
    }

    @Test
    void sharesNothingWithAnybodyWhoSeesOtherCamerasOrAsksSomethingElse() {
        var asked = of(gate);
        events.get(asked, find("wolf"));

        events.get(of(gate, bridge), find("wolf"));
        events.get(of(), find("wolf"));
        events.get(
                new FoundEvents.Asked(
                        asked.cameras(), JANUARY, Duration.ZERO, Optional.empty(), 0.5),
                find("wolf"));
        events.get(
                new FoundEvents.Asked(
                        asked.cameras(), JANUARY, asked.gap(), Optional.of("lynx"), 0.5),
                find("wolf"));
        events.get(
                new FoundEvents.Asked(asked.cameras(), JANUARY, asked.gap(), Optional.empty(), 0.8),
                find("wolf"));

        assertThat(found).hasValue(6);
    }

    @Test
    void letsWhoAsksMeanwhileWaitForTheFirst() throws Exception {
        var began = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var people = Executors.newFixedThreadPool(2);
        try {
            var first =
                    people.submit(
                            () ->
                                    events.get(
                                            of(gate),
                                            () -> {
                                                began.countDown();
                                                await(mayEnd);
                                                return find("wolf").get();
                                            }));
            began.await();
            var second = people.submit(() -> events.get(of(gate), find("wolf")));
            assertThat(events.get(of(bridge), find("lynx")).value()).hasSize(1);
            mayEnd.countDown();

            assertThat(second.get()).isSameAs(first.get());
            assertThat(found).hasValue(2);
        } finally {
            people.shutdownNow();
        }
    }

    @Test
    void tellsOfAFailureAndTriesAgainForTheNext() {
        assertThatThrownBy(
                        () ->
                                events.get(
                                        of(gate),
                                        () -> {
                                            throw new IllegalStateException("broken");
                                        }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("broken");

        assertThat(events.get(of(gate), find("wolf")).value()).hasSize(1);
    }

    private Supplier<Dated<List<IndependentEvent>>> find(String name) {
        return () -> {
            found.incrementAndGet();
            return new Dated<>(
                    List.of(new IndependentEvent(gate, name, JANUARY.from(), 1, 1)), start);
        };
    }

    private static FoundEvents.Asked of(PlacedCamera... cameras) {
        return new FoundEvents.Asked(
                List.of(cameras), JANUARY, Duration.ofMinutes(30), Optional.empty(), 0.5);
    }

    private static PlacedCamera camera(String name) {
        var id = UUID.randomUUID();
        return new PlacedCamera(id, name, id, id, name, Optional.empty(), Optional.empty());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
