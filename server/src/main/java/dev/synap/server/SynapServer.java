package dev.synap.server;

import dev.synap.server.start.StartCommand;
import picocli.CommandLine;

/** Runs Synap as a program. */
public final class SynapServer {

    private static final int USAGE = 2;

    private SynapServer() {}

    /** Ends the JVM only when the server cannot start; otherwise it runs until it is told to stop. */
    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new StartCommand(System.getenv(), System.out, System.err))
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler((wrong, _) -> {
                    System.err.println(wrong.getMessage());
                    System.err.println("See ./synap start --help");
                    return USAGE;
                });
        int status = command.execute(arguments);
        if (status != 0 || command.isUsageHelpRequested() || command.isVersionHelpRequested()) {
            System.exit(status);
        }
    }
}
