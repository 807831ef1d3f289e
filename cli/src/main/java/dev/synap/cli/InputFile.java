package dev.synap.cli;

import dev.synap.cli.connection.CliException;
import dev.synap.cli.terminal.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A UTF-8 file that a command reads: one on disk, or a pipe such as {@code <(zcat log.gz)}. */
record InputFile(Path path) {

    /** @throws CliException when there is nothing that can be read */
    InputFile {
        if (!Files.exists(path)) {
            throw CliException.usage("There is no file " + path);
        }
        if (Files.isDirectory(path)) {
            throw CliException.usage(path + " is a directory, not a file");
        }
        if (!Files.isReadable(path)) {
            throw CliException.usage("The file " + path + " may not be read by " + System.getProperty("user.name"));
        }
    }

    BufferedReader open() throws IOException {
        return Files.newBufferedReader(path);
    }

    String text() throws IOException {
        return Files.readString(path);
    }

    /** In bytes; {@link Progress#UNKNOWN} for a pipe, whose end nobody knows. */
    long size() throws IOException {
        return Files.isRegularFile(path) ? Files.size(path) : Progress.UNKNOWN;
    }
}
