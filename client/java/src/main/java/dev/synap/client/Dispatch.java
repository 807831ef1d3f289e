package dev.synap.client;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What became of the requests of a workspace. Thread-safe. */
public final class Dispatch {

    private final Connection connection;

    Dispatch(Connection connection) {
        this.connection = connection;
    }

    /** All requests, the youngest first. */
    public Listing<DispatchedRequest> list() {
        return pages(null);
    }

    /** Those with this status, the youngest first: {@code pending}, {@code done} or {@code parked}. */
    public Listing<DispatchedRequest> list(String status) {
        return pages(status);
    }

    private Listing<DispatchedRequest> pages(@Nullable String status) {
        return Listing.of((before, size) -> {
            Target target = connection
                    .target("dispatch")
                    .with("status", status)
                    .with("before", before)
                    .with("limit", size);
            return connection.send(Call.get(target.toString())).read(json -> {
                JsonNode next = json.path("next");
                return new ListPage<>(
                        Wire.list(json, "items", DispatchedRequest::from),
                        next.isIntegralNumber() ? next.asString() : null,
                        0);
            });
        });
    }
}
