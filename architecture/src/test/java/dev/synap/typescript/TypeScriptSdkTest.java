package dev.synap.typescript;

import dev.synap.launch.BuiltServer;
import dev.synap.launch.Npm;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the TypeScript SDK with the machine's Node and npm, and runs its own tests against a server. */
class TypeScriptSdkTest {

    @TempDir
    private Path directory;

    @Test
    void itsTests_passAgainstAServer() throws Exception {
        // given
        BuiltServer.assumeBuilt();
        Npm npm = new Npm(BuiltServer.ROOT.resolve("client/typescript"));
        npm.run("ci", "--no-audit", "--no-fund");
        npm.run("run", "build");
        try (BuiltServer server = BuiltServer.start(directory)) {

            // when, then
            npm.test(server);
        }
    }
}
