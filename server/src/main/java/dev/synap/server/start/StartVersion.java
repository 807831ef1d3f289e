package dev.synap.server.start;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class StartVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = StartVersion.class.getPackage().getImplementationVersion();
        return new String[] {"synap " + (version == null ? "development" : version)};
    }
}
