package trapline.runner.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import trapline.runner.Waits;

class LiveModelTest {
    private final LiveModel<Model> live = new LiveModel<>();

    @Test
    void saysThatThereIsNone() {
        assertThat(live.use(model -> model.name)).isEmpty();
    }

    @Test
    void usesTheNewestAndClosesTheOneBefore() {
        var old = new Model("old");
        var young = new Model("young");
        live.exchange(old);

        live.exchange(young);

        assertThat(live.use(model -> model.name)).contains("young");
        assertThat(old.closed).isTrue();
        assertThat(young.closed).isFalse();
    }

    @Test
    void leavesTheOldOneOpenUntilItsLastWorkIsDone() throws Exception {
        var old = new Model("old");
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        live.exchange(old);
        var pool = Executors.newSingleThreadExecutor();
        try {
            var work =
                    pool.submit(
                            () ->
                                    live.use(
                                            model -> {
                                                begun.countDown();
                                                Waits.until("the work may go on", goOn);
                                                return model.name + " closed: " + model.closed;
                                            }));
            Waits.until("the work has begun", begun);

            live.exchange(new Model("young"));
            var openDuringWork = !old.closed.get();
            goOn.countDown();

            assertThat(openDuringWork).isTrue();
            assertThat(Waits.get(work)).contains("old closed: false");
            assertThat(old.closed).isTrue();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void losesNoWorkHoweverOftenItIsExchanged() throws Exception {
        live.exchange(new Model("0"));
        var pool = Executors.newFixedThreadPool(4);
        var stop = new AtomicBoolean();
        try {
            List<java.util.concurrent.Future<Integer>> workers = new ArrayList<>();
            for (var i = 0; i < 4; i++) {
                workers.add(
                        pool.submit(
                                () -> {
                                    var usedClosed = 0;
                                    while (!stop.get()) {
                                        usedClosed +=
                                                live.use(model -> model.closed.get() ? 1 : 0)
                                                        .orElseThrow();
                                    }
                                    return usedClosed;
                                }));
            }
            for (var i = 1; i <= 1000; i++) {
                live.exchange(new Model(String.valueOf(i)));
            }
            stop.set(true);

            for (var worker : workers) {
                assertThat(Waits.get(worker)).isZero();
            }
        } finally {
            stop.set(true);
            pool.shutdownNow();
        }
    }

    private static final class Model implements AutoCloseable {
        private final String name;
        private final AtomicBoolean closed = new AtomicBoolean();

        Model(String name) {
            this.name = name;
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }
}
