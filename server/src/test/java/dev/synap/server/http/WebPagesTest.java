package dev.synap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the files of the web app are served. */
class WebPagesTest {

    private final Api nobody = Api.owner().with(null);

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/setup", "/sign-in", "/account", "/w/default/notes", "/w/default/notes/note_1", "/w/a/b/c"
            })
    void everyPageOfTheApp_isItsOneFile_whichIsAskedForAnew(String path) {
        Reply page = nobody.get(path).is(200);

        assertThat(page.body()).contains("<div id=\"root\">").doesNotContain("<script>");
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(page.header("Content-Security-Policy")).contains("script-src 'self';");
        nobody.send(nobody.request("HEAD", path)).is(200);
    }

    @Test
    void filesWhoseNamesSayWhatIsInThem_areKeptForAYear() {
        Matcher scripts = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"")
                .matcher(nobody.get("/").is(200).body());
        assertThat(scripts.find()).isTrue();

        Reply script = nobody.send(nobody.request("GET", scripts.group(1)).header("Accept-Encoding", "gzip"));

        assertThat(script.is(200).header("Cache-Control")).contains("max-age=31536000", "immutable");
        assertThat(script.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(script.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void anAnswerOfTheApi_isNotCompressed() {
        Api owner = Api.owner();

        Reply reply = owner.send(owner.request("GET", "/openapi.json").header("Accept-Encoding", "gzip"));

        assertThat(reply.is(200).header("Content-Encoding")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/nothing.js",
                "/assets/",
                "/assets/../synap-server.properties",
                "/assets/%2e%2e/index.html"
            })
    void whatIsNoFileOfTheApp_isNotThere(String path) {
        assertThat(nobody.get(path).status()).isIn(400, 401, 404);
    }

    @Test
    void apiPathsStayPrivate() {
        nobody.get("/api/v1/workspaces").isProblem(401, "unauthorized");
        nobody.send(nobody.request("POST", "/w/default/notes", "{}")).isProblem(401, "unauthorized");
    }
}
