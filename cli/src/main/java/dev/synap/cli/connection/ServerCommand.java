package dev.synap.cli.connection;

import dev.synap.cli.terminal.Terminal;
import dev.synap.client.Synap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that is done over a connection to the server, and ends with exit code 0 unless it throws. */
public abstract class ServerCommand implements Callable<Integer> {

    protected final Terminal terminal;

    @Mixin
    protected ServerOptions server;

    protected ServerCommand(Terminal terminal) {
        this.terminal = terminal;
        this.server = new ServerOptions(terminal);
    }

    @Override
    public final Integer call() throws Exception {
        try (Synap synap = connect()) {
            run(synap);
        }
        return 0;
    }

    /** The connection to use: one for a person who waits, unless the work takes long. */
    protected Synap connect() {
        return server.connect();
    }

    /** Does it. */
    protected abstract void run(Synap synap) throws Exception;
}
