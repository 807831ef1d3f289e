package dev.synap.server.security;

import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.problem.ProblemWriter;
import dev.synap.store.access.Credential;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Takes the key from {@code Authorization: Bearer …}, or without one the session from its cookie, and finds out whose it
 * is. What is wrong with it is told only where one is needed.
 *
 * <p>An address that sent too many wrong keys is not listened to for a while, except with keys that
 * worked here lately, so that one wrong script does not lock out its neighbours.
 */
final class KeyFilter extends HttpFilter implements AuthenticationEntryPoint {

    private static final long serialVersionUID = 1L;
    private static final String WHY_NOT = KeyFilter.class.getName() + ".problem";
    private static final String SCHEME = "Bearer ";
    private static final int MAX_KEY_LENGTH = 512;

    /** Where a browser's cookie does not count: what agents call. */
    private static final String KEYS_ONLY = "/mcp";

    private final transient KeyRing keyRing;
    private final transient FailedAttempts failedAttempts;
    private final transient HandlerExceptionResolver exceptions;

    KeyFilter(KeyRing keyRing, FailedAttempts failedAttempts, HandlerExceptionResolver exceptions) {
        this.keyRing = keyRing;
        this.failedAttempts = failedAttempts;
        this.exceptions = exceptions;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String header = request.getHeader("Authorization");
        try {
            if (header != null) {
                authenticate(header, request);
            } else if (!request.getServletPath().equals(KEYS_ONLY)) {
                SessionCookie.read(request).ifPresent(secret -> resume(secret, request));
            }
        } catch (RuntimeException e) {
            exceptions.resolveException(request, response, null, e);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private void authenticate(String header, HttpServletRequest request) {
        String key = bearer(header);
        String address = request.getRemoteAddr();
        if (failedAttempts.exhausted(address) && (key == null || !keyRing.knows(key))) {
            request.setAttribute(WHY_NOT, tooManyAttempts(address));
            return;
        }
        if (key == null) {
            request.setAttribute(WHY_NOT, "the Authorization header must be: Bearer, a space, and an API key");
            failedAttempts.count(address);
            return;
        }
        Optional<Credential> found =
                keyRing.find(key).filter(credential -> !credential.key().session());
        if (found.isEmpty()) {
            request.setAttribute(WHY_NOT, "the API key is unknown, expired or revoked; use another one");
            failedAttempts.count(address);
            return;
        }
        letIn(found.get());
    }

    /** A session that has ended is no attack: browsers that were left open send it for a while. */
    private void resume(String secret, HttpServletRequest request) {
        Optional<Credential> found =
                keyRing.find(secret).filter(credential -> credential.key().session());
        if (found.isEmpty()) {
            request.setAttribute(WHY_NOT, "the session has ended; sign in again");
        } else if (SessionCookie.isProven(request, secret)) {
            letIn(found.get());
        } else {
            request.setAttribute(
                    WHY_NOT,
                    Problem.of(
                            ProblemType.CSRF_TOKEN_MISSING,
                            "send the csrfToken of GET /api/v1/session as the header " + SessionCookie.CSRF_HEADER));
        }
    }

    private static void letIn(Credential credential) {
        SecurityContextHolder.setContext(new SecurityContextImpl(new KeyAuthentication(new Caller(credential))));
    }

    private static @Nullable String bearer(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        String key = header.substring(SCHEME.length()).strip();
        return key.isEmpty() || key.length() > MAX_KEY_LENGTH ? null : key;
    }

    private Problem tooManyAttempts(String address) {
        long seconds = failedAttempts.retryAfterSeconds(address);
        return Problem.of(
                        ProblemType.RATE_LIMITED,
                        "too many requests without a valid key came from " + address + "; try again in " + seconds
                                + " s")
                .with("retryAfterSeconds", seconds);
    }

    /** Answers a request that needs a key and has none that is valid. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        Object why = request.getAttribute(WHY_NOT);
        ProblemWriter.write(
                request,
                response,
                switch (why) {
                    case Problem problem -> problem;
                    case String detail -> Problem.of(ProblemType.UNAUTHORIZED, detail);
                    case null, default ->
                        Problem.of(
                                ProblemType.UNAUTHORIZED,
                                "send an API key as Authorization: Bearer synap_…, or sign in");
                });
    }
}
