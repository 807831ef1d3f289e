package dev.synap.server.security;

import dev.synap.store.access.KeySecret;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * How a browser carries its session: in a cookie that no script can read and no other site can send. A change also needs
 * the session's CSRF token in the header {@value #CSRF_HEADER}, which only a page of this server can have read.
 */
public final class SessionCookie {

    public static final String CSRF_HEADER = "X-CSRF-Token";

    static final String NAME = "synap_session";

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final int MAX_LENGTH = 512;

    private SessionCookie() {}

    /** The session's secret that came with a request. */
    static Optional<String> read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(NAME))
                        .map(Cookie::getValue)
                        .filter(value -> !value.isEmpty() && value.length() <= MAX_LENGTH)
                        .findFirst();
    }

    /** Whether a request with this session may go on: it changes nothing, or proves that a page of this server sent it. */
    static boolean isProven(HttpServletRequest request, String secret) {
        return SAFE.contains(request.getMethod()) || sameText(csrfToken(secret), request.getHeader(CSRF_HEADER));
    }

    /** What a session's page sends with each change. Nobody can work it out without the session's secret. */
    public static String csrfToken(String secret) {
        return HexFormat.of().formatHex(KeySecret.hash("csrf " + secret));
    }

    /** The CSRF token of the session that a request came with. */
    public static Optional<String> csrfToken(HttpServletRequest request) {
        return read(request).map(SessionCookie::csrfToken);
    }

    /** Has the browser keep the session. */
    public static void give(HttpServletRequest request, HttpServletResponse response, KeySecret secret, Duration life) {
        set(request, response, secret.text(), life);
    }

    /** Has the browser forget it. */
    public static void take(HttpServletRequest request, HttpServletResponse response) {
        set(request, response, "", Duration.ZERO);
    }

    private static void set(HttpServletRequest request, HttpServletResponse response, String value, Duration life) {
        // A proxy that ends TLS says so. Whoever lies about it only keeps their own cookie from plain HTTP.
        boolean secure = request.isSecure() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(NAME, value)
                        .path("/")
                        .httpOnly(true)
                        .secure(secure)
                        .sameSite("Strict")
                        .maxAge(life)
                        .build()
                        .toString());
    }

    private static boolean sameText(String expected, @Nullable String sent) {
        return sent != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
