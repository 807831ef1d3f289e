package dev.synap.server.mcp;

import dev.synap.core.json.Json;
import dev.synap.core.log.EventLog;
import dev.synap.server.entity.Outcomes;
import dev.synap.server.entity.Requests;
import dev.synap.server.list.ListPages;
import dev.synap.server.realtime.Origins;
import dev.synap.server.security.WorkspaceGate;
import dev.synap.server.subject.CurrentEntities;
import dev.synap.server.subject.Timelines;
import dev.synap.server.why.Explanations;
import dev.synap.server.worker.UndoPreviews;
import dev.synap.store.access.Workspaces;
import dev.synap.store.projection.Memberships;
import dev.synap.store.state.StateReader;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.module.SimpleModule;

/**
 * The Model Context Protocol at {@value #PATH}, over Streamable HTTP without sessions: each message comes with its key and
 * is answered at once, so that any node can answer it.
 */
@Configuration(proxyBeanMethods = false)
public class McpConfiguration {

    private static final String PATH = "/mcp";
    private static final int MAX_MESSAGE = 2 * 1024 * 1024;
    private static final String INSTRUCTIONS = """
            Synap keeps notes, tasks, projects and other things in workspaces, and never forgets: every change is kept, with \
            who made it, when and why. Find things with search or list, read one with get, its past with history, why, as_of \
            and diff. Change things with create, update, complete, relate, comment and propose_undo; say why with reason and \
            reasoning. What you change is a request: if its status is proposed, a person decides on it, and it has not \
            happened yet; ask request_status later. You act as the holder of your key, and cannot act as anybody else.""";

    @Bean
    Places mcpPlaces(WorkspaceGate gate, Memberships memberships, CurrentEntities entities) {
        return new Places(gate, memberships, entities);
    }

    @Bean
    Wishes mcpWishes(Requests requests) {
        return new Wishes(requests);
    }

    @Bean
    ReadTools mcpReadTools(Places places, Workspaces workspaces, Memberships memberships, ListPages pages) {
        return new ReadTools(places, workspaces, memberships, pages);
    }

    @Bean
    PastTools mcpPastTools(Places places, Timelines timelines, StateReader states) {
        return new PastTools(places, timelines, states);
    }

    @Bean
    WriteTools mcpWriteTools(Places places, Wishes wishes) {
        return new WriteTools(places, wishes);
    }

    @Bean
    UndoTool mcpUndoTool(Places places, Wishes wishes, UndoPreviews previews, Clock clock) {
        return new UndoTool(places, wishes, previews, clock);
    }

    @Bean
    StatusTool mcpStatusTool(Places places, EventLog log, StateReader states, Outcomes outcomes) {
        return new StatusTool(places, log, states, outcomes);
    }

    @Bean
    WhyTool mcpWhyTool(Places places, Explanations explanations) {
        return new WhyTool(places, explanations);
    }

    @Bean
    NoteResources mcpNoteResources(Places places, ListPages pages, PastTools past) {
        return new NoteResources(places, pages, past);
    }

    /** Strict as all that reads JSON here, but for fields that later versions of the protocol may add. */
    @Bean
    McpJsonMapper mcpJsonMapper() {
        return new JacksonMcpJsonMapper(Json.mapper()
                .rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .addModule(new SimpleModule("mcp").addSerializer(McpError.class, new RefusalWriter()))
                .build());
    }

    @Bean
    HttpServletStatelessServerTransport mcpTransport(McpJsonMapper mapper) {
        return HttpServletStatelessServerTransport.builder()
                .jsonMapper(mapper)
                .messageEndpoint(PATH)
                .contextExtractor(Visit::contextOf)
                .maxRequestSize(MAX_MESSAGE)
                .build();
    }

    @Bean
    ServletRegistrationBean<HttpServletStatelessServerTransport> mcpServlet(
            HttpServletStatelessServerTransport transport) {
        return new ServletRegistrationBean<>(transport, PATH);
    }

    @Bean
    FilterRegistrationBean<OriginFilter> mcpOrigins(Origins origins) {
        FilterRegistrationBean<OriginFilter> filter = new FilterRegistrationBean<>(new OriginFilter(origins));
        filter.addUrlPatterns(PATH);
        return filter;
    }

    @Bean(destroyMethod = "close")
    McpStatelessSyncServer mcpServer(
            HttpServletStatelessServerTransport transport,
            McpJsonMapper mapper,
            ReadTools reads,
            PastTools past,
            WriteTools writes,
            UndoTool undo,
            StatusTool status,
            WhyTool why,
            NoteResources notes) {
        List<Tool> tools = Stream.of(
                        reads.all(), past.all(), writes.all(), List.of(undo.tool(), status.tool(), why.tool()))
                .flatMap(List::stream)
                .toList();
        return McpServer.sync(transport)
                .jsonMapper(mapper)
                .serverInfo("synap", version())
                .instructions(INSTRUCTIONS)
                .capabilities(McpSchema.ServerCapabilities.builder()
                        .tools(false)
                        .resources(false, false)
                        .build())
                .tools(tools.stream().map(Tool::specification).toList())
                .resourceTemplates(notes.all())
                // On the thread of the request, whose body and address a write looks at.
                .immediateExecution(true)
                .build();
    }

    private static String version() {
        String version = McpConfiguration.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
