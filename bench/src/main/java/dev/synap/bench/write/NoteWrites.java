package dev.synap.bench.write;

import dev.synap.bench.http.ServerProcess;
import dev.synap.bench.load.Side;
import dev.synap.bench.load.Worker;
import dev.synap.bench.sample.Prose;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * People who make and edit notes, each over a connection of their own, and wait until each change shows. An answer
 * that comes before it does is worth no unit of work.
 */
final class NoteWrites implements Side {

    private final NoteCounts counts = new NoteCounts();
    private final List<NoteWriter> writers;

    /**
     * @param workspaces how many they write to, at random
     * @param checkEvery of so many answers about one is held against the lists
     */
    NoteWrites(ServerProcess server, Prose prose, int connections, int workspaces, int checkEvery) {
        writers = IntStream.range(0, connections)
                .mapToObj(i -> new NoteWriter(server, prose, i, workspaces, checkEvery, counts))
                .toList();
    }

    @Override
    public List<? extends Worker> workers() {
        return writers;
    }

    /** Of all writers, so far. */
    NoteCounts counts() {
        return counts;
    }

    @Override
    public void close() throws IOException {
        for (NoteWriter writer : writers) {
            writer.close();
        }
    }
}
