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
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * One chain for all requests, with only what is needed: the security headers, the key or session, and the rule that
 * everything asks for one except the public places. Spring's own CSRF protection is off, for it would ask API keys for
 * tokens too: {@link SessionCookie} asks for them where a cookie was sent.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class SecurityConfiguration {

    @Bean
    SecurityFilterChain filterChain(
            HttpSecurity http,
            KeyRing keyRing,
            FailedAttempts failedAttempts,
            PublicPages pages,
            HeaderWriter contentPolicy,
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
                .headers(headers -> headers.addHeaderWriter(contentPolicy)
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .crossOriginResourcePolicy(policy -> policy.policy(
                                org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter
                                        .CrossOriginResourcePolicy.SAME_ORIGIN)))
                .addFilterBefore(keyFilter, AuthorizationFilter.class)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(keyFilter))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                HttpMethod.GET,
                                "/health",
                                "/api/v1/setup",
                                "/openapi.json",
                                "/openapi.json/swagger-config",
                                "/docs",
                                "/docs/**")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, pages.paths().toArray(String[]::new))
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD, pages.paths().toArray(String[]::new))
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, "/api/v1/session")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    /** Passwords are not checked by Spring's filters: without this, Boot would make a user and print one. */
    @Bean
    AuthenticationManager noPasswords() {
        return authentication -> {
            throw new ProviderNotFoundException("keys and sessions only");
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
