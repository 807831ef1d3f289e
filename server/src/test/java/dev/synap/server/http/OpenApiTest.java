package dev.synap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The description of the API, and the page that shows it. */
class OpenApiTest {

    private final Api nobody = Api.owner().with(null);

    @Test
    void theDescription_isOpenApi31_andNamesEveryPath() {
        Reply reply = nobody.get("/openapi.json").is(200);

        assertThat(reply.at("/openapi").stringValue()).startsWith("3.1");
        assertThat(reply.at("/paths").propertyNames())
                .containsExactlyInAnyOrder(
                        "/health",
                        "/api/v1/me",
                        "/api/v1/me/password",
                        "/api/v1/session",
                        "/api/v1/setup",
                        "/api/v1/users/{userId}/password",
                        "/api/v1/users",
                        "/api/v1/agents",
                        "/api/v1/keys",
                        "/api/v1/keys/{keyId}",
                        "/api/v1/realtime/ticket",
                        "/api/v1/rebuilds",
                        "/api/v1/rebuilds/{id}",
                        "/api/v1/rebuilds/{id}/progress",
                        "/api/v1/restore",
                        "/api/v1/signing-key",
                        "/api/v1/workspaces/{w}/checkpoints",
                        "/api/v1/workspaces/{w}/projections",
                        "/api/v1/workspaces/{w}/projections/{name}/rebuild",
                        "/api/v1/workspaces",
                        "/api/v1/workspaces/{w}",
                        "/api/v1/workspaces/{w}/events",
                        "/api/v1/workspaces/{w}/events/{id}",
                        "/api/v1/workspaces/{w}/events/{id}/why",
                        "/api/v1/workspaces/{w}/events.ndjson",
                        "/api/v1/workspaces/{w}/verify",
                        "/api/v1/workspaces/{w}/subjects/{id}",
                        "/api/v1/workspaces/{w}/subjects/{id}/history",
                        "/api/v1/workspaces/{w}/subjects/{id}/timeline",
                        "/api/v1/workspaces/{w}/subjects/{id}/diff",
                        "/api/v1/workspaces/{w}/subjects/{id}/blame",
                        "/api/v1/workspaces/{w}/subjects/{id}/why",
                        "/api/v1/workspaces/{w}/audit",
                        "/api/v1/workspaces/{w}/audit.ndjson",
                        "/api/v1/workspaces/{w}/audit.csv",
                        "/api/v1/workspaces/{w}/history/undo",
                        "/api/v1/workspaces/{w}/history/undo-to",
                        "/api/v1/workspaces/{w}/history/undo-by",
                        "/api/v1/workspaces/{w}/history/undo-by/{id}",
                        "/api/v1/workspaces/{w}/history/redo",
                        "/api/v1/workspaces/{w}/history/restore",
                        "/api/v1/workspaces/{w}/entities",
                        "/api/v1/workspaces/{w}/entities/{id}",
                        "/api/v1/workspaces/{w}/entities/{id}/restore",
                        "/api/v1/workspaces/{w}/entities/{id}/archive",
                        "/api/v1/workspaces/{w}/entities/{id}/unarchive",
                        "/api/v1/workspaces/{w}/entities/{id}/tags",
                        "/api/v1/workspaces/{w}/entities/{id}/tags/{tag}",
                        "/api/v1/workspaces/{w}/entities/{id}/comments",
                        "/api/v1/workspaces/{w}/notes",
                        "/api/v1/workspaces/{w}/notes/{id}/tasks",
                        "/api/v1/workspaces/{w}/tasks",
                        "/api/v1/workspaces/{w}/tasks/{id}/complete",
                        "/api/v1/workspaces/{w}/tasks/{id}/reopen",
                        "/api/v1/workspaces/{w}/projects",
                        "/api/v1/workspaces/{w}/relations",
                        "/api/v1/workspaces/{w}/comments",
                        "/api/v1/workspaces/{w}/tags",
                        "/api/v1/workspaces/{w}/members",
                        "/api/v1/workspaces/{w}/members/{userId}",
                        "/api/v1/workspaces/{w}/shares",
                        "/api/v1/workspaces/{w}/shares/{id}",
                        "/api/v1/workspaces/{w}/policies",
                        "/api/v1/workspaces/{w}/policies/{id}",
                        "/api/v1/workspaces/{w}/schemas",
                        "/api/v1/workspaces/{w}/schemas/{type}",
                        "/api/v1/workspaces/{w}/settings",
                        "/api/v1/workspaces/{w}/settings/{name}",
                        "/api/v1/workspaces/{w}/proposals",
                        "/api/v1/workspaces/{w}/proposal-rates",
                        "/api/v1/workspaces/{w}/proposals/{id}",
                        "/api/v1/workspaces/{w}/proposals/{id}/accept",
                        "/api/v1/workspaces/{w}/proposals/{id}/modify",
                        "/api/v1/workspaces/{w}/proposals/{id}/reject",
                        "/api/v1/workspaces/{w}/proposals/{id}/withdraw",
                        "/api/v1/workspaces/{w}/webhooks",
                        "/api/v1/workspaces/{w}/webhooks/{id}",
                        "/api/v1/workspaces/{w}/webhooks/{id}/rotate-secret",
                        "/api/v1/workspaces/{w}/webhooks/{id}/ping",
                        "/api/v1/workspaces/{w}/webhooks/{id}/replay",
                        "/api/v1/workspaces/{w}/webhooks/{id}/deliveries",
                        "/api/v1/workspaces/{w}/webhooks/{id}/deliveries/{deliveryId}/retry",
                        "/api/v1/workspaces/{w}/dispatch",
                        "/api/v1/workspaces/{w}/workers",
                        "/api/v1/workspaces/{w}/workers/parked",
                        "/api/v1/workspaces/{w}/workers/parked/{id}/retry",
                        "/api/v1/workspaces/{w}/workers/parked/{id}/skip");
    }

