package trapline.api.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Says which requests the console's one page answers: those by which a browser opens a page that is
 * not of another part of the server. Which page it is, the console decides in the browser.
 */
public final class ConsoleAddresses implements RequestMatcher {
    /** The first part of every address that is not the console's. */
    private static final Set<String> OTHERS =
            Set.of("api", "actuator", "assets", "error", "logout", "sw.js", "swagger-ui", "v3");

    @Override
    public boolean matches(HttpServletRequest request) {
        if (!"GET".equals(request.getMethod())) {
            return false;
        }
        var path = request.getRequestURI().substring(request.getContextPath().length());
        return path.equals("/") || (opensAPage(request) && !OTHERS.contains(first(path)));
    }

    private static boolean opensAPage(HttpServletRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
    }

    private static String first(String path) {
        var end = path.indexOf('/', 1);
        return path.substring(Math.min(1, path.length()), end < 0 ? path.length() : end);
    }
}
