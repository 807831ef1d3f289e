package dev.synap.server.security;

import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.problem.ProblemWriter;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * One chain for all requests, with only what an API without cookies needs: the security headers, the
 * key, and the rule that everything asks for one except four public places.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class SecurityConfiguration {

    /** The API loads nothing; the page at /docs loads its own files and inlines styles. */
    private static final String CONTENT_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
                    + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Bean
    SecurityFilterChain filterChain(
            HttpSecurity http,
            KeyRing keyRing,
            FailedAttempts failedAttempts,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver exceptions) {
        KeyFilter keyFilter = new KeyFilter(keyRing, failedAttempts, exceptions);
        return http.csrf(AbstractHttpConfigurer::disable)
                .cors(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .crossOriginResourcePolicy(policy -> policy.policy(
                                org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter
                                        .CrossOriginResourcePolicy.SAME_ORIGIN)))
                .addFilterBefore(keyFilter, AuthorizationFilter.class)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(keyFilter))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                HttpMethod.GET,
                                "/",
                                "/health",
                                "/openapi.json",
                                "/openapi.json/swagger-config",
                                "/docs",
                                "/docs/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    /** There are no passwords here: without this, Boot would make a user and print one. */
    @Bean
    AuthenticationManager noPasswords() {
        return authentication -> {
            throw new ProviderNotFoundException("keys only");
        };
    }

    @Bean
    RequestRejectedHandler requestRejectedHandler() {
        return (request, response, rejected) -> ProblemWriter.write(
                request,
                response,
                Problem.of(
                        ProblemType.BAD_REQUEST,
                        "the path or a header holds characters that are not allowed; use ids of A-Z a-z 0-9 _ - . :"));
    }
}
