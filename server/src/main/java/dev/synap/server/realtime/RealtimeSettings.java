package dev.synap.server.realtime;

import java.util.Set;

/**
 * How realtime listens.
 *
 * @param bind the address to listen on
 * @param port 0 lets the system choose
 * @param origins from which browsers may connect, such as {@code https://synap.example.com}, besides the API's own
 */
public record RealtimeSettings(String bind, int port, Set<String> origins) {

    public RealtimeSettings {
        origins = Set.copyOf(origins);
    }
}
