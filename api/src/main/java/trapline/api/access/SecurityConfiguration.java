package trapline.api.access;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.withDefaults;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.boot.web.servlet.server.CookieSameSiteSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import trapline.api.console.ConsoleAddresses;
import trapline.api.problem.CodeNeeded;
import trapline.api.problem.Problems;
import trapline.api.problem.TooManyAttempts;

/** Which address needs what. What is not named here is refused. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {
    private static final String LOGIN_PAGE = "/login";
    private static final String HOME = "/api/docs";

    private static final String CONTENT_SECURITY =
            "default-src 'self'; img-src 'self' data: blob:; style-src 'self'%s;"
                    + " object-src 'none'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'";

    private static final String STRICT = CONTENT_SECURITY.formatted("");

    /** Hawtio's own program writes styles into its page; only server admins ever see it. */
    private static final String FOR_HAWTIO = CONTENT_SECURITY.formatted(" 'unsafe-inline'");

    @Bean
    SecurityFilterChain apiSecurity(
            HttpSecurity http,
            AuthenticationManager passwords,
            CookieCsrfTokenRepository csrfTokens,
            Callers callers,
            OnBehalf onBehalf,
            Actors actors,
            AccessTokens tokens,
            RequestRates rates,
            OnceOnly onceOnly,
            Problems problems)
            throws Exception {
        AuthenticationEntryPoint notLoggedIn =
                (request, response, e) -> refuse(problems, response, e);
        http.authenticationManager(passwords)
                .authorizeHttpRequests(SecurityConfiguration::rules)
                .csrf(
                        csrf ->
                                csrf.csrfTokenRepository(csrfTokens)
                                        .csrfTokenRequestHandler(
                                                new CsrfTokenRequestAttributeHandler())
                                        .requireCsrfProtectionMatcher(new ForgedRequests()))
                .httpBasic(basic -> basic.authenticationEntryPoint(notLoggedIn))
                .formLogin(
                        form ->
                                form.loginPage(LOGIN_PAGE)
                                        .defaultSuccessUrl(HOME)
                                        .failureHandler(formFailure(problems)))
                .logout(Customizer.withDefaults())
                // In a cookie: strangers must not be able to fill the memory with sessions.
                .requestCache(cache -> cache.requestCache(requests()))
                .exceptionHandling(
                        failures ->
                                failures.defaultAuthenticationEntryPointFor(
                                                new ToLoginAndBack(LOGIN_PAGE), pages())
                                        .defaultAuthenticationEntryPointFor(
                                                notLoggedIn, AnyRequestMatcher.INSTANCE)
                                        .accessDeniedHandler(denied(problems)))
                .headers(SecurityConfiguration::headers)
                .addFilterBefore(new KeyFilter(callers, tokens, problems), CsrfFilter.class)
                .addFilterAfter(new CsrfCookie(), BasicAuthenticationFilter.class)
                .addFilterBefore(
                        new FreshRights(callers, onBehalf, actors), AuthorizationFilter.class)
                .addFilterAfter(rates, FreshRights.class)
                .addFilterAfter(onceOnly, AuthorizationFilter.class);
        return http.build();
    }

    private static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
                    rules) {
        // An async dispatch ends a request that was let in when it came.
        rules.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC).permitAll();
        rules.requestMatchers(new ConsoleAddresses()).permitAll();
        rules.requestMatchers(
                        path("/login"),
                        path("/error"),
                        path(HttpMethod.GET, "/assets/**"),
                        path(HttpMethod.GET, "/sw.js"),
                        path(HttpMethod.POST, "/api/login"),
                        path(HttpMethod.POST, "/api/token"),
                        path(HttpMethod.POST, "/api/token/refresh"),
                        path(HttpMethod.POST, "/api/token/end"),
                        path(HttpMethod.POST, "/api/join"),
                        path(HttpMethod.POST, "/api/join/look"),
                        path(HttpMethod.POST, "/api/password/forgotten"),
                        path(HttpMethod.POST, "/api/password/reset"),
                        // Each is proved by a party's secret, or by the signed code itself.
                        path("/api/hooks/*"),
                        path("/answers/*"),
                        path(HttpMethod.GET, "/actuator/health"),
                        path(HttpMethod.GET, "/actuator/health/liveness"),
                        path(HttpMethod.GET, "/actuator/health/readiness"))
                .permitAll();
        rules.requestMatchers(path(HttpMethod.GET, "/actuator/prometheus"))
                .hasAuthority(CallerToken.METRICS);
        rules.requestMatchers(
                        path("/actuator/**"),
                        path(HttpMethod.POST, "/api/projects"),
                        path("/api/users"),
                        path("/api/users/**"),
                        path("/api/stages"),
                        path("/api/channels"),
                        path("/api/channels/**"),
                        path("/api/admin/**"),
                        path(HttpMethod.PUT, "/api/parking"))
                .hasAuthority(CallerToken.SERVER_ADMIN);
        rules.requestMatchers(path("/api/**"), path("/swagger-ui/**")).authenticated();
        rules.anyRequest().denyAll();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        var hawtio = path("/actuator/hawtio/**");
        headers.addHeaderWriter(
                        new DelegatingRequestMatcherHeaderWriter(
                                hawtio, new ContentSecurityPolicyHeaderWriter(FOR_HAWTIO)))
                .addHeaderWriter(
                        new DelegatingRequestMatcherHeaderWriter(
                                new NegatedRequestMatcher(hawtio),
                                new ContentSecurityPolicyHeaderWriter(STRICT)))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(
                        permissions ->
                                permissions.policy("camera=(), microphone=(), geolocation=()"));
    }

    /** Requests are measured once, by Spring's web layer; not again in each filter. */
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    AuthenticationManager authenticationManager(PasswordCheck passwords) {
        return new ProviderManager(passwords);
    }

    @Bean
    CookieCsrfTokenRepository csrfTokens() {
        var tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        return tokens;
    }

    @Bean
    CookieSameSiteSupplier sameSite() {
        return CookieSameSiteSupplier.ofLax();
    }

    /** Only pages are worth coming back to after the login. */
    private static CookieRequestCache requests() {
        var cache = new CookieRequestCache();
        cache.setRequestMatcher(pages());
        return cache;
    }

    /** What a browser opens as a page, as against what a page or a program fetches. */
    private static RequestMatcher pages() {
        var html = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);
        html.setIgnoredMediaTypes(Set.of(MediaType.ALL));
        return new AndRequestMatcher(
                (HttpServletRequest request) -> "GET".equals(request.getMethod()), html);
    }

    private static AuthenticationFailureHandler formFailure(Problems problems) {
        var page = new SimpleUrlAuthenticationFailureHandler(LOGIN_PAGE + "?error");
        page.setAllowSessionCreation(false);
        return (request, response, e) -> {
            if (e instanceof TooManyAttempts many) {
                problems.writeTooMany(response, many.getMessage(), many.retryAfter());
            } else {
                page.onAuthenticationFailure(request, response, e);
            }
        };
    }

    private static AccessDeniedHandler denied(Problems problems) {
        return (request, response, e) ->
                problems.write(
                        response,
                        problems.of(
                                HttpStatus.FORBIDDEN,
                                e instanceof CsrfException
                                        ? "Send the value of the cookie XSRF-TOKEN in the header"
                                                + " X-XSRF-TOKEN."
                                        : "You may not do this."));
    }

    private static void refuse(
            Problems problems,
            jakarta.servlet.http.HttpServletResponse response,
            org.springframework.security.core.AuthenticationException e)
            throws java.io.IOException {
        if (e instanceof TooManyAttempts many) {
            problems.writeTooMany(response, many.getMessage(), many.retryAfter());
        } else if (e instanceof CodeNeeded) {
            problems.writeCodeNeeded(response, e.getMessage());
        } else {
            problems.writeUnauthorized(
                    response, "Log in, or send an API key in the header Authorization.");
        }
    }

    private static RequestMatcher path(String pattern) {
        return withDefaults().matcher(pattern);
    }

    private static RequestMatcher path(HttpMethod method, String pattern) {
        return withDefaults().matcher(method, pattern);
    }
}
