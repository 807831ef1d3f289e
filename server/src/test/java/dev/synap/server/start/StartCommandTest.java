package dev.synap.server.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command says when it cannot start: one line, and 1. */
class StartCommandTest {

    @TempDir
    private Path dir = Path.of("");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(Map<String, String> environment, String... arguments) {
        StartCommand command = new StartCommand(environment, new PrintStream(out), new PrintStream(err));
        return new CommandLine(command)
                .setOut(new java.io.PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new java.io.PrintWriter(err, true, StandardCharsets.UTF_8))
                .execute(arguments);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void aPortThatIsTaken_isNamed() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int status = run(Map.of(), "--port", "" + other.getLocalPort(), "--data-dir", dir.toString());

            assertThat(status).isEqualTo(1);
            assertThat(said())
                    .startsWith("Cannot listen on 127.0.0.1:" + other.getLocalPort())
                    .contains("choose another port with --port")
                    .hasLineCount(1);
        }
    }

    @Test
    void aRealtimePortThatIsTaken_isNamed() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = "" + other.getLocalPort();

            int status = run(Map.of(), "--port", "0", "--realtime-port", port, "--data-dir", dir.toString());

            assertThat(status).isEqualTo(1);
            assertThat(said())
                    .startsWith("Cannot listen on 127.0.0.1:" + port)
                    .contains("choose another port with --realtime-port")
                    .hasLineCount(1);
        }
    }

    @Test
    void anAddressThatIsNotOurs_isNotTakenForAPortInUse() {
        assertThat(run(Map.of(), "--port", "0", "--bind", "192.0.2.1")).isEqualTo(1);
        assertThat(said())
                .isEqualTo("Cannot listen on 192.0.2.1:0: this machine does not have that address;"
                        + " choose another with --bind.");
    }

    @Test
    void aDatabaseThatIsNotThere_isNamed() {
        int status = run(Map.of(), "--port", "0", "--database-url", "postgres://mary:s3cret@127.0.0.1:1/synap");

        assertThat(status).isEqualTo(1);
        assertThat(said())
                .startsWith("cannot use the database at jdbc:postgresql://127.0.0.1:1/synap")
                .doesNotContain("s3cret")
                .doesNotContain("\tat ");
    }

    @Test
    void anAdminKeyThatIsTooShort_isRefused() {
        assertThat(run(Map.of("SYNAP_ADMIN_KEY", "secret"), "--port", "0")).isEqualTo(1);
        assertThat(said()).isEqualTo("SYNAP_ADMIN_KEY must have 16 to 512 characters, but has 6.");
    }

    @Test
    void aLogFormatThatIsNone_isRefused() {
        assertThat(run(Map.of("SYNAP_LOG_FORMAT", "xml"), "--port", "0")).isEqualTo(1);
        assertThat(said()).isEqualTo("SYNAP_LOG_FORMAT must be text or json, but is xml.");
    }

    @Test
    void whetherWebhooksMayGoToPrivateAddresses_isYesOrNo() {
        assertThat(run(Map.of("SYNAP_WEBHOOK_ALLOW_PRIVATE", "perhaps"), "--port", "0"))
                .isEqualTo(1);
        assertThat(said()).isEqualTo("SYNAP_WEBHOOK_ALLOW_PRIVATE must be 0 or 1, but is perhaps.");
    }

    @Test
    void howOftenSomethingIsSentToAWebhook_hasAnEnd() {
        assertThat(run(Map.of("SYNAP_WEBHOOK_ATTEMPTS", "51"), "--port", "0")).isEqualTo(1);
        assertThat(said()).isEqualTo("SYNAP_WEBHOOK_ATTEMPTS must be 1 to 50, but is 51.");
    }

    @Test
    void aPortBeyondThoseThereAre_isRefused() {
        assertThat(run(Map.of(), "--port", "65536")).isEqualTo(1);
        assertThat(said()).isEqualTo("The port must be 0 to 65535, but is 65536.");
    }

    @Test
    void help_namesEveryFlagAndVariable() {
        assertThat(run(Map.of(), "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("--port", "--bind", "--data-dir", "--database-url")
                .contains("SYNAP_PORT", "SYNAP_DATA_DIR", "SYNAP_DATABASE_URL", "SYNAP_ADMIN_KEY", "SYNAP_LOG_FORMAT")
                .contains("SYNAP_WEBHOOK_ALLOW_PRIVATE", "SYNAP_WEBHOOK_ATTEMPTS");
    }

    @Test
    void aModelThatCannotBeAsked_isNotedAtTheStart_andNoKeyIsRepeated() {
        assertThat(modelFault(Map.of("SYNAP_MODEL_URL", "http://127.0.0.1:11434/v1")))
                .isEqualTo("There is a --model-url, but no name of the model: say it with --model (or SYNAP_MODEL).");
        assertThat(modelFault(Map.of("SYNAP_MODEL", "m", "SYNAP_MODEL_URL", "https://sk-secret@example.com/v1")))
                .startsWith("--model-url (or SYNAP_MODEL_URL) must be a URL such as")
                .doesNotContain("sk-secret");
        assertThat(modelFault(Map.of("SYNAP_MODEL", "m", "SYNAP_MODEL_URL", "file:///etc/passwd")))
                .startsWith("--model-url (or SYNAP_MODEL_URL) must be a URL such as");
        Map<String, String> usual = Map.of("SYNAP_MODEL", "m", "SYNAP_MODEL_URL", "http://127.0.0.1:11434/v1");
        assertThat(modelFault(and(usual, "SYNAP_MODEL_TIMEOUT", "soon")))
                .isEqualTo("SYNAP_MODEL_TIMEOUT must be a number and d, h, m or s, such as 30d, but is soon.");
        assertThat(modelFault(and(usual, "SYNAP_MODEL_TIMEOUT", "2h")))
                .isEqualTo("SYNAP_MODEL_TIMEOUT must be an hour at most, but is 2h.");
        assertThat(modelFault(and(usual, "SYNAP_MODEL_TOKENS_PER_DAY", "-5")))
                .isEqualTo("SYNAP_MODEL_TOKENS_PER_DAY must be a whole number of tokens, but is -5.");
    }

    private static Map<String, String> and(Map<String, String> usual, String name, String value) {
        Map<String, String> more = new HashMap<>(usual);
        more.put(name, value);
        return more;
    }

    private static String modelFault(Map<String, String> environment) {
        return catchThrowableOfType(
                        StartException.class,
                        () -> ModelOptions.read(
                                environment.get("SYNAP_MODEL_URL"), environment.get("SYNAP_MODEL"), environment))
                .getMessage();
    }
}
