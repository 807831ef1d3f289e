package dev.synap.server.realtime;

import dev.synap.core.log.EventLog;
import dev.synap.server.security.FailedAttempts;
import dev.synap.server.security.KeyCheck;
import dev.synap.server.security.KeyRing;
import dev.synap.server.security.WorkspaceGate;
import dev.synap.store.feed.Feed;
import dev.synap.store.rebuild.Rebuilds;
import java.time.Clock;
import java.util.Objects;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The parts of realtime, put together. */
@Configuration(proxyBeanMethods = false)
@Import(TicketController.class)
public class RealtimeConfiguration {

    @Bean
    Tickets tickets(Clock clock) {
        return new Tickets(clock);
    }

    @Bean
    Origins origins(RealtimeSettings settings, ApplicationContext context) {
        return new Origins(settings.origins(), () -> apiPort(context));
    }

    @Bean
    RealtimeParts realtimeParts(
            Origins origins,
            EventLog log,
            Feed feed,
            KeyRing keyRing,
            FailedAttempts failedAttempts,
            WorkspaceGate gate,
            Tickets tickets,
            Rebuilds rebuilds) {
        Visitors visitors = new Visitors(keyRing);
        Admittance admittance = new Admittance(gate);
        WorkspaceRooms rooms = new WorkspaceRooms(log, feed, admittance);
        return new RealtimeParts(
                visitors,
                rooms,
                new Handshakes(new KeyCheck(keyRing, failedAttempts), keyRing, tickets, visitors),
                new ClientCommands(visitors, rooms, admittance),
                new RequestScreen(origins, visitors),
                keyRing,
                rebuilds);
    }

    @Bean
    RealtimeServer realtimeServer(RealtimeSettings settings, RealtimeParts parts) {
        return new RealtimeServer(settings, parts);
    }

    private static int apiPort(ApplicationContext context) {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }
}
