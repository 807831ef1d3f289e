package dev.synap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each bad request gets the answer it must get, and leaves the log as it was. */
class BadRequestTest {

    private static final Api API = Api.owner();
    private static String w = "";

    @BeforeAll
    static void makeWorkspace() {
        w = API.newWorkspace();
        API.post(
                        w + "/events",
                        "{\"events\": [{\"id\": \"evt_0\", \"type\": \"note.created\", \"subjectId\": \"s_0\"}]}")
                .is(201);
    }

    static Stream<BadRequest> requests() {
        return BadRequests.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void aBadRequest_isRefusedByName_andStoresNothing(BadRequest bad) {
        String path = bad.path().startsWith("/api") ? bad.path() : w + bad.path();
        HttpRequest.Builder request = API.request(bad.method(), path)
                .method(
                        bad.method(),
                        bad.body().length == 0 && bad.method().equals("GET")
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(bad.body()));
        bad.headers().forEach(request::setHeader);

        Reply reply = API.send(request);

        reply.isProblem(bad.status(), bad.code());
        if (!bad.field().isEmpty()) {
            reply.naming(bad.field());
        }
        assertThat(API.position(w)).isEqualTo(1);
    }

    @Test
    void thereAreAtLeastSixtyOfThem_eachWithANameOfItsOwn() {
        assertThat(requests().map(BadRequest::name).distinct().count())
                .isEqualTo(requests().count())
                .isGreaterThanOrEqualTo(60);
    }

    @Test
    void malformedJson_saysWhere() {
        Reply reply =
                API.post(w + "/events", "{\"events\": [\n  {\"type\": oops}]}").isProblem(400, "malformed-json");

        assertThat(reply.at("/line").intValue()).isEqualTo(2);
        assertThat(reply.at("/column").intValue()).isBetween(12, 16);
        assertThat(reply.at("/detail").stringValue()).startsWith("the body is not JSON at line 2, column ");
    }

    @Test
    void aBodyThatIsTooLarge_namesTheLimit() {
        Reply reply = API.post(w + "/events", "x".repeat((16 << 20) + 1)).isProblem(413, "too-large");

        assertThat(reply.at("/limit").longValue()).isEqualTo(16 << 20);
    }

    @Test
    void aChunkedBodyThatIsTooLarge_isRefusedWhileItIsRead() {
        HttpRequest.Builder request = API.request("POST", w + "/events", "")
                .POST(BodyPublishers.ofInputStream(() -> new java.io.SequenceInputStream(
                        new java.io.ByteArrayInputStream("{\"events\":[{\"type\":\"".getBytes()),
                        new java.io.ByteArrayInputStream("x".repeat(17 << 20).getBytes()))));

        API.send(request).isProblem(413, "too-large");
    }

    @Test
    void aBodyJustWithinTheLimits_isTaken() {
        String own = API.newWorkspace();
        String data = "{\"a\":\"" + "x".repeat(1024 * 1024 - 8) + "\"}";
        String events = ("{\"type\":\"note.created\",\"data\":" + data + "},").repeat(15);

        API.post(own + "/events", "{\"events\":[" + events.substring(0, events.length() - 1) + "]}")
                .is(201);

        assertThat(API.position(own)).isEqualTo(15);
    }

    @Test
    void theDeepestDataThatIsAllowed_isTaken() {
        String own = API.newWorkspace();
        String data = "{\"a\":".repeat(64) + "1" + "}".repeat(64);

        API.post(own + "/events", "{\"events\":[{\"type\":\"note.created\",\"data\":" + data + "}]}")
                .is(201);
    }

    @Test
    void theEdgesOfTime_areTaken() {
        String own = API.newWorkspace();
        for (String time : new String[] {"0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z"}) {
            API.post(
                            own + "/events",
                            "{\"events\":[{\"type\":\"note.created\",\"metadata\":{\"import\":{}},\"timestamp\":\""
                                    + time + "\"}]}")
                    .is(201);
        }
        assertThat(API.get(own + "/verify").at("/status").stringValue()).isEqualTo("intact");
    }
}
