package dev.synap.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.synap.launch.BuiltServer;
import dev.synap.launch.Npm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the web app's own tests, in a browser, against the server that serves it. */
class WebAppTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    /** The tests receive what webhooks send, on this machine, and see it parked without waiting for a day. */
    private static final Map<String, String> WEBHOOKS_COME_HERE =
            Map.of("SYNAP_WEBHOOK_ALLOW_PRIVATE", "1", "SYNAP_WEBHOOK_ATTEMPTS", "2");

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
        try (BuiltServer server = BuiltServer.start(directory, WEBHOOKS_COME_HERE)) {

            // when, then
            new Npm(BuiltServer.ROOT.resolve("web")).test(server);
        }
    }
}
