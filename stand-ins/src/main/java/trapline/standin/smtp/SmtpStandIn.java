package trapline.standin.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trapline.standin.Faults;

/**
 * A mail server on the loopback address. It keeps the latest mails it has taken (500, or 100 MB),
 * and commits each of the faults it was given during one connection. Safe for use by many threads.
 */
public class SmtpStandIn implements AutoCloseable {
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(SmtpStandIn.class);
    private static final int AT_ONCE = 32;
    private static final int KEPT = 500;
    private static final long KEPT_BYTES = 100_000_000;

    private final SmtpSettings settings;
    private final ExecutorService sessions;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ReceivedMails mails = new ReceivedMails(KEPT, KEPT_BYTES);
    private final Faults<SmtpFault> faults = new Faults<>();
    private int connections;
    private ServerSocket listener;
    private Thread listening;
    private int port;

    private SmtpStandIn(SmtpSettings settings) {
        this.settings = settings;
        this.port = settings.port();
        this.sessions =
                new ThreadPoolExecutor(
                        0,
                        AT_ONCE,
                        10,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        SmtpStandIn::thread);
    }

    /** Starts on a free port, without TLS and without login. */
    public static SmtpStandIn start() {
        return start(SmtpSettings.PLAIN);
    }

    /**
     * @throws UncheckedIOException if the port is taken
     */
    public static SmtpStandIn start(SmtpSettings settings) {
        var server = new SmtpStandIn(settings);
        server.resume();
        return server;
    }

    public int port() {
        lock.lock();
        try {
            return port;
        } finally {
            lock.unlock();
        }
    }

    /** The next so many connections suffer this fault, after those that were asked for before. */
    public void fail(SmtpFault fault, int times) {
        faults.add(fault, times);
    }

    /** Every connection suffers this fault until {@link #recover}. */
    public void failAlways(SmtpFault fault) {
        faults.always(fault);
    }

    /** No more faults. */
    public void recover() {
        faults.clear();
    }

    /** Refuses connections, as a server that is down does, until {@link #resume}. */
    public void pause() {
        var stopped = Optional.<Thread>empty();
        lock.lock();
        try {
            if (listener != null) {
                listener.close();
                listener = null;
                stopped = Optional.of(listening);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
        stopped.ifPresent(SmtpStandIn::awaitEnd);
    }

    /** The system refuses connections only once nobody waits in accept any more. */
    private static void awaitEnd(Thread thread) {
        try {
            thread.join(LONGEST_CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Listens again, on the same port. */
    public final void resume() {
        lock.lock();
        try {
            if (listener != null) {
                return;
            }
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            listener = socket;
            port = socket.getLocalPort();
            listening = thread(() -> listen(socket));
            listening.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    /** Calls this with each mail from now on, on the thread of its session. */
    public void onMail(Consumer<ReceivedMail> listener) {
        mails.listen(listener);
    }

    /** The mails that are kept, oldest first. */
    public List<ReceivedMail> received() {
        return mails.all();
    }

    /** How many mails were ever taken, those included that are no longer kept. */
    public int taken() {
        return mails.taken();
    }

    /** Throws away the mails that are kept. */
    public void forget() {
        mails.forget();
    }

    /** How often a client has connected. */
    public int connections() {
        lock.lock();
        try {
            return connections;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until so many mails are kept.
     *
     * @return those that are kept when the waiting ends, perhaps fewer
     */
    public List<ReceivedMail> await(int count, Duration longest) throws InterruptedException {
        return mails.await(count, longest);
    }

    /**
     * Waits for a mail of this kind. One that is already here counts too.
     *
     * @return the oldest that is kept; empty: none came in time
     */
    public Optional<ReceivedMail> await(Predicate<ReceivedMail> wanted, Duration longest)
            throws InterruptedException {
        return mails.await(wanted, longest);
    }

    /**
     * Waits until clients have connected so often.
     *
     * @return how often they had when the waiting ended
     */
    public int awaitConnections(int count, Duration longest) throws InterruptedException {
        lock.lock();
        try {
            var left = longest.toNanos();
            while (connections < count && left > 0) {
                left = changed.awaitNanos(left);
            }
            return connections;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        pause();
        open.forEach(SmtpStandIn::hangUp);
        sessions.shutdownNow();
    }

    ReceivedMails mails() {
        return mails;
    }

    /**
     * Waits until the server is closed, or the time is over.
     *
     * @return whether the server was closed
     */
    boolean waitForClose(Duration longest) throws InterruptedException {
        return closing.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void listen(ServerSocket socket) {
        try {
            while (!socket.isClosed()) {
                var client = socket.accept();
                admit(client, nextFault());
            }
        } catch (SocketException e) {
            log.debug("No longer listening: {}", e.getMessage());
        } catch (IOException e) {
            log.warn("Stopped listening", e);
        }
    }

    private Optional<SmtpFault> nextFault() {
        lock.lock();
        try {
            connections++;
            changed.signalAll();
            return faults.take();
        } finally {
            lock.unlock();
        }
    }

    /** Hangs up when too many are here already, or the server is closed. */
    private void admit(Socket client, Optional<SmtpFault> fault) {
        try {
            sessions.execute(() -> serve(client, fault));
        } catch (RejectedExecutionException e) {
            log.debug("No room for one more client", e);
            hangUp(client);
        }
    }

    private void serve(Socket client, Optional<SmtpFault> fault) {
        open.add(client);
        try (client) {
            if (closing.getCount() == 0) {
                return;
            }
            new SmtpSession(this, settings, client, fault).run();
        } catch (IOException e) {
            log.debug("A client went away: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private static void hangUp(Socket client) {
        try {
            client.close();
        } catch (IOException e) {
            log.debug("Already gone", e);
        }
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "smtp-stand-in");
        thread.setDaemon(true);
        return thread;
    }
}
