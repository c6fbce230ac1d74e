package trapline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class TurnsTest {
    private static final Duration FOR_EVER = Duration.ofDays(1);
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final ExecutorService people = Executors.newCachedThreadPool();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @AfterEach
    void sendEverybodyHome() {
        mayEnd.countDown();
        people.shutdownNow();
    }

    @Test
    void worksOnNoMoreThanItMay() throws Exception {
        var turns = new Turns(1, FOR_EVER);
        var first = ask(turns, "first", answer -> {});
        var second = waiting(turns, "second");
        assertThat(second.isDone()).isFalse();
        mayEnd.countDown();

        first.get();
        second.get();
        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void endsATurnWithTheFirstByteOfItsAnswer() throws Exception {
        for (Answering begins :
                List.<Answering>of(
                        answer -> answer.getOutputStream().write('x'),
                        answer -> answer.getOutputStream().write(new byte[2]),
                        answer -> answer.getOutputStream().flush(),
                        answer -> answer.getWriter().write("x"),
                        HttpServletResponse::flushBuffer)) {
            var turns = new Turns(1, FOR_EVER);
            var unused = ask(turns, "slow", begins);

            get(turns, "/api/captures", answer -> done.add("quick"));
        }

        assertThat(done).hasSize(5).containsOnly("quick");
    }

    @Test
    void lendsATurnOnce() throws Exception {
        var turns = new Turns(1, FOR_EVER);
        get(turns, "/api/captures", answer -> answer.getOutputStream().write(new byte[9]));
        var unused = ask(turns, "first", answer -> {});
        var second = waiting(turns, "second");

        // A turn that was given back twice would be free for it.
        assertThat(second.isDone()).isFalse();
        mayEnd.countDown();
        second.get();
        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void keepsNobodyWaitingForLong() throws Exception {
        var turns = new Turns(1, AT_ONCE);
        var unused = ask(turns, "long", answer -> {});

        get(turns, "/api/captures", answer -> done.add("short"));

        assertThat(done).containsExactly("short");
    }

    @Test
    void leavesAloneWhatChangesSomethingAndWhatIsNotOfTheApi() throws Exception {
        var turns = new Turns(1, FOR_EVER);
        var unused = ask(turns, "first", answer -> {});

        through(turns, "POST", "/api/captures/actions", answer -> done.add("change"));
        get(turns, "/assets/index.js", answer -> done.add("code"));

        assertThat(done).containsExactly("change", "code");
    }

    @Test
    void givesATurnBackWhateverFails() throws Exception {
        var turns = new Turns(1, FOR_EVER);

        assertThatThrownBy(
                        () ->
                                get(
                                        turns,
                                        "/api/captures",
                                        answer -> {
                                            throw new IOException("broken");
                                        }))
                .isInstanceOf(IOException.class);

        get(turns, "/api/captures", answer -> done.add("next"));
        assertThat(done).containsExactly("next");
    }

    /** How a request is answered. */
    private interface Answering {
        void to(HttpServletResponse response) throws IOException;
    }

    /** Asks in a thread of its own, and returns while it is being answered, until it may end. */
    private Future<?> ask(Turns turns, String name, Answering begins) throws Exception {
        var began = new CountDownLatch(1);
        var asked =
                people.submit(
                        () -> {
                            get(
                                    turns,
                                    "/api/captures",
                                    answer -> {
                                        begins.to(answer);
                                        began.countDown();
                                        hold();
                                        done.add(name);
                                    });
                            return true;
                        });
        began.await();
        return asked;
    }

    /** Asks in a thread of its own, and returns when it waits for its turn or was answered. */
    private Future<?> waiting(Turns turns, String name) {
        var asker = new AtomicReference<Thread>();
        var asked =
                people.submit(
                        () -> {
                            asker.set(Thread.currentThread());
                            return get(turns, "/api/captures", answer -> done.add(name));
                        });
        while (!asked.isDone()
                && (asker.get() == null || asker.get().getState() != Thread.State.TIMED_WAITING)) {
            Thread.onSpinWait();
        }
        return asked;
    }

    private void hold() {
        try {
            mayEnd.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean get(Turns turns, String path, Answering answering) throws Exception {
        return through(turns, "GET", path, answering);
    }

    private static boolean through(Turns turns, String method, String path, Answering answering)
            throws ServletException, IOException {
        FilterChain chain = (request, response) -> answering.to((HttpServletResponse) response);
        turns.doFilter(
                new MockHttpServletRequest(method, path), new MockHttpServletResponse(), chain);
        return true;
    }
}
