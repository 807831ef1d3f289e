package dev.synap.cli;

import dev.synap.cli.connection.CliException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.ToLongFunction;

/**
 * A file that a command writes. It is there only once it is whole, unless it is a pipe or a device: that is
 * written to, and never replaced.
 */
record OutputFile(Path path) {

    /** @throws CliException when no file can be written there */
    OutputFile {
        if (Files.isDirectory(path)) {
            throw CliException.usage(path + " is a directory; name a file in it");
        }
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw CliException.usage("There is no directory " + parent);
        }
    }

    /** Hands the writer out, and returns what its user returns. */
    long write(ToLongFunction<PrintWriter> content) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            return write(path, content);
        }
        // A link goes on pointing to the file that is replaced.
        Path target = Files.exists(path) ? path.toRealPath() : path;
        Path partial = target.resolveSibling(target.getFileName() + ".part");
        try {
            long written = write(partial, content);
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
            return written;
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static long write(Path file, ToLongFunction<PrintWriter> content) throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            long written = content.applyAsLong(out);
            if (out.checkError()) {
                throw CliException.failed("Cannot write all of it to " + file + "; is the disk full?");
            }
            return written;
        }
    }
}
