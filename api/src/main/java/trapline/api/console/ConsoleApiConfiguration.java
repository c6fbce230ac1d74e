package trapline.api.console;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.resource.EncodedResourceResolver;

/** The console's page and its files. */
@Configuration(proxyBeanMethods = false)
@Import(MapController.class)
public class ConsoleApiConfiguration implements WebMvcConfigurer {
    private static final String BUNDLE = "trapline/console/";

    /** Where browsers fetch the script that shows notifications. */
    private static final String SERVICE_WORKER = "/sw.js";

    /** It fetches nothing; it only shows what it is handed. */
    private static final String WORKER_POLICY = "default-src 'none'";

    private static final Duration YEAR = Duration.ofDays(365);

    /** Their names change with their content, so nobody need ask for one twice. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/" + BUNDLE + "assets/")
                .setCacheControl(CacheControl.maxAge(YEAR).cachePublic().immutable())
                .resourceChain(true)
                .addResolver(new EncodedResourceResolver());
    }

    /**
     * The script that shows notifications while no page is open. It stands at the root, so that it
     * may speak for every page, and is asked for anew, so that an old one does not stay.
     */
    @Bean
    RouterFunction<ServerResponse> serviceWorker() {
        var script = new ClassPathResource(BUNDLE + "sw.js");
        return RouterFunctions.route(
                RequestPredicates.GET(SERVICE_WORKER),
                request ->
                        script.exists()
                                ? ServerResponse.ok()
                                        .contentType(
                                                new MediaType(
                                                        "text",
                                                        "javascript",
                                                        StandardCharsets.UTF_8))
                                        .cacheControl(CacheControl.noCache())
                                        .header("Content-Security-Policy", WORKER_POLICY)
                                        .body(script)
                                : ServerResponse.notFound().build());
    }

    @Bean
    MapTiles mapTiles(
            @Value("${trapline.map.tiles:}") String tiles,
            @Value("${trapline.map.attribution:}") String attribution) {
        return MapTiles.of(tiles, attribution);
    }

    @Bean
    RouterFunction<ServerResponse> consolePages(MapTiles tiles) {
        var page =
                new ConsolePage(
                        new ClassPathResource(BUNDLE + "index.html"),
                        new ClassPathResource("trapline/api/without-console.html"),
                        tiles);
        var addresses = new ConsoleAddresses();
        return RouterFunctions.route(
                request -> addresses.matches(request.servletRequest()),
                request -> answer(page.send(csrfToken(request.servletRequest()))));
    }

    private static ServerResponse answer(ConsolePage.Sent page) {
        return ServerResponse.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", page.policy())
                .body(page.html());
    }

    private static String csrfToken(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                ? token.getToken()
                : "";
    }
}
