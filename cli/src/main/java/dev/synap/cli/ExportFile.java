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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A file of exported events, one a line, of one workspace or more. */
record ExportFile(Path path) {

    /**
     * Checks the chain of each workspace from its first event to the last one in the file.
     *
     * @param each is told of every event
     * @return by workspace, in the order of the file
     */
    Map<String, Verification> verify(Terminal terminal, Consumer<Event> each) throws IOException {
        Map<String, Chain> chains = new LinkedHashMap<>();
        long number = 0;
        InputFile file = new InputFile(path);
        try (BufferedReader lines = file.open();
                Progress progress = Progress.start(terminal, "Verifying", "bytes", file.size())) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Event event = read(line, ++number);
                chains.computeIfAbsent(event.workspaceId(), id -> new Chain()).next(event);
                each.accept(event);
                progress.add(line.length() + 1L);
            }
        } catch (CharacterCodingException e) {
            throw CliException.failed(path + " is not UTF-8 after line " + number);
        }
        if (number == 0) {
            throw CliException.failed(path + " holds no events");
        }
        Map<String, Verification> results = new LinkedHashMap<>();
        chains.forEach((workspaceId, chain) -> results.put(workspaceId, chain.finish()));
        return results;
    }

    private Event read(String line, long number) {
        try {
            return EventJson.read(line);
        } catch (InvalidInputException e) {
            throw CliException.failed(
                    "%s line %d is no exported event: %s".formatted(path, number, Failures.describe(e)));
        }
    }

    private static final class Chain {
        private final ChainVerifier verifier = new ChainVerifier();
        private Verification.@Nullable Broken broken;
        private long position;
        private String hash = HashChain.GENESIS;

        void next(Event event) {
            if (broken == null) {
                Optional<Verification.Broken> found = verifier.next(event);
                broken = found.orElse(null);
                position = event.position();
                hash = event.hash();
            }
        }

        Verification finish() {
            return broken != null ? broken : verifier.finish(position, hash);
        }
    }
}
