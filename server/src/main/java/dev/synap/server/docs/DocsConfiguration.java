package dev.synap.server.docs;

import dev.synap.core.event.Event;
import dev.synap.core.event.EventDraft;
import dev.synap.core.json.JsonObject;
import dev.synap.server.list.ListOf;
import dev.synap.server.list.ListParameters;
import dev.synap.server.security.Caller;
import dev.synap.server.security.CallerResolver;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.store.projection.ListQuery;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import tools.jackson.databind.JsonNode;

/** What the description of the API says beyond what each controller says of itself. */
@Configuration(proxyBeanMethods = false)
public class DocsConfiguration {

    private static final String KEY = "apiKey";
    private static final String PROBLEM = "Problem";
    private static final Map<String, String> PROBLEMS = Map.of(
            "400", "The request is not HTTP or not JSON",
            "401", "No valid key",
            "403", "The key lacks a scope",
            "404", "Not there, or not for this key to see",
            "409", "A version conflict, or an id that is taken",
            "413", "The body is larger than 16 MiB",
            "415", "The body is not application/json in UTF-8",
            "422", "A field breaks a rule; `field` names it",
            "429", "Too many attempts with wrong keys",
            "503", "Overloaded, or the database does not answer; try again");

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Caller.class, WorkspaceCall.class, ListQuery.class)
                .replaceWithClass(Event.class, EventSchema.class)
                .replaceWithClass(EventDraft.class, DraftSchema.class)
                .replaceWithClass(JsonObject.class, Map.class)
                .replaceWithClass(JsonNode.class, Object.class);
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("Synap")
                        .version("v1")
                        .description("An event-sourced backend that never forgets. Every change is an immutable event;"
                                + " any state, at any time, is the fold of its events.\n\n"
                                + "Send an API key as `Authorization: Bearer synap_…`; browsers sign in and are given a"
                                + " cookie. Errors are problem details (RFC 9457) with a stable `type`."))
                // Relative, so that the page works behind any name the server is reached by.
                .servers(List.of(new Server().url("/")))
                .components(new Components()
                        .addSecuritySchemes(
                                KEY,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")))
                .addSecurityItem(new SecurityRequirement().addList(KEY));
    }

    @Bean
    RequiredParts requiredParts() {
        return new RequiredParts();
    }

    @Bean
    OpenApiCustomizer sharedParts() {
        return api -> {
            ModelConverters.getInstance(true)
                    .resolveAsResolvedSchema(new AnnotatedType(ProblemSchema.class))
                    .referencedSchemas
                    .forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
            api.getComponents()
                    .addSchemas(
                            PROBLEM,
                            ModelConverters.getInstance(true)
                                    .resolveAsResolvedSchema(new AnnotatedType(ProblemSchema.class))
                                    .schema);
            Stream.of(EntitySchemas.class, UndoSchemas.class)
                    .flatMap(shapes -> Arrays.stream(shapes.getDeclaredClasses()))
                    .forEach(shape -> ModelConverters.getInstance(true)
                            .readAll(new AnnotatedType(shape))
                            .forEach((name, schema) -> api.getComponents().addSchemas(name, schema)));
            api.getPaths().forEach(DocsConfiguration::complete);
        };
    }

    /** Describes the bodies that are read as trees. */
    @Bean
    OperationCustomizer shapes() {
        return (operation, handler) -> {
            for (MethodParameter parameter : handler.getMethodParameters()) {
                Shaped shaped = parameter.getParameterAnnotation(Shaped.class);
                if (shaped != null) {
                    String name = Objects.requireNonNull(
                                    shaped.value().getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class))
                            .name();
                    operation
                            .getRequestBody()
                            .content(new Content()
                                    .addMediaType(
                                            "application/json",
                                            new MediaType()
                                                    .schema(new Schema<>().$ref("#/components/schemas/" + name))));
                }
            }
            return operation;
        };
    }

    /** Describes the parameters of lists. */
    @Bean
    OperationCustomizer listParameters() {
        return (operation, handler) -> {
            for (MethodParameter parameter : handler.getMethodParameters()) {
                ListOf list = parameter.getParameterAnnotation(ListOf.class);
                if (list != null) {
                    ListParameters.of(list.value())
                            .forEach(each -> operation.addParametersItem(new QueryParameter()
                                    .name(each.name())
                                    .description(each.description())
                                    .schema(new StringSchema()
                                            ._enum(each.values().isEmpty() ? null : each.values()))));
                }
            }
            return operation;
        };
    }

    private static void complete(String path, PathItem item) {
        boolean inWorkspace = path.contains("{" + CallerResolver.WORKSPACE + "}");
        for (Operation operation : item.readOperations()) {
            if (inWorkspace) {
                operation.addParametersItem(new PathParameter()
                        .name(CallerResolver.WORKSPACE)
                        .description("The workspace's id")
                        .example("default")
                        .schema(new StringSchema()));
            }
            boolean writes = operation.getRequestBody() != null;
            PROBLEMS.forEach((status, description) -> {
                boolean onlyWrites = List.of("400", "409", "413", "415").contains(status);
                if (path.startsWith("/api/") && (writes || !onlyWrites)) {
                    operation.getResponses().addApiResponse(status, problem(description));
                }
            });
        }
    }

    private static ApiResponse problem(String description) {
        return new ApiResponse()
                .description(description)
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))));
    }
}
