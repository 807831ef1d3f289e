package dev.synap.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LineReaderTest {

    @Property(tries = 200)
    void linesAreTheSame_howeverTheStreamIsCut(@ForAll List<String> texts, @ForAll @IntRange(min = 1, max = 7) int cut)
            throws IOException {
        List<String> lines = texts.stream()
                .map(text ->
                        new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace("\n", ""))
                .toList();
        StringBuilder all = new StringBuilder();
        lines.forEach(line -> all.append(line).append('\n'));

        assertThat(read(new Trickle(all.toString(), cut))).isEqualTo(lines);
    }

    @Test
    void longLine_isReadWhole() throws IOException {
        String longLine = "é".repeat(200_000);
        assertThat(read(new Trickle(longLine + "\nb\n", 65_000))).containsExactly(longLine, "b");
    }

    @Test
    void lineThatIsCutOff_isNotTakenForAWholeOne() {
        assertThatThrownBy(() -> read(new Trickle("whole\ncut off", 3))).isInstanceOf(EOFException.class);
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void streamThatFallsSilent_failsInsteadOfHoldingItsReader() throws Exception {
        try (ScriptedServer server = new ScriptedServer();
                HttpClient http = HttpClient.newHttpClient()) {
            server.always(server.stall("a\n"));
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(server.url())).build();
            InputStream body = http.send(request, BodyHandlers.ofInputStream()).body();
            try (LineReader lines = new LineReader(new WatchedStream(body, Duration.ofMillis(200)))) {
                assertThat(lines.next()).isEqualTo("a");
                assertThatThrownBy(lines::next).isInstanceOf(IOException.class).hasMessageContaining("nothing came");
            }
        }
    }

    private static List<String> read(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        try (LineReader reader = new LineReader(in)) {
            for (String line = reader.next(); line != null; line = reader.next()) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** Gives at most so many bytes at a time. */
    private static final class Trickle extends InputStream {

        private final InputStream bytes;
        private final int most;

        Trickle(String text, int most) {
            this.bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return bytes.read(buffer, offset, Math.min(length, most));
        }
    }
}
