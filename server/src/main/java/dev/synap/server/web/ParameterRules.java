package dev.synap.server.web;

import dev.synap.core.error.InvalidInputException;
import dev.synap.server.list.ListOf;
import dev.synap.server.list.ListParameters;
import dev.synap.server.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters that an endpoint does not know, and those sent twice: a filter that is
 * misspelt and passed over would answer another question than the one that was asked.
 */
final class ParameterRules implements HandlerInterceptor {

    private static final int MAX_URL = 8 * 1024;
    private static final String OURS = "dev.synap.";

    private final Map<HandlerMethod, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        checkLength(request);
        if (request.getQueryString() != null
                && handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith(OURS)) {
            check(request, known.computeIfAbsent(method, ParameterRules::parameters));
        }
        return true;
    }

    private static void checkLength(HttpServletRequest request) {
        String query = request.getQueryString();
        int length = request.getRequestURI().length() + (query == null ? 0 : query.length() + 1);
        if (length > MAX_URL) {
            throw Problems.tooLarge("the URL", MAX_URL).exception();
        }
    }

    private static void check(HttpServletRequest request, Set<String> known) {
        request.getParameterMap().forEach((name, values) -> {
            if (!known.contains(name)) {
                throw new InvalidInputException(
                        name,
                        known.isEmpty()
                                ? "is not a query parameter here; there are none"
                                : "is not a query parameter here; they are " + String.join(", ", known));
            }
            if (values.length > 1) {
                throw new InvalidInputException(name, "is given " + values.length + " times; send it once");
            }
            if (values[0].isEmpty()) {
                throw new InvalidInputException(name, "is empty; give it a value or leave it out");
            }
        });
    }

    private static Set<String> parameters(HandlerMethod method) {
        Set<String> names = new LinkedHashSet<>();
        Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .map(ParameterRules::name)
                .forEach(names::add);
        Arrays.stream(method.getMethodParameters())
                .flatMap(parameter -> Optional.ofNullable(parameter.getParameterAnnotation(ListOf.class)).stream())
                .flatMap(list -> ListParameters.of(list.value()).stream())
                .map(ListParameters.Parameter::name)
                .forEach(names::add);
        return names;
    }

    private static String name(MethodParameter parameter) {
        return String.valueOf(parameter.getParameter().getName());
    }
}
