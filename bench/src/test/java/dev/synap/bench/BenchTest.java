package dev.synap.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchTest {

    @Test
    void unknownName_isRefusedWithTheOnesThereAre() {
        assertThat(refusal("speed"))
                .startsWith("there is no benchmark speed; there are: log, writes, history, realtime, extract");
    }

    @Test
    void unknownPart_isRefusedWithTheOnesThereAre() {
        assertThat(refusal("log", "--only", "append,sleep"))
                .startsWith("the benchmark log has no part sleep; it has: append, http, batch, contended, read,");
        assertThat(refusal("writes", "--only", "append"))
                .startsWith("the benchmark writes has no part append; it has: latency, rate, catch-up, idle");
    }

    @Test
    void help_listsTheBenchmarks() {
        assertThat(new CommandLine(new Bench()).getUsageMessage())
                .contains("log      appends, reads, states and growth of the event log")
                .contains("writes   requests until they show, catching up, idle workspaces");
    }

    private static String refusal(String... arguments) {
        StringWriter said = new StringWriter();
        int status = new CommandLine(new Bench()).setErr(new PrintWriter(said)).execute(arguments);
        assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
        return said.toString();
    }
}
