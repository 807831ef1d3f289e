package dev.synap.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Clients that send requests of all kinds, each one after the other, until they are sent home. */
final class Crowd implements AutoCloseable {

    private final Household household;
    private final HttpClient http;
    private final long seed;
    private final ConcurrentLinkedQueue<Told> told = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> clients = new ArrayList<>();
    private final List<ServerNode> homes = new ArrayList<>();

    Crowd(Household household, HttpClient http, long seed) {
        this.household = household;
        this.http = http;
        this.seed = seed;
    }

    /** What clients send over, which does not wait long for a server that is dead. */
    static HttpClient httpClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    /** More clients, each of which sends to any of these two servers, or twice the same one. */
    Crowd with(int number, ServerNode one, ServerNode other) {
        for (int i = 0; i < number; i++) {
            MixedClient client = new MixedClient(clients.size(), List.of(one, other), household, http, told, seed);
            homes.add(one);
            clients.add(threads.submit(() -> {
                client.sendWhile(() -> !ended.get());
                return null;
            }));
        }
        return this;
    }

    /** Waits until the servers have taken so many requests more than at this moment. */
    void awaitMore(long requests) {
        await(requests, each -> true);
    }

    /** Likewise for requests of those clients alone that send to this server first. */
    void awaitMore(long requests, ServerNode home) {
        await(requests, each -> homes.get(each.client()).equals(home));
    }

    long acknowledged() {
        return acknowledged(each -> true);
    }

    private void await(long requests, Predicate<Told> which) {
        long enough = acknowledged(which) + requests;
        while (acknowledged(which) < enough) {
            assertThat(clients).as("clients that go on").noneMatch(Future::isDone);
            LockSupport.parkNanos(2_000_000);
        }
    }

    private long acknowledged(Predicate<Told> which) {
        return told.stream().filter(Told::acknowledged).filter(which).count();
    }

    /** What clients were told in a workspace. */
    List<Told> told(String workspace) {
        return told.stream().filter(each -> each.workspace().equals(workspace)).toList();
    }

    /** Has each end the request that it is at; fails as one of them failed. */
    void sendHome() throws ExecutionException, InterruptedException {
        ended.set(true);
        for (Future<?> client : clients) {
            client.get();
        }
    }

    @Override
    public void close() {
        ended.set(true);
        threads.close();
    }
}
