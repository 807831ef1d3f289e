package dev.synap.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.synap.launch.BuiltServer;
import dev.synap.launch.Npm;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the web app's own tests, in a browser, against the server that serves it. */
class WebAppTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    @TempDir
    private Path directory;

    @Test
    void itsTests_passInABrowser() throws Exception {
        // given
        BuiltServer.assumeBuilt();
        assumeTrue(
                Files.isExecutable(CHROMIUM),
                "the web app was not tested: there is no " + CHROMIUM
                        + "; apt-get install chromium, then ./synap test");
        try (BuiltServer server = BuiltServer.start(directory)) {

            // when, then
            new Npm(BuiltServer.ROOT.resolve("web")).test(server);
        }
    }
}
