package trapline.api.access;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import trapline.api.problem.CodeNeeded;
import trapline.api.problem.TooManyAttempts;

/**
 * Checks an e-mail address and a password, however they were sent. An unknown address, a disabled
 * account and a wrong password look and last the same.
 */
class PasswordCheck implements AuthenticationProvider {
    private static final int LONGEST_INPUT = 300;

    /** Hashing is slow on purpose: so many at a time, and the other requests keep their cores. */
    private static final int AT_ONCE = 2;

    private static final Duration TURN = Duration.ofSeconds(5);

    private final Accounts accounts;
    private final PasswordEncoder passwords;
    private final LoginThrottle throttle;
    private final ProvenPasswords proven;
    private final SecondFactors factors;
    private final String nobodysHash;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    PasswordCheck(
            Accounts accounts,
            PasswordEncoder passwords,
            LoginThrottle throttle,
            ProvenPasswords proven,
            SecondFactors factors) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
        this.proven = proven;
        this.factors = factors;
        this.nobodysHash = passwords.encode("nobody's password");
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /**
     * @throws BadCredentialsException if it is wrong
     * @throws TooManyAttempts if it was wrong too often before; nothing was looked at
     */
    @Override
    public Authentication authenticate(Authentication asked) {
        var email = String.valueOf(asked.getPrincipal()).strip();
        var password = String.valueOf(asked.getCredentials());
        if (email.length() > LONGEST_INPUT || password.length() > LONGEST_INPUT) {
            throw wrong();
        }
        var account = accounts.find(email).filter(found -> found.disabledAt().isEmpty());
        if (account.isPresent() && proven.holds(account.get(), password)) {
            return whole(account.get(), asked);
        }
        takeTurn();
        try {
            return whole(check(email, password, account.orElse(null), address(asked)), asked);
        } finally {
            turns.release();
        }
    }

    private Account check(String email, String password, Account account, String address) {
        var name = email.toLowerCase(Locale.ROOT);
        if (account != null && proven.holds(account, password)) {
            return account;
        }
        var locked = throttle.locked(name, address);
        if (locked.isPresent()) {
            throw new TooManyAttempts(locked.get());
        }
        var right =
                passwords.matches(password, account == null ? nobodysHash : account.passwordHash());
        if (!right || account == null) {
            throttle.failed(name, address);
            throw wrong();
        }
        if (!account.secondFactor()) {
            throttle.succeeded(name);
        }
        proven.remember(account, password);
        return account;
    }

    /** The password was right; now the second factor, where there is one. */
    private Authentication whole(Account account, Authentication asked) {
        if (!account.secondFactor()
                || (asked.getDetails() instanceof LoginDetails details && details.isAlreadyIn())) {
            return signedIn(account);
        }
        var code =
                asked.getDetails() instanceof LoginDetails details
                        ? details.code()
                        : Optional.<String>empty();
        if (code.isEmpty()) {
            throw new CodeNeeded();
        }
        var name = account.email().toLowerCase(Locale.ROOT);
        var address = address(asked);
        throttle.locked(name, address)
                .ifPresent(
                        wait -> {
                            throw new TooManyAttempts(wait);
                        });
        if (!factors.takes(account.accountId(), code.get())) {
            throttle.failed(name, address);
            throw wrong();
        }
        throttle.succeeded(name);
        return signedIn(account);
    }

    private void takeTurn() {
        try {
            if (!turns.tryAcquire(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TooManyAttempts(TURN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooManyAttempts(TURN);
        }
    }

    private static Authentication signedIn(Account account) {
        return UsernamePasswordAuthenticationToken.authenticated(
                SignedIn.of(account), null, AuthorityUtils.NO_AUTHORITIES);
    }

    private static BadCredentialsException wrong() {
        return new BadCredentialsException("E-mail address or password is wrong.");
    }

    /** One household has a whole /64 of IPv6, so that counts as one address. */
    private static String address(Authentication asked) {
        if (!(asked.getDetails() instanceof WebAuthenticationDetails details)
                || details.getRemoteAddress() == null) {
            return "";
        }
        var address = details.getRemoteAddress();
        var parts = address.split(":", -1);
        return parts.length == 8
                ? String.join(":", java.util.List.of(parts).subList(0, 4))
                : address;
    }
}
