package dev.synap.store.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** One client that appends to shared subjects through either server, and notes what it was told. */
final class RacingClient {

    private static final int SHARED_SUBJECTS = 3;

    private final int number;
    private final List<NodeProcess> nodes;
    private final List<String> workspaces;
    private final Queue<Told> told;
    private final Random random;
    private final Map<String, Long> versions = new HashMap<>();
    private int appends;

    RacingClient(int number, List<NodeProcess> nodes, List<String> workspaces, Queue<Told> told) {
        this.number = number;
        this.nodes = nodes;
        this.workspaces = workspaces;
        this.told = told;
        this.random = new Random(number);
    }

    /** Goes on until the time is over and there are enough appends, or a node is gone. */
    void appendUntil(long endNanos, int atLeast) {
        boolean alive = true;
        while (alive && (System.nanoTime() < endNanos || appends < atLeast)) {
            String append = next();
            int kind = random.nextInt(10);
            if (kind == 0) {
                alive = tell(
                        append, nodes.getFirst().send(append), nodes.getLast().send(append));
            } else {
                alive = tell(append, nodes.get(random.nextInt(nodes.size())).send(append));
                if (kind == 1) {
                    alive = tell(append, nodes.get(random.nextInt(nodes.size())).send(append));
                }
            }
        }
    }

    @SafeVarargs
    private boolean tell(String append, CompletableFuture<String>... answers) {
        boolean alive = true;
        for (CompletableFuture<String> each : answers) {
            String answer = each.join();
            alive &= !answer.equals("lost");
            told.add(Told.of(append, answer));
            learn(append, answer);
        }
        return alive;
    }

    private String next() {
        String workspace = workspaces.get(random.nextInt(workspaces.size()));
        String subject = "n" + random.nextInt(SHARED_SUBJECTS);
        String expected = "-";
        if (random.nextInt(3) > 0) {
            expected = subject + "=" + versions.getOrDefault(workspace + subject, 0L);
        }
        StringBuilder events = new StringBuilder();
        int count = random.nextInt(4) == 0 ? 2 + random.nextInt(4) : 1;
        appends++;
        for (int i = 0; i < count; i++) {
            String about = i == 0 ? subject : "n" + random.nextInt(SHARED_SUBJECTS + 1);
            events.append(i == 0 ? "" : ",").append("c%d-%d-%d@%s".formatted(number, appends, i, about));
        }
        return workspace + " " + expected + " " + events;
    }

    /** Takes over what an answer says of the subject, as a client does before it tries again. */
    private void learn(String append, String answer) {
        String[] words = answer.split(" ");
        String workspace = append.substring(0, append.indexOf(' '));
        if (words[0].equals("conflict")) {
            versions.put(workspace + words[1], Long.valueOf(words[2]));
        } else if (words[0].equals("ok")) {
            String[] sent = append.split(" ")[2].split(",");
            String[] receipts = words[1].split(",");
            for (int i = 0; i < sent.length; i++) {
                versions.put(
                        workspace + sent[i].split("@")[1],
                        Long.valueOf(receipts[i].split("@")[2]));
            }
        }
    }
}
