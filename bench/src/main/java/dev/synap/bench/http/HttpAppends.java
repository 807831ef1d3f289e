package dev.synap.bench.http;

import dev.synap.bench.load.Side;
import dev.synap.bench.load.Worker;
import dev.synap.bench.sample.SampleEvents;
import dev.synap.bench.sample.Subjects;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** Writers who append one event at a time over HTTP, each on a connection that it keeps open. */
public final class HttpAppends implements Side {

    private static final int CREATED = 201;

    private final List<Writer> writers;

    public HttpAppends(ServerProcess server, SampleEvents events, int connections, int workspaces) {
        writers = IntStream.range(0, connections)
                .mapToObj(i -> new Writer(new ApiConnection(server), events, Subjects.fresh("h", i, workspaces)))
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

    private record Writer(ApiConnection connection, SampleEvents events, Subjects subjects) implements Worker {

        @Override
        public long work() throws IOException {
            subjects.next();
            int status = connection.send("POST", "/api/v1/workspaces/" + subjects.workspaceId() + "/events", request());
            if (status != CREATED) {
                throw new IOException("an append was answered with " + status + ": " + connection.body());
            }
            subjects.grown();
            return 1;
        }

        private String request() {
            return "{\"events\":[{\"type\":\"" + SampleEvents.TYPE + "\",\"subjectId\":\"" + subjects.id()
                    + "\",\"subjectType\":\"note\",\"source\":\"" + SampleEvents.SOURCE + "\",\"data\":"
                    + events.data(subjects.random()).text() + "}],\"expectedVersions\":{\"" + subjects.id() + "\":"
                    + subjects.version() + "}}";
        }
    }
}
