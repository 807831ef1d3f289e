package dev.synap.cli;

import dev.synap.cli.connection.CliException;
import dev.synap.cli.terminal.Progress;
import dev.synap.cli.terminal.Terminal;
import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Event;
import dev.synap.core.event.EventJson;
import dev.synap.core.log.ChainVerifier;
import dev.synap.core.log.HashChain;
import dev.synap.core.log.Verification;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Optional;

/** A file of exported events, one a line. */
record ExportFile(Path path) {

    /** Checks the chain from the first event to the last one in the file. */
    Verification verify(Terminal terminal) throws IOException {
        ChainVerifier verifier = new ChainVerifier();
        long position = 0;
        String hash = HashChain.GENESIS;
        long number = 0;
        InputFile file = new InputFile(path);
        try (BufferedReader lines = file.open();
                Progress progress = Progress.start(terminal, "Verifying", "bytes", file.size())) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Event event = read(line, ++number);
                Optional<Verification.Broken> broken = verifier.next(event);
                if (broken.isPresent()) {
                    return broken.get();
                }
                position = event.position();
                hash = event.hash();
                progress.add(line.length() + 1L);
            }
        } catch (CharacterCodingException e) {
            throw CliException.failed(path + " is not UTF-8 after line " + number);
        }
        if (number == 0) {
            throw CliException.failed(path + " holds no events");
        }
        return verifier.finish(position, hash);
    }

    private Event read(String line, long number) {
        try {
            return EventJson.read(line);
        } catch (InvalidInputException e) {
            throw CliException.failed(
                    "%s line %d is no exported event: %s".formatted(path, number, Failures.describe(e)));
        }
    }
}
