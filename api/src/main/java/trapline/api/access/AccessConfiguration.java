package trapline.api.access;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import trapline.project.Identifiers;
import trapline.project.Projects;

/** People, keys, and the way in. */
@Configuration(proxyBeanMethods = false)
@Import({
    SecurityConfiguration.class,
    LoginController.class,
    KeysController.class,
    ProjectsController.class,
    MembersController.class,
    UsersController.class
})
public class AccessConfiguration {
    private static final Duration FAILURES_COUNT_FOR = Duration.ofMinutes(5);
    private static final int FAILURES_PER_ACCOUNT = 10;
    private static final int FAILURES_PER_ADDRESS = 50;
    private static final int REMEMBERED = 10_000;
    private static final Duration PROOF_GOOD_FOR = Duration.ofMinutes(5);

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    Accounts accounts(
            JdbcClient jdbc, Identifiers identifiers, PasswordEncoder passwords, Clock clock) {
        return new Accounts(jdbc, identifiers, passwords, clock);
    }

    @Bean
    ApiKeys apiKeys(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        return new ApiKeys(jdbc, identifiers, clock);
    }

    @Bean
    Callers callers(Accounts accounts, ApiKeys keys, Projects projects) {
        return new Callers(accounts, keys, projects);
    }

    @Bean
    LoginThrottle loginThrottle(Clock clock) {
        return new LoginThrottle(
                clock, FAILURES_COUNT_FOR, FAILURES_PER_ACCOUNT, FAILURES_PER_ADDRESS, REMEMBERED);
    }

    @Bean
    PasswordCheck passwordCheck(
            Accounts accounts, PasswordEncoder passwords, LoginThrottle throttle, Clock clock) {
        return new PasswordCheck(
                accounts,
                passwords,
                throttle,
                new ProvenPasswords(clock, PROOF_GOOD_FOR, REMEMBERED));
    }
}