    @Test
    void theDescription_isTheOneThatTheTypeScriptSdkIsMadeFrom() throws IOException {
        Path kept = Path.of("../client/typescript/openapi.json");

        assertThat(Json.mapper().readTree(nobody.get("/openapi.json").is(200).body()))
                .as("%s is out of date: save what a server answers to GET /openapi.json there", kept)
                .isEqualTo(Json.mapper().readTree(Files.readString(kept)));
    }

    @Test
    void everyDefault_isOneOfTheValuesThatMayBeSent() {
        nobody.get("/openapi.json").at("").findParents("enum").stream()
                .filter(schema -> schema.has("default"))
                .forEach(schema -> assertThat(schema.get("enum")).contains(schema.get("default")));
        assertThat(nobody.get("/openapi.json").at("").toString()).doesNotContain("FORWARD");
    }

    @Test
    void everyOperation_saysWhatItDoes_andHowItFails() {
        JsonNode paths = nobody.get("/openapi.json").at("/paths");

        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String name = operation.getKey() + " " + path.getKey();
                    assertThat(operation.getValue().path("summary").asString(""))
                            .as(name)
                            .isNotBlank();
                    if (path.getKey().startsWith("/api/")) {
                        assertThat(operation
                                        .getValue()
                                        .at("/responses/401/content/application~1problem+json/schema/$ref")
                                        .asString(""))
                                .as(name)
                                .isEqualTo("#/components/schemas/Problem");
                    }
                }));
    }

    @Test
    void everyReference_leadsSomewhere() {
        Reply reply = nobody.get("/openapi.json");
        Matcher references = Pattern.compile("\"\\$ref\":\"#([^\"]+)\"").matcher(reply.body());
        List<String> seen = new ArrayList<>();
        while (references.find()) {
            seen.add(references.group(1));
            assertThat(reply.at(references.group(1)).isObject())
                    .as(references.group(1))
                    .isTrue();
        }
        assertThat(seen).contains("/components/schemas/Event", "/components/schemas/EventDraft");
    }

    @Test
    void everyPathVariable_isDescribed() {
        JsonNode paths = nobody.get("/openapi.json").at("/paths");

        paths.properties().forEach(path -> {
            Matcher variables = Pattern.compile("\\{(\\w+)}").matcher(path.getKey());
            while (variables.find()) {
                String variable = variables.group(1);
                path.getValue()
                        .properties()
                        .forEach(operation -> assertThat(operation
                                        .getValue()
                                        .path("parameters")
                                        .valueStream()
                                        .map(p -> p.path("name").asString("")))
                                .as(operation.getKey() + " " + path.getKey())
                                .contains(variable));
            }
        });
    }

    @Test
    void thePage_worksWithoutAnythingFromElsewhere() {
        assertThat(nobody.get("/docs").header("Location")).isEqualTo("/docs/swagger-ui/index.html");
        String page = nobody.get("/docs/swagger-ui/index.html").is(200).body();

        Matcher assets = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page);
        while (assets.find()) {
            assertThat(assets.group(1)).doesNotContain("//");
            nobody.get("/docs/swagger-ui/" + assets.group(1).replace("./", "")).is(200);
        }
        String start =
                nobody.get("/docs/swagger-ui/swagger-initializer.js").is(200).body();
        assertThat(nobody.get("/openapi.json/swagger-config").is(200).at("/url").stringValue())
                .isEqualTo("/openapi.json");
        assertThat(start).contains("/openapi.json").doesNotContain("petstore");
    }
}
