package dev.synap.bench.write;

import dev.synap.bench.http.ApiConnection;
import dev.synap.bench.http.ServerProcess;
import dev.synap.bench.load.Side;
import dev.synap.bench.load.Worker;
import dev.synap.bench.sample.Prose;
import dev.synap.bench.sample.Subjects;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** So many notes, dealt out to workspaces in turn, so that none of them is empty. */
final class FirstNotes implements Side {

    private static final int CONNECTIONS = 32;
    private static final int CREATED = 201;
    private static final int NOT_YET = 202;

    private final Prose prose;
    private final int count;
    private final int workspaces;
    private final AtomicInteger begun = new AtomicInteger();
    private final List<Writer> writers;

    FirstNotes(ServerProcess server, Prose prose, int count, int workspaces) {
        this.prose = prose;
        this.count = count;
        this.workspaces = workspaces;
        this.writers = IntStream.range(0, CONNECTIONS)
                .mapToObj(i -> new Writer(new ApiConnection(server), new SplittableRandom(i)))
                .toList();
    }

    @Override
    public List<? extends Worker> workers() {
        return writers;
    }

    @Override
    public void close() throws IOException {
        for (Writer writer : writers) {
            writer.connection.close();
        }
    }

    private final class Writer implements Worker {
        private final ApiConnection connection;
        private final SplittableRandom random;

        Writer(ApiConnection connection, SplittableRandom random) {
            this.connection = connection;
            this.random = random;
        }

        /** Does nothing when another writer has begun the last one. */
        @Override
        public long work() throws IOException {
            int number = begun.getAndIncrement();
            if (number >= count) {
                Thread.onSpinWait();
                return 0;
            }
            int status = connection.send(
                    "POST",
                    "/api/v1/workspaces/" + Subjects.workspace(number % workspaces) + "/entities?wait=validated",
                    "{\"type\":\"note\",\"title\":\"First\",\"content\":\"" + prose.next(random) + "\"}");
            if (status != CREATED && status != NOT_YET) {
                throw new IOException("a request was answered with " + status + ": " + connection.body());
            }
            return 1;
        }
    }
}
