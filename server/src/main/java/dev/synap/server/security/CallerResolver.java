package dev.synap.server.security;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import dev.synap.server.problem.Problems;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Gives handlers their {@link Caller} or {@link WorkspaceCall}. It stands first among a handler's
 * parameters, so that nobody's body is read before they are let in.
 */
public final class CallerResolver implements HandlerMethodArgumentResolver {

    /** The path variable that names the workspace. */
    public static final String WORKSPACE = "w";

    private final WorkspaceGate gate;

    public CallerResolver(WorkspaceGate gate) {
        this.gate = gate;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class || parameter.getParameterType() == WorkspaceCall.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Authentication authentication =
                Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication());
        Caller caller = (Caller) Objects.requireNonNull(authentication.getPrincipal());
        Object argument = parameter.getParameterType() == Caller.class ? caller : enter(request, caller, parameter);
        Needs needs = parameter.getParameterAnnotation(Needs.class);
        if (needs != null) {
            caller.need(needs.value());
        }
        return argument;
    }

    private WorkspaceCall enter(NativeWebRequest request, Caller caller, MethodParameter parameter) {
        Map<?, ?> variables = (Map<?, ?>) Objects.requireNonNull(
                request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST));
        String workspaceId = String.valueOf(variables.get(WORKSPACE));
        try {
            Ids.check("workspaceId", workspaceId);
        } catch (InvalidInputException e) {
            throw Problems.noSuchWorkspace(workspaceId).exception();
        }
        WorkspaceCall call = gate.enter(workspaceId, caller);
        if (call.isGuest() && !parameter.hasParameterAnnotation(OpenToGuests.class)) {
            throw Problems.noSuchWorkspace(workspaceId).exception();
        }
        return call;
    }
}
