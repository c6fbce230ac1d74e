package trapline.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters that nobody reads. A misspelt filter would otherwise answer with
 * everything, and look as if it had worked. Safe for many threads.
 */
public class UnknownParameters implements HandlerInterceptor {
    private static final String OURS = "trapline.api";

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getPackageName().startsWith(OURS)) {
            var unknown = new TreeSet<>(request.getParameterMap().keySet());
            unknown.removeAll(
                    known.computeIfAbsent(
                            method.getMethod(), any -> UnknownParameters.known(method)));
            if (!unknown.isEmpty()) {
                throw new InvalidInput(
                        unknown.stream()
                                .map(name -> new InvalidInput.Field(name, "is not known here"))
                                .toList());
            }
        }
        return true;
    }

    private static Set<String> known(HandlerMethod method) {
        var names = new TreeSet<String>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            if (parameter.hasParameterAnnotation(RequestParam.class)) {
                names.add(parameter.getParameter().getName());
            } else if (parameter.hasParameterAnnotation(ParameterObject.class)) {
                names.addAll(
                        Arrays.stream(parameter.getParameterType().getRecordComponents())
                                .map(RecordComponent::getName)
                                .collect(Collectors.toSet()));
            }
        }
        return names;
    }
}
