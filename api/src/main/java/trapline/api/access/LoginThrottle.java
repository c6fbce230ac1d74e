package trapline.api.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts wrong passwords, by account and by address, and says when enough is enough. An account
 * that does not exist is counted like one that does, so that the answer tells nothing. It remembers
 * a limited number of each and forgets those longest unseen. Safe for many threads.
 */
class LoginThrottle {
    private final Clock clock;
    private final Duration window;
    private final int perAccount;
    private final int perAddress;
    private final Map<String, Failures> accounts;
    private final Map<String, Failures> addresses;

    /**
     * @param window how long failures are held against somebody, from the first of them
     * @param perAccount failures in a window after which an account is locked
     * @param perAddress failures in a window after which an address is locked
     * @param remembered how many accounts, and how many addresses, are kept in memory
     */
    LoginThrottle(Clock clock, Duration window, int perAccount, int perAddress, int remembered) {
        this.clock = clock;
        this.window = window;
        this.perAccount = perAccount;
        this.perAddress = perAddress;
        this.accounts = bounded(remembered);
        this.addresses = bounded(remembered);
    }

    /** How long nothing is tried for this account or from this address; empty: go ahead. */
    synchronized Optional<Duration> locked(String account, String address) {
        var now = clock.instant();
        var byAccount = wait(accounts.get(account), perAccount, now);
        var byAddress = wait(addresses.get(address), perAddress, now);
        return byAccount.isPresent() && byAddress.isPresent()
                ? Optional.of(longer(byAccount.get(), byAddress.get()))
                : byAccount.or(() -> byAddress);
    }

    synchronized void failed(String account, String address) {
        var now = clock.instant();
        accounts.compute(account, (key, failures) -> add(failures, now));
        addresses.compute(address, (key, failures) -> add(failures, now));
    }

    /** The right password makes an account's mistakes forgotten; the address's stay. */
    synchronized void succeeded(String account) {
        accounts.remove(account);
    }

    private Failures add(Failures before, Instant now) {
        return before == null || isOver(before, now)
                ? new Failures(1, now)
                : new Failures(before.count + 1, before.since);
    }

    private Optional<Duration> wait(Failures failures, int limit, Instant now) {
        if (failures == null || failures.count < limit || isOver(failures, now)) {
            return Optional.empty();
        }
        return Optional.of(Duration.between(now, failures.since.plus(window)));
    }

    private boolean isOver(Failures failures, Instant now) {
        return !now.isBefore(failures.since.plus(window));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private static Map<String, Failures> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
                return size() > most;
            }
        };
    }

    private record Failures(int count, Instant since) {}
}
