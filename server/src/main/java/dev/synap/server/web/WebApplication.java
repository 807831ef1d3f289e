package dev.synap.server.web;

import dev.synap.core.event.Drafts;
import dev.synap.core.event.Ids;
import dev.synap.core.log.EventLog;
import dev.synap.server.access.AgentController;
import dev.synap.server.access.KeyController;
import dev.synap.server.access.MeController;
import dev.synap.server.access.UserController;
import dev.synap.server.access.WorkspaceController;
import dev.synap.server.audit.AuditController;
import dev.synap.server.audit.AuditExportController;
import dev.synap.server.audit.AuditReads;
import dev.synap.server.audit.AuditTrail;
import dev.synap.server.checkpoint.CheckpointController;
import dev.synap.server.docs.DocsConfiguration;
import dev.synap.server.entity.EntityController;
import dev.synap.server.entity.Outcomes;
import dev.synap.server.entity.Requests;
import dev.synap.server.entity.TypedEntityController;
import dev.synap.server.event.AppendController;
import dev.synap.server.event.EventController;
import dev.synap.server.event.Followers;
import dev.synap.server.event.StreamController;
import dev.synap.server.governance.AccessChanges;
import dev.synap.server.governance.MemberController;
import dev.synap.server.governance.PolicyController;
import dev.synap.server.governance.SchemaController;
import dev.synap.server.governance.SettingController;
import dev.synap.server.governance.ShareController;
import dev.synap.server.history.HistoryController;
import dev.synap.server.history.UndoByController;
import dev.synap.server.list.ListController;
import dev.synap.server.list.ListPages;
import dev.synap.server.mcp.McpConfiguration;
import dev.synap.server.pages.PagesConfiguration;
import dev.synap.server.problem.FallbackController;
import dev.synap.server.problem.ProblemAdvice;
import dev.synap.server.proposal.ProposalController;
import dev.synap.server.proposal.RateController;
import dev.synap.server.realtime.RealtimeConfiguration;
import dev.synap.server.rebuild.ProjectionController;
import dev.synap.server.rebuild.RebuildController;
import dev.synap.server.restore.RestoreController;
import dev.synap.server.security.Admission;
import dev.synap.server.security.Admissions;
import dev.synap.server.security.FailedAttempts;
import dev.synap.server.security.KeyRing;
import dev.synap.server.security.SecurityConfiguration;
import dev.synap.server.security.WorkspaceGate;
import dev.synap.server.session.SessionConfiguration;
import dev.synap.server.subject.CurrentEntities;
import dev.synap.server.subject.CurrentSettings;
import dev.synap.server.subject.PastController;
import dev.synap.server.subject.SubjectController;
import dev.synap.server.subject.Timelines;
import dev.synap.server.webhook.DeliveryController;
import dev.synap.server.webhook.WebhookController;
import dev.synap.server.why.Explanations;
import dev.synap.server.why.WhyController;
import dev.synap.server.worker.WorkerController;
import dev.synap.store.access.ApiKeys;
import dev.synap.store.access.Users;
import dev.synap.store.access.Workspaces;
import dev.synap.store.feed.Feed;
import dev.synap.store.log.CausedEvents;
import dev.synap.store.projection.Commentary;
import dev.synap.store.projection.Lists;
import dev.synap.store.projection.Memberships;
import dev.synap.store.projection.PastLists;
import dev.synap.store.state.StateReader;
import dev.synap.store.state.StatesAround;
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
    RealtimeConfiguration.class,
    PagesConfiguration.class,
    SessionConfiguration.class,
    McpConfiguration.class,
    ProblemAdvice.class,
    FallbackController.class,
    HealthController.class,
    AppendController.class,
    EventController.class,
    StreamController.class,
    SubjectController.class,
    PastController.class,
    AuditController.class,
    AuditExportController.class,
    HistoryController.class,
    UndoByController.class,
    WhyController.class,
    MeController.class,
    WorkspaceController.class,
    UserController.class,
    AgentController.class,
    KeyController.class,
    EntityController.class,
    TypedEntityController.class,
    ListController.class,
    ProposalController.class,
    RateController.class,
    WorkerController.class,
    RebuildController.class,
    ProjectionController.class,
    RestoreController.class,
    CheckpointController.class,
    MemberController.class,
    ShareController.class,
    PolicyController.class,
    SchemaController.class,
    SettingController.class,
    WebhookController.class,
    DeliveryController.class
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
    WorkspaceGate workspaceGate(Workspaces workspaces, Admissions admissions) {
        return new WorkspaceGate(workspaces, admissions);
    }

    @Bean
    FailedAttempts failedAttempts(WebSettings settings) {
        return new FailedAttempts(settings.failedKeysPerMinute());
    }

    @Bean
    Outcomes outcomes(EventLog log, Feed feed) {
        return new Outcomes(log, feed);
    }

    @Bean
    CurrentEntities currentEntities(EventLog log, StateReader states) {
        return new CurrentEntities(log, states);
    }

    @Bean
    CurrentSettings currentSettings(StateReader states) {
        return new CurrentSettings(states);
    }

    @Bean
    AuditTrail auditTrail(EventLog log, StatesAround states, Users users) {
        return new AuditTrail(log, states, users);
    }

    @Bean
    AuditReads auditReads(EventLog log, CurrentSettings settings, Drafts drafts) {
        return new AuditReads(log, settings, drafts);
    }

    @Bean
    Explanations explanations(EventLog log, CausedEvents caused, StatesAround states, Users users) {
        return new Explanations(log, caused, states, users);
    }

    @Bean
    Timelines timelines(EventLog log, StateReader states, Commentary commentary, Users users) {
        return new Timelines(log, states, commentary, users);
    }

    @Bean
    ListPages listPages(Lists lists, PastLists past, Feed feed, EventLog log) {
        return new ListPages(lists, past, feed, log);
    }

    @Bean
    Requests requests(
            EventLog log, Drafts drafts, Ids ids, Outcomes outcomes, ListPages lists, CurrentSettings settings) {
        return new Requests(log, drafts, ids, outcomes, lists, settings);
    }

    @Bean
    AccessChanges accessChanges(Outcomes outcomes, WorkspaceGate gate, ListPages lists) {
        return new AccessChanges(outcomes, gate, lists);
    }

    @Bean
    Admissions admissions(Memberships memberships) {
        return (workspaceId, userId) -> new Admission(
                memberships.role(workspaceId, userId).orElse(null), memberships.shares(workspaceId, userId));
    }

    @Bean
    Followers followers(EventLog log, KeyRing keyRing, WorkspaceGate gate) {
        return new Followers(log, keyRing, gate, HEARTBEAT);
    }
}
