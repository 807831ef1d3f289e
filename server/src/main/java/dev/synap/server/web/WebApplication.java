package dev.synap.server.web;

import dev.synap.core.event.Drafts;
import dev.synap.core.event.Ids;
import dev.synap.core.log.EventLog;
import dev.synap.server.access.KeyController;
import dev.synap.server.access.MeController;
import dev.synap.server.access.UserController;
import dev.synap.server.access.WorkspaceController;
import dev.synap.server.docs.DocsConfiguration;
import dev.synap.server.event.AppendController;
import dev.synap.server.event.EventController;
import dev.synap.server.event.Followers;
import dev.synap.server.event.StreamController;
import dev.synap.server.problem.FallbackController;
import dev.synap.server.problem.ProblemAdvice;
import dev.synap.server.security.FailedAttempts;
import dev.synap.server.security.KeyRing;
import dev.synap.server.security.SecurityConfiguration;
import dev.synap.server.security.WorkspaceGate;
import dev.synap.server.subject.SubjectController;
import dev.synap.store.access.ApiKeys;
import dev.synap.store.access.Workspaces;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Everything that answers requests, by name. The store's parts are handed in from outside. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    WebConfiguration.class,
    SecurityConfiguration.class,
    DocsConfiguration.class,
    ProblemAdvice.class,
    FallbackController.class,
    HealthController.class,
    AppendController.class,
    EventController.class,
    StreamController.class,
    SubjectController.class,
    MeController.class,
    WorkspaceController.class,
    UserController.class,
    KeyController.class
})
public class WebApplication {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    @Bean
    Ids ids() {
        return Ids.random();
    }

    @Bean
    Drafts drafts(Ids ids) {
        return new Drafts(ids);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    KeyRing keyRing(ApiKeys keys, Clock clock) {
        return new KeyRing(keys, clock);
    }

    @Bean
    WorkspaceGate workspaceGate(Workspaces workspaces) {
        return new WorkspaceGate(workspaces);
    }

    @Bean
    FailedAttempts failedAttempts(WebSettings settings) {
        return new FailedAttempts(settings.failedKeysPerMinute());
    }

    @Bean
    Followers followers(EventLog log, KeyRing keyRing) {
        return new Followers(log, keyRing, HEARTBEAT);
    }
}
