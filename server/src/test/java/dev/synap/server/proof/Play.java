package dev.synap.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.server.proof.Command.Sight;
import dev.synap.server.proof.Oracle.Proposal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Plays commands on a stage and before the oracle, and compares what became of them. */
final class Play {

    /** What was to be seen of a subject at some moment: for the oracle its changes, in the log its version. */
    private record Sighting(int changes, long version) {}

    private static final Sighting NOTHING = new Sighting(0, 0);

    private final Stage stage;
    private final Oracle oracle = new Oracle();
    private final List<LoggedEvent> log = new ArrayList<>();
    private final Map<String, PlainState> states = new HashMap<>();
    private final Map<String, List<Sighting>> sightings = new HashMap<>();
    private int requests;

    Play(Stage stage) {
        this.stage = stage;
    }

    /** Plays the prologue, in which everybody gets their part, and then these. */
    void run(List<Command> commands) {
        List<Command> all = new ArrayList<>(Commands.prologue());
        all.addAll(commands);
        for (Command command : all) {
            play(command);
            if (command.settles()) {
                settle();
            }
        }
        settle();
        checkEnd();
    }

    private void play(Command command) {
        if (command.deed() instanceof Command.Review review) {
            review(command, review);
            return;
        }
        Sight sight = command.deed() instanceof Command.Change change ? change.sight() : Sight.NONE;
        Wish wish = Wishes.of(command.deed());
        Sighting seen = NOTHING;
        if (sight != Sight.NONE) {
            seen = sighting(wish.subjectId(), sight);
            Map<String, @Nullable Object> data = new TreeMap<>(wish.data());
            data.put("expectedVersion", (int) seen.version);
            wish = new Wish(wish.family(), wish.verb(), wish.subjectId(), wish.subjectType(), data);
        }
        String id = nextId();
        Verdict verdict = oracle.judge(id, command.player(), wish, sight == Sight.NONE ? null : seen.changes);
        send(command, id, wish, verdict);
    }

    private void review(Command command, Command.Review review) {
        List<Proposal> proposals = oracle.proposals();
        boolean reaches =
                stage.showsProposalsToGuests() || oracle.role(command.player().userId()) != null;
        if (review.which() >= proposals.size() || !reaches) {
            return;
        }
        Proposal proposal = proposals.get(proposals.size() - 1 - review.which());
        Sight sight = review.sight() == Sight.NONE ? Sight.LAST : review.sight();
        Sighting seen = sighting(proposal.wish.subjectId(), sight);
        Map<String, @Nullable Object> data = new TreeMap<>();
        String hash = PlainJson.canonicalHash(proposal.wish.data());
        data.put("contentHash", review.rightHash() ? hash : PlainJson.sha256(hash));
        data.put("version", (int) seen.version);
        if (review.verb().equals("reject")) {
            data.put("reason", "no");
        }
        Wish instead = null;
        if (review.verb().equals("modify")) {
            instead = Wishes.edited(proposal.wish);
            data.put("content", instead.data());
        }
        Wish wish = Wish.decide(review.verb(), EntityIds.proposal(proposal.requestId), data);
        String id = nextId();
        Verdict verdict =
                oracle.decide(id, command.player(), review.verb(), proposal, seen.changes, review.rightHash(), instead);
        send(command, id, wish, verdict);
    }

    private void send(Command command, String id, Wish wish, Verdict verdict) {
        Stage.Request request = new Stage.Request(
                id, command.player(), wish, Wishes.member(command.deed()), verdict, command.settles());
        if (!stage.send(request)) {
            oracle.ends().remove(id);
        }
    }

    private String nextId() {
        return "r" + ++requests;
    }

    private Sighting sighting(String subjectId, Sight sight) {
        List<Sighting> seen = sightings.getOrDefault(subjectId, List.of());
        int back = sight == Sight.EARLIER ? 2 : 1;
        return seen.size() < back ? NOTHING : seen.get(seen.size() - back);
    }

    private void settle() {
        List<LoggedEvent> events = stage.settle();
        log.addAll(events);
        events.forEach(event -> states.computeIfAbsent(event.subjectId(), id -> new PlainState())
                .add(event));
        checkEnds();
        states.forEach((id, state) -> {
            List<Sighting> seen = sightings.computeIfAbsent(id, key -> new ArrayList<>());
            if (state.version() > (seen.isEmpty() ? 0 : seen.getLast().version)) {
                seen.add(new Sighting(oracle.changes(id), state.version()));
            }
        });
    }

    private void checkEnds() {
        Map<String, Trail> trails = Trail.all(log);
        Map<String, String> wrong = new TreeMap<>();
        oracle.ends().forEach((id, verdict) -> {
            String end = end(trails.getOrDefault(id, Trail.NONE), verdict);
            if (!end.equals(verdict.toString())) {
                wrong.put(id, "was " + end + ", and should be " + verdict);
            }
        });
        assertThat(wrong).isEmpty();
    }

    /** In the words of the verdict, where it fits. */
    private static String end(Trail trail, Verdict verdict) {
        if (!trail.validated().isEmpty()) {
            return Verdict.VALIDATED.toString();
        }
        if (!trail.rejected().isEmpty()) {
            String rule = String.valueOf(trail.rejected().getFirst().text("rule"));
            return verdict.kinds().contains(Verdict.Kind.ofRule(rule)) ? verdict.toString() : "REJECTED by " + rule;
        }
        return trail.proposed().isEmpty() ? "never answered" : Verdict.PROPOSED.toString();
    }

    private void checkEnd() {
        assertThat(WriteChecker.check(log, Map.of())).as("the log").isEmpty();
        Map<String, String> found = new TreeMap<>();
        states.forEach((id, state) -> {
            if (state.exists() && !state.type().equals("proposal")) {
                found.put(id, FinalState.of(state));
            }
        });
        Map<String, String> foretold = new TreeMap<>();
        oracle.entities().forEach((id, entity) -> foretold.put(id, FinalState.of(entity)));
        assertThat(found).as("the final states").isEqualTo(foretold);
        assertThat(stage.wronglyShown(log)).as("what is shown").isEmpty();
    }
}
