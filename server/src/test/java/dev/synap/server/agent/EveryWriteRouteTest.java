package dev.synap.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.json.Json;
import dev.synap.server.agent.WriteCalls.Call;
import dev.synap.server.agent.WriteCalls.Writer;
import dev.synap.server.http.Api;
import dev.synap.server.http.Reply;
import dev.synap.server.start.RunningServer;
import dev.synap.server.start.TestServer;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * Has an agent call every route that writes, claiming in every way to be a person: nothing changes but that its wishes wait.
 * A route that is new fails here until it is told how it is called; and each call is one that writes, where somebody makes
 * it who may.
 */
class EveryWriteRouteTest {

    private static RunningServer server;
    private static Api owner;

    @BeforeAll
    static void start() {
        server = TestServer.startFresh();
        owner = Api.of(server, TestServer.ADMIN_KEY);
        Furnished.people(owner);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyRouteThatWrites_isAmongThoseThatAreCalled() {
        Set<String> described = new TreeSet<>();
        owner.get("/openapi.json")
                .at("/paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method ->
                                described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        described.removeIf(route -> route.startsWith("GET "));
        Set<String> known = WriteCalls.all().keySet();

        assertThat(described).isNotEmpty().isSubsetOf(known);
        assertThat(TestServer.writeRoutes(server))
                .filteredOn(route -> !route.endsWith(" /error"))
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "guest"})
    void whateverAnAgentClaims_onlyItsProposalsAreNew(String role) {
        Furnished place = Furnished.withAgent(owner, role);
        OwnersView before = OwnersView.of(owner, place.path());

        // A guest is let into little: what they say of themselves is told all at once.
        List<ObjectNode> claims = role.equals("guest") ? List.of(Claims.FIELDS.getLast()) : Claims.FIELDS;

        for (Call call : calls()) {
            boolean forPeople = call.writer() == Writer.PERSON || call.writer() == Writer.NOBODY;
            for (HttpRequest.Builder request : claiming(place, call, claims)) {
                Reply reply = place.agent().send(request);
                assertThat(reply.status()).as(call + " " + reply.body()).isLessThan(500);
                if (reply.status() < 300 && !forPeople) {
                    assertThat(reply.at("/status").asString(""))
                            .as(call + " " + reply.body())
                            .isIn("requested", "proposed");
                }
            }
        }

        before.stillHolds(owner, place.path(), Furnished.AGENT);
    }

    @Test
    void theSameCalls_writeWhereAPolicyLetsTheAgent() {
        for (Call call : calls()) {
            if (call.writer() == Writer.AGENT) {
                Furnished place = Furnished.withAgent(owner, "admin").allowingAll();
                OwnersView before = OwnersView.of(owner, place.path());

                Reply reply = place.agent().send(request(place, place.agent(), call, "?wait=validated"));

                assertThat(reply.status()).as(call + " " + reply.body()).isBetween(200, 201);
                assertThat(reply.at("/status").stringValue())
                        .as(call.toString())
                        .isEqualTo("validated");
                assertThat(before.differsNow(owner, place.path()))
                        .as(call.toString())
                        .isTrue();
            }
        }
    }

    @Test
    void whatIsForPeopleAlone_noPolicyGivesAnAgent() {
        Furnished place = Furnished.withAgent(owner, "admin").allowingAll();
        OwnersView before = OwnersView.of(owner, place.path());

        for (Call call : calls()) {
            if (call.writer() == Writer.PERSON) {
                place.agent().send(request(place, place.agent(), call, ""));
            }
        }

        before.stillHolds(owner, place.path(), Furnished.AGENT);
    }

    @Test
    void theSameCalls_writeWhereAPersonMakesThem() {
        for (Call call : calls()) {
            if (call.writer() == Writer.PERSON) {
                Furnished place = Furnished.withAgent(owner, "admin");
                OwnersView before = OwnersView.of(owner, place.path());

                Reply reply = owner.send(request(place, owner, call, ""));

                assertThat(reply.status()).as(call + " " + reply.body()).isBetween(200, 204);
                assertThat(before.differsNow(owner, place.path()))
                        .as(call.toString())
                        .isTrue();
            }
        }
    }

    @Test
    void whatLeavesNoTrace_isRefused_butForTicketsAndSignIn() {
        Furnished place = Furnished.withAgent(owner, "admin").allowingAll();
        for (Call call : calls()) {
            boolean harmless = call.path().endsWith("/ticket") || call.path().endsWith("/session");
            if (call.writer() == Writer.NOBODY && !harmless) {
                Reply reply = place.agent().send(request(place, place.agent(), call, ""));
                assertThat(reply.status()).as(call + " " + reply.body()).isIn(403, 405, 415);
            }
        }
    }

    private static List<Call> calls() {
        return WriteCalls.all().values().stream().flatMap(List::stream).toList();
    }

    /** The call as it is, and with each claim. */
    private static List<HttpRequest.Builder> claiming(Furnished place, Call call, List<ObjectNode> claims) {
        Api agent = place.agent();
        List<HttpRequest.Builder> requests = new ArrayList<>();
        requests.add(request(place, agent, call, "?wait=validated"));
        requests.add(request(place, agent, call, "?" + Claims.QUERY));
        HttpRequest.Builder headed = request(place, agent, call, "");
        Claims.HEADERS.forEach(headed::header);
        requests.add(headed);
        for (ObjectNode claim : claims) {
            ObjectNode body = call.body() == null ? Json.newObject() : Json.readObject(place.named(call.body()));
            body.setAll(Json.readObject(place.named(Json.write(claim))));
            HttpRequest.Builder request = agent.request(call.method(), place.named(call.path()), Json.write(body));
            Claims.HEADERS.forEach(request::header);
            requests.add(request);
        }
        return requests;
    }

    private static HttpRequest.Builder request(Furnished place, Api caller, Call call, String query) {
        String path = place.named(call.path()) + query;
        HttpRequest.Builder request = call.body() == null
                ? caller.request(call.method(), path)
                : caller.request(call.method(), path, place.named(call.body()));
        return call.path().equals("/api/v1/restore")
                ? request.setHeader("Content-Type", "application/x-ndjson")
                : request;
    }
}
