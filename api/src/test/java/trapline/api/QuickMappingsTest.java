package trapline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPatternParser;

final class QuickMappingsTest {
    /** What answers. */
    public record Answer(String name) {}

    private final RequestMappingHandlerMapping spring = with(new RequestMappingHandlerMapping());
    private final RequestMappingHandlerMapping quick = with(new QuickMappings());

    @ParameterizedTest
    @CsvSource({
        "GET, /api/captures, list",
        "GET, /api/captures/7, one",
        "DELETE, /api/captures/7, delete",
        "GET, /api/captures/7/thumbnail, thumbnail",
        "GET, /api/captures/7/parts/3, part",
        "GET, /api/captures/7/files/a/b.jpg, file",
        "GET, /api/captures/7.jpg, picture",
        "GET, /here/there, either",
        "GET, /there/here, either",
        // Escaped, and with parameters: Spring reads them, so they mean the same.
        "GET, /api/%63aptures/7/thumbnail, thumbnail",
        "GET, /api/captures/7/thumbn%61il, thumbnail",
        "GET, /api/captures;a=b/7/thumbnail;c=d, thumbnail",
        "GET, /api/captures/7/thumbnail/, ",
        "GET, /api/captures/7/nothing, ",
        "GET, /api/capture, ",
        "GET, /, "
    })
    void findsWhatSpringFinds(String method, String path, String expected) throws Exception {
        assertThat(found(spring, method, path)).isEqualTo(Optional.ofNullable(expected));
        assertThat(found(quick, method, path)).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource({"POST, /api/captures/7/thumbnail", "PUT, /api/captures/7", "PUT, /api/captures"})
    void refusesMethodsInSpringsWords(String method, String path) {
        var said = refusal(spring, method, path);
        assertThat(refusal(quick, method, path)).isEqualTo(said).contains("not supported");
    }

    private static String refusal(RequestMappingHandlerMapping mappings, String verb, String path) {
        try {
            return "found " + found(mappings, verb, path);
        } catch (Exception e) {
            return e.toString();
        }
    }

    private static Optional<String> found(
            RequestMappingHandlerMapping mappings, String verb, String path) throws Exception {
        var request = new MockHttpServletRequest(verb, path);
        ServletRequestPathUtils.parseAndCache(request);
        return Optional.ofNullable(mappings.getHandler(request))
                .map(chain -> ((Answer) ((HandlerMethod) chain.getHandler()).getBean()).name());
    }

    private static RequestMappingHandlerMapping with(RequestMappingHandlerMapping mappings) {
        mappings.setApplicationContext(new StaticApplicationContext());
        add(mappings, "list", RequestMethod.GET, "/api/captures");
        add(mappings, "one", RequestMethod.GET, "/api/captures/{id}");
        add(mappings, "delete", RequestMethod.DELETE, "/api/captures/{id}");
        add(mappings, "thumbnail", RequestMethod.GET, "/api/captures/{id}/thumbnail");
        add(mappings, "part", RequestMethod.GET, "/api/captures/{id}/parts/{number:[0-9]+}");
        add(mappings, "file", RequestMethod.GET, "/api/captures/{id}/files/{*rest}");
        add(mappings, "picture", RequestMethod.GET, "/api/captures/{id}.jpg");
        add(mappings, "either", RequestMethod.GET, "/here/{a}", "/there/{a}");
        return mappings;
    }

    private static void add(
            RequestMappingHandlerMapping mappings,
            String name,
            RequestMethod method,
            String... paths) {
        var options = new RequestMappingInfo.BuilderConfiguration();
        options.setPatternParser(PathPatternParser.defaultInstance);
        try {
            mappings.registerMapping(
                    RequestMappingInfo.paths(paths).methods(method).options(options).build(),
                    new Answer(name),
                    Answer.class.getMethod("name"));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
