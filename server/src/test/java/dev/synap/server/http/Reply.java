package dev.synap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.json.Json;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An answer, with what tests ask of it. */
public record Reply(HttpResponse<String> response) {

    public int status() {
        return response.statusCode();
    }

    public String body() {
        return response.body();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public ObjectNode json() {
        return Json.readObject(body());
    }

    /** The value at a JSON pointer. */
    public JsonNode at(String pointer) {
        return json().at(pointer);
    }

    /** Fails unless this is a whole problem of this status and type. */
    public Reply isProblem(int status, String code) {
        assertThat(response.statusCode()).as(body()).isEqualTo(status);
        assertThat(header("Content-Type")).startsWith("application/problem+json");
        assertThat(at("/type").stringValue()).isEqualTo("https://synap.dev/problems/" + code);
        assertThat(at("/status").intValue()).isEqualTo(status);
        assertThat(at("/title").stringValue()).isNotBlank();
        assertThat(at("/detail").stringValue()).isNotBlank();
        assertThat(at("/instance").stringValue()).isNotBlank();
        return this;
    }

    /** Fails unless the problem names this field; an empty name means that it names none. */
    public Reply naming(String field) {
        assertThat(at("/field").asString("")).as(body()).isEqualTo(field);
        return this;
    }

    public Reply is(int status) {
        assertThat(response.statusCode()).as(body()).isEqualTo(status);
        return this;
    }
}
