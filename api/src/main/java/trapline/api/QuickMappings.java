package trapline.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.lang.Nullable;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Finds the method that answers a request as Spring does, but looks closely only at those whose
 * address begins and ends like the request's. Spring takes every pattern apart for every request
 * whose address has a variable in it, which is nearly all of them here. Safe for many threads.
 */
class QuickMappings extends RequestMappingHandlerMapping {
    private static final Ends ANY = new Ends("", "");

    private final Map<RequestMappingInfo, Ends> ends = new ConcurrentHashMap<>();

    /** What stands before the first and after the last variable of an address. */
    private record Ends(String first, String last) {
        boolean fit(String path) {
            return path.startsWith(first) && path.endsWith(last);
        }
    }

    @Override
    @Nullable
    protected RequestMappingInfo getMatchingMapping(
            RequestMappingInfo info, HttpServletRequest request) {
        var path =
                ServletRequestPathUtils.getParsedRequestPath(request)
                        .pathWithinApplication()
                        .value();
        if (isPlain(path) && !ends.computeIfAbsent(info, QuickMappings::ends).fit(path)) {
            return null;
        }
        return super.getMatchingMapping(info, request);
    }

    /** What is escaped, or has parameters, is read by Spring alone. */
    private static boolean isPlain(String path) {
        return path.indexOf('%') < 0 && path.indexOf(';') < 0;
    }

    private static Ends ends(RequestMappingInfo info) {
        var condition = info.getPathPatternsCondition();
        return condition == null || condition.getPatterns().size() != 1
                ? ANY
                : ends(condition.getFirstPattern());
    }

    private static Ends ends(PathPattern pattern) {
        var text = pattern.getPatternString();
        var first = 0;
        while (first < text.length() && isLiteral(text.charAt(first))) {
            first++;
        }
        var last = text.length();
        while (last > first && isLiteral(text.charAt(last - 1))) {
            last--;
        }
        return new Ends(text.substring(0, first), text.substring(last));
    }

    private static boolean isLiteral(char c) {
        return "{}*?".indexOf(c) < 0;
    }
}
