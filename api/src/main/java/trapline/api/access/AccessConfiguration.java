package trapline.api.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import trapline.api.problem.Problems;
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
    UsersController.class,
    AuditController.class,
    InvitationsController.class,
    DoorController.class,
    SecondFactorController.class,
    TokensController.class
})
public class AccessConfiguration {
    private static final Duration FAILURES_COUNT_FOR = Duration.ofMinutes(5);
    private static final int FAILURES_PER_ACCOUNT = 10;
    private static final int FAILURES_PER_ADDRESS = 50;
    private static final int REMEMBERED = 10_000;
    private static final Duration RESETS_COUNT_FOR = Duration.ofMinutes(15);
    private static final int RESETS_PER_ACCOUNT = 3;
    private static final int RESETS_PER_ADDRESS = 20;
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
    static OnBehalf onBehalf() {
        return new OnBehalf();
    }

    /** Every statement, whoever makes it, goes through this. */
    @Bean
    static BeanPostProcessor servedDataSource(ObjectProvider<OnBehalf> onBehalf) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource dataSource
                        ? new ServedDataSource(dataSource, onBehalf.getObject())
                        : bean;
            }
        };
    }

    @Bean
    Actors actors(ObjectMapper json) {
        return new Actors(json);
    }

    @Bean
    AuditLog auditLog(JdbcClient jdbc, ObjectMapper json) {
        return new AuditLog(jdbc, json);
    }

    @Bean
    AuditTriggers auditTriggers(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new AuditTriggers(jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    SiteViews siteViews(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new SiteViews(jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    LoginThrottle loginThrottle(Clock clock) {
        return new LoginThrottle(
                clock, FAILURES_COUNT_FOR, FAILURES_PER_ACCOUNT, FAILURES_PER_ADDRESS, REMEMBERED);
    }

    @Bean
    SecondFactors secondFactors(JdbcClient jdbc, TokenKey key, Clock clock) {
        return new SecondFactors(jdbc, new FactorSecrets(key), clock);
    }

    @Bean
    Invitations invitations(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        return new Invitations(jdbc, identifiers, clock);
    }

    @Bean
    PasswordResets passwordResets(JdbcClient jdbc, Clock clock) {
        return new PasswordResets(jdbc, clock);
    }

    @Bean
    DoorController.DoorThrottle doorThrottle(Clock clock) {
        return new DoorController.DoorThrottle(
                new LoginThrottle(
                        clock,
                        RESETS_COUNT_FOR,
                        RESETS_PER_ACCOUNT,
                        RESETS_PER_ADDRESS,
                        REMEMBERED));
    }

    @Bean
    DoorController.DoorWork doorWork(
            OnBehalf onBehalf, Actors actors, PlatformTransactionManager transactions) {
        return new DoorController.DoorWork(onBehalf, actors, new TransactionTemplate(transactions));
    }

    @Bean
    AccessTokens accessTokens(TokenKey key, ObjectMapper json, Clock clock) {
        return new AccessTokens(key, json, clock);
    }

    @Bean
    RefreshTokens refreshTokens(JdbcClient jdbc, Identifiers identifiers, Clock clock) {
        return new RefreshTokens(jdbc, identifiers, clock);
    }

    @Bean
    RequestRates requestRates(
            @Value("${trapline.api.requests-per-minute:30000}") int limit,
            Clock clock,
            Problems problems) {
        return new RequestRates(limit, clock, problems);
    }

    @Bean
    FirstAnswers firstAnswers(JdbcClient jdbc, Clock clock) {
        return new FirstAnswers(jdbc, clock);
    }

    @Bean
    OnceOnly onceOnly(FirstAnswers answers, Problems problems) {
        return new OnceOnly(answers, problems);
    }

    /** They stand in the security chain, and nowhere else. */
    @Bean
    FilterRegistrationBean<RequestRates> ratesOnlyInTheChain(RequestRates rates) {
        var registration = new FilterRegistrationBean<>(rates);
        registration.setEnabled(false);
        return registration;
    }

    @Bean
    FilterRegistrationBean<OnceOnly> onceOnlyInTheChain(OnceOnly onceOnly) {
        var registration = new FilterRegistrationBean<>(onceOnly);
        registration.setEnabled(false);
        return registration;
    }

    @Bean
    PasswordCheck passwordCheck(
            Accounts accounts,
            PasswordEncoder passwords,
            LoginThrottle throttle,
            SecondFactors factors,
            Clock clock) {
        return new PasswordCheck(
                accounts,
                passwords,
                throttle,
                new ProvenPasswords(clock, PROOF_GOOD_FOR, REMEMBERED),
                factors);
    }
}
