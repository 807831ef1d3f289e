package dev.synap.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Builds the sources in {@code canary/}, which break each of the build's checks, under the build's own settings. */
class ChecksAreAliveTest {

    private static String log = "";

    @BeforeAll
    static void buildTheCanary() throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                "--batch-mode",
                "--offline",
                "--fail-at-end",
                "-Dstyle.color=never",
                "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"),
                "compile",
                "spotless:check@format");
        ProcessBuilder maven = new ProcessBuilder(command)
                .directory(Path.of("canary").toFile())
                .redirectErrorStream(true);
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = maven.start();
        process.getOutputStream().close();
        log = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
    }

    @Test
    void errorProne_refusesABug() {
        assertThat(log).containsPattern("ERROR.*ArrayEqualsBug.java:.*\\[ArrayEquals]");
    }

    @Test
    void nullAway_refusesANullThatIsDereferenced() {
        assertThat(log).containsPattern("ERROR.*NullViolation.java:.*\\[NullAway]");
    }

    @Test
    void nullAway_refusesNullsInAListOfNonNulls() {
        assertThat(log).containsPattern("ERROR.*NullInAList.java:.*\\[NullAway]");
    }

    @Test
    void errorProne_refusesAPackageThatIsNotNullMarked() {
        assertThat(log).containsPattern("ERROR.*UnmarkedPackage.java:.*\\[RequireExplicitNullMarking]");
    }

    @Test
    void formatter_refusesAMisformattedFileInJava25() {
        assertThat(log)
                .contains("The following files had format violations:")
                .contains("src/main/java/canary/Misformatted.java");
    }
}
