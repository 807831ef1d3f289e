package dev.synap.client;

import dev.synap.core.log.PageRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Sends requests over kept-alive HTTP/1.1 connections, and again where that is safe and may help.
 *
 * <p>Thread-safe. Calls block; one thread each.
 */
final class Transport implements AutoCloseable {

    private static final String USER_AGENT = "synap-java/" + version();

    private static final int MAX_PROBLEM = 64 * 1024;

    private final Settings settings;
    private final HttpClient http;
    private final Backoff backoff = Backoff.standard();
    private volatile boolean closed;

    Transport(Settings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    Settings settings() {
        return settings;
    }

    Backoff backoff() {
        return backoff;
    }

    /** Sends until there is an answer that counts, which may be a refusal. */
    Answer send(Call call) {
        Duration patience = call.patience() == null ? settings.timeout() : call.patience();
        Duration perAttempt = call.patience() == null ? settings.attemptTimeout() : call.patience();
        long deadline = System.nanoTime() + patience.toNanos();
        for (int attempts = 1; ; attempts++) {
            Duration left = until(deadline);
            Attempt attempt = attempt(call, left.compareTo(perAttempt) < 0 ? left : perAttempt);
            Duration pause = attempt.pause(backoff.pause(attempts));
            if (attempts > settings.retries() || !attempt.mayRepeat(call) || pause.compareTo(until(deadline)) >= 0) {
                return attempt.answer();
            }
            sleep(call, pause);
        }
    }

    /** A list whose pages begin behind the id of the last entry. */
    <T> List<T> list(String name, Answer.Reader<T> reader, Function<T, String> id) {
        List<T> all = new ArrayList<>();
        String after = null;
        while (true) {
            Target target = Target.api(name).with("after", after).with("limit", PageRequest.MAX_LIMIT);
            List<T> page = send(Call.get(target.toString())).read(json -> Wire.list(json, name, reader));
            all.addAll(page);
            if (page.size() < PageRequest.MAX_LIMIT) {
                return List.copyOf(all);
            }
            after = id.apply(page.getLast());
        }
    }

    /** Sends a body that is made as it goes, once; the answer may take this long. */
    Answer upload(String target, String contentType, BodyPublisher body, Duration patience) {
        Call call = Call.post(target);
        HttpRequest request = HttpRequest.newBuilder(request(call), (name, value) -> true)
                .POST(body)
                .header("Content-Type", contentType)
                .build();
        return attempt(call, request, patience).answer();
    }

    /** Starts a request whose answer is read as it comes. It is not repeated here; cancelling it ends it. */
    CompletableFuture<HttpResponse<InputStream>> open(Call call) {
        if (closed) {
            throw SynapClientException.closed();
        }
        return http.sendAsync(request(call), BodyHandlers.ofInputStream());
    }

    /**
     * Sends once, and gives the body of the answer as it comes, to be closed.
     *
     * @throws SynapClientException when the server refuses, or has no answer in time
     */
    InputStream download(Call call) {
        CompletableFuture<HttpResponse<InputStream>> pending = open(call);
        try {
            HttpResponse<InputStream> response = pending.get(settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
            if (response.statusCode() == 200) {
                return response.body();
            }
            try (InputStream body = response.body()) {
                byte[] problem = body.readNBytes(MAX_PROBLEM);
                throw new Answer(call, response.statusCode(), response.headers(), problem).failure();
            }
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw SynapClientException.timeout(
                    "%s had no answer from %s within %s".formatted(call, settings.url(), inWords(settings.timeout())));
        } catch (InterruptedException e) {
            pending.cancel(true);
            throw interrupted(call, e);
        } catch (ExecutionException | CancellationException e) {
            throw unreachable(call, e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e);
        } catch (IOException e) {
            throw unreachable(call, e);
        }
    }

    /** Ends all connections; calls that wait for an answer fail. */
    @Override
    public void close() {
        closed = true;
        http.shutdownNow();
    }

    private Attempt attempt(Call call, Duration time) {
        return attempt(call, request(call), time);
    }

    private Attempt attempt(Call call, HttpRequest request, Duration time) {
        if (closed) {
            throw SynapClientException.closed();
        }
        // The request's own timeout would end with the headers: a body that never ends must not hold us either.
        CompletableFuture<HttpResponse<byte[]>> pending = http.sendAsync(request, BodyHandlers.ofByteArray());
        try {
            HttpResponse<byte[]> response = pending.get(time.toNanos(), TimeUnit.NANOSECONDS);
            return new Attempt.Answered(new Answer(call, response.statusCode(), response.headers(), response.body()));
        } catch (TimeoutException e) {
            pending.cancel(true);
            return new Attempt.Unanswered(
                    SynapClientException.timeout(
                            "%s had no answer from %s within %s".formatted(call, settings.url(), inWords(time))),
                    false);
        } catch (InterruptedException e) {
            pending.cancel(true);
            throw interrupted(call, e);
        } catch (ExecutionException | CancellationException e) {
            return unanswered(call, e);
        }
    }

    private Attempt unanswered(Call call, Exception e) {
        if (closed) {
            throw SynapClientException.closed();
        }
        Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        if (cause instanceof IOException) {
            return new Attempt.Unanswered(unreachable(call, cause), neverConnected(cause));
        }
        throw new IllegalStateException(call + " could not be sent", cause);
    }

    SynapClientException unreachable(Call call, Throwable cause) {
        return neverConnected(cause)
                ? SynapClientException.unreachable("cannot connect to " + settings.url(), cause)
                : SynapClientException.unreachable(
                        "%s lost its connection to %s: %s".formatted(call, settings.url(), cause.getMessage()), cause);
    }

    private static boolean neverConnected(Throwable cause) {
        return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
    }

    private HttpRequest request(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.url() + call.target()))
                .method(call.method(), call.body())
                .header("Authorization", "Bearer " + settings.key())
                .header("User-Agent", USER_AGENT)
                .header("Accept", "application/json, application/x-ndjson, text/csv, application/problem+json");
        if (call.json() != null) {
            request.header("Content-Type", "application/json");
        }
        return request.build();
    }

    private static void sleep(Call call, Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            throw interrupted(call, e);
        }
    }

    private static SynapClientException interrupted(Call call, InterruptedException e) {
        Thread.currentThread().interrupt();
        return SynapClientException.interrupted(call + " was interrupted", e);
    }

    private static Duration until(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    private static String inWords(Duration time) {
        return time.toMillis() < 1_000 ? time.toMillis() + " ms" : time.toSeconds() + " s";
    }

    private static String version() {
        return Optional.ofNullable(Transport.class.getPackage().getImplementationVersion())
                .orElse("dev");
    }
}
