package dev.synap.server.start;

import java.io.PrintStream;

/** What a person needs to know once the server runs. */
final class Welcome {

    private Welcome() {}

    static void print(RunningServer server, PrintStream out) {
        StringBuilder text = new StringBuilder("Synap is ready.\n\n");
        line(text, "URL", server.url());
        line(text, "Docs", server.url() + "/docs");
        line(text, "Realtime", server.realtimeUrl());
        line(text, "Data", server.place());
        server.firstKey().ifPresent(key -> {
            line(text, "API key", key.text());
            line(text, "", "Keep it: it is shown this once. It belongs to the user owner, workspace default.");
            line(text, "Set up", server.url() + "/setup#" + key.text());
        });
        line(text, "Stop", "Ctrl-C");
        out.println(text);
        out.flush();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("  %-9s%s%n".formatted(name, value));
    }
}
