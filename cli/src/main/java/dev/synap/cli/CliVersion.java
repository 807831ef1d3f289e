package dev.synap.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that was built into the jar. */
final class CliVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(SynapCli.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
        return new String[] {"Synap " + version};
    }
}
