package trapline.standin.smtp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The latest mails, within a limit of memory, and those who wait for them. */
class ReceivedMails {
    private static final Logger log = LoggerFactory.getLogger(ReceivedMails.class);

    private final int most;
    private final long mostBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<ReceivedMail> kept = new ArrayDeque<>();
    private final List<Consumer<ReceivedMail>> listeners = new CopyOnWriteArrayList<>();
    private long bytes;
    private int taken;

    /**
     * @param most how many mails are kept
     * @param mostBytes how many bytes they may have together; the latest mail is kept in any case
     */
    ReceivedMails(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    void listen(Consumer<ReceivedMail> listener) {
        listeners.add(listener);
    }

    ReceivedMail add(
            String sender,
            List<String> recipients,
            String login,
            boolean encrypted,
            String content) {
        ReceivedMail mail;
        lock.lock();
        try {
            taken++;
            mail = new ReceivedMail(taken, sender, recipients, login, encrypted, content);
            kept.addLast(mail);
            bytes += content.length();
            while (kept.size() > most || (bytes > mostBytes && kept.size() > 1)) {
                bytes -= kept.removeFirst().content().length();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        listeners.forEach(listener -> tell(listener, mail));
        return mail;
    }

    List<ReceivedMail> all() {
        lock.lock();
        try {
            return List.copyOf(kept);
        } finally {
            lock.unlock();
        }
    }

    int taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    void forget() {
        lock.lock();
        try {
            kept.clear();
            bytes = 0;
        } finally {
            lock.unlock();
        }
    }

    List<ReceivedMail> await(int count, Duration longest) throws InterruptedException {
        lock.lock();
        try {
            var left = longest.toNanos();
            while (kept.size() < count && left > 0) {
                left = changed.awaitNanos(left);
            }
            return List.copyOf(kept);
        } finally {
            lock.unlock();
        }
    }

    Optional<ReceivedMail> await(Predicate<ReceivedMail> wanted, Duration longest)
            throws InterruptedException {
        lock.lock();
        try {
            var left = longest.toNanos();
            var found = kept.stream().filter(wanted).findFirst();
            while (found.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
                found = kept.stream().filter(wanted).findFirst();
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** A listener that fails is no reason to refuse the mail. */
    private static void tell(Consumer<ReceivedMail> listener, ReceivedMail mail) {
        try {
            listener.accept(mail);
        } catch (RuntimeException e) {
            log.warn("A listener failed on mail {}", mail.number(), e);
        }
    }
}
