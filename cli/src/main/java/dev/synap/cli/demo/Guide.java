package dev.synap.cli.demo;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says where to look, and what with.
 *
 * @param url the server
 * @param key what a shell puts in place of the key
 * @param options what the commands need to be told of the server and the workspace
 * @param workspace its id
 * @param owner the id of who owns it
 * @param people the ids of who is in it and may sign in, the owner aside
 * @param began when the demo began
 */
record Guide(
        String url, String key, String options, String workspace, String owner, List<String> people, Instant began) {

    private static final String NOTE = MarketingPlan.NOTE;

    /**
     * Who has which password.
     *
     * @param people ids
     * @param password theirs, which is not known later
     */
    record Passwords(List<String> people, String password) {}

    /** @param passwords those that were set just now; null for none */
    void print(PrintWriter out, @Nullable Passwords passwords) {
        out.println();
        line(out, "Open", page("/notes/" + NOTE));
        signIn(out, passwords);
        asOwner(out);

        String then = Work.day(began, -5);
        power(
                out,
                "1. Time travel: what did the plan say five days ago, and what did all notes?",
                page("/notes/" + NOTE + "?tab=past"),
                "./synap state " + NOTE + options + " --as-of " + then,
                get("/notes?asOf=" + then + "T23:59:59Z&limit=3"));
        power(
                out,
                "2. Undo: take any change back, and keep what others wrote later",
                page("/notes/" + NOTE + "?tab=history"),
                "./synap history " + NOTE + options,
                "./synap undo-to %s %s%s --preview".formatted(NOTE, Past.id(NOTE, 2), options));
        power(
                out,
                "3. Audit: who deleted the draft, when and from where? (as " + owner + ")",
                page("/audit"),
                "./synap audit" + options + " --type note.deleted");
        power(
                out,
                "4. AI that can be asked why: \"Call Marie\" waits for your word, with its reasons",
                page("/proposals"),
                get("/proposals?status=waiting"),
                "./synap history " + Suggestions.SAMPLE_BAGS + options + " --steps");
        power(
                out,
                "5. Rebuild: throw the tables away, and make them anew from the log (as " + owner + ")",
                page("/system"),
                "./synap rebuild notes" + options,
                "./synap verify" + options);
        out.flush();
    }

    private void signIn(PrintWriter out, @Nullable Passwords passwords) {
        if (passwords != null) {
            line(
                    out,
                    "Sign in",
                    "as %s, with the password  %s".formatted(or(passwords.people()), passwords.password()));
            line(out, "", "Keep it: it is shown this once.");
        }
        List<String> others = people.stream()
                .filter(id -> passwords == null || !passwords.people().contains(id))
                .toList();
        if (!others.isEmpty()) {
            line(
                    out,
                    passwords == null ? "Sign in" : "",
                    "as %s, with the password set before; ./synap demo%s --password NEW sets another"
                            .formatted(or(others), options));
        }
    }

    private void asOwner(PrintWriter out) {
        line(
                out,
                "",
                "as %s, who may do everything, with a password of your own. None yet? Set it, by your key:"
                        .formatted(owner));
        line(out, "", url + "/setup");
    }

    private static void power(PrintWriter out, String what, String page, String... commands) {
        out.println();
        out.println(what);
        line(out, "page", page);
        for (int i = 0; i < commands.length; i++) {
            line(out, i == 0 ? "shell" : "", commands[i]);
        }
    }

    private static void line(PrintWriter out, String name, String value) {
        out.println("  %-9s%s".formatted(name, value));
    }

    private String page(String path) {
        return "%s/w/%s%s".formatted(url, workspace, path);
    }

    private String get(String path) {
        return "curl -s --oauth2-bearer \"%s\" '%s/api/v1/workspaces/%s%s'".formatted(key, url, workspace, path);
    }

    private static String or(List<String> words) {
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }
}
