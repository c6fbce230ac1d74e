package trapline.api.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Says which requests another site could have made a browser send, and which therefore must carry
 * the CSRF token: those that change something and are judged by a cookie.
 */
class ForgedRequests implements RequestMatcher {
    private static final Set<String> READ = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<String> DOORS =
            Set.of(
                    "/api/login",
                    "/api/token",
                    "/api/token/refresh",
                    "/api/token/end",
                    "/api/join",
                    "/api/join/look",
                    "/api/password/forgotten",
                    "/api/password/reset");
    private static final Set<String> PROVED = Set.of("/api/hooks/", "/answers/");

    @Override
    public boolean matches(HttpServletRequest request) {
        if (READ.contains(request.getMethod())) {
            return false;
        }
        // No cookie counts there: a secret in the request does.
        if (PROVED.stream().anyMatch(request.getServletPath()::startsWith)) {
            return false;
        }
        // They take only JSON, which no other site can send without asking first.
        if (DOORS.contains(request.getServletPath()) || KeyFilter.bearer(request).isPresent()) {
            return false;
        }
        return !isProgramWithPassword(request);
    }

    /** A browser says where a request comes from, and this server never asks one for Basic. */
    private static boolean isProgramWithPassword(HttpServletRequest request) {
        var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null
                && authorization.regionMatches(true, 0, "Basic ", 0, 6)
                && request.getHeader("Sec-Fetch-Site") == null
                && request.getHeader(HttpHeaders.ORIGIN) == null;
    }
}
