package dev.synap.cli.demo;

import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Somebody in the stories, and what they write with. */
enum Person {
    ALICE("Alice", "web-app", "192.168.1.7", "Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0"),
    BOB(
            "Bob",
            "web-app",
            "192.168.1.1",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36"),
    CHARLIE(
            "Charlie",
            "mobile",
            "192.168.1.23",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                    + " Version/17.2 Mobile/15E148 Safari/604.1");

    private final String shown;
    private final String source;
    private final String ipAddress;
    private final String userAgent;

    Person(String shown, String source, String ipAddress, String userAgent) {
        this.shown = shown;
        this.source = source;
        this.ipAddress = ipAddress;
        this.userAgent = userAgent;
    }

    /** The user's id. */
    String id() {
        return shown.toLowerCase(Locale.ROOT);
    }

    /** What to call them. */
    String shown() {
        return shown;
    }

    /** Which app they write with. */
    String source() {
        return source;
    }

    /** Says where they wrote from, as the server says it of who writes now. */
    void stamp(ObjectNode metadata) {
        metadata.put("ipAddress", ipAddress).put("userAgent", userAgent);
    }
}
