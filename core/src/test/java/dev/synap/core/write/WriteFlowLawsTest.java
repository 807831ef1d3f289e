package dev.synap.core.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.event.NewEvent;
import dev.synap.core.json.JsonArbitraries;
import dev.synap.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any commands by anybody. */
class WriteFlowLawsTest {

    private static final Set<String> ENDS = Set.of("validated", "rejected");

    /** Something somebody asks for. */
    record Wish(String user, String stem, int target, String data) {}

    @Property(tries = 100)
    void everyRequestEndsOnce_andReplayingGivesTheSame(
            @ForAll("wishes") List<Wish> wishes, @ForAll("batchSizes") int batchSize) {
        World world = World.withMembers();
        int settled = world.log().size();
        List<Event> batch = new ArrayList<>();
        for (Wish wish : wishes) {
            batch.add(request(world, wish));
            if (batch.size() >= batchSize) {
                answer(world, batch);
                batch.clear();
            }
        }
        answer(world, batch);
        checkEnds(world.log().subList(settled, world.log().size()), world);
    }

    @Property(tries = 300)
    void anyContent_isAnswered(
            @ForAll("stems") String stem, @ForAll("types") String type, @ForAll("data") JsonObject data) {
        World world = World.withMembers();
        Outcome outcome = world.ask("owner", stem, "x_1", type, data.text());

        assertThat(outcome.types()).hasSizeGreaterThanOrEqualTo(1);
    }

    @Property(tries = 300)
    void whatIsWrongByItself_isNeverLetThrough(
            @ForAll("stems") String stem, @ForAll("types") String type, @ForAll("data") JsonObject data) {
        World world = World.withMembers();
        Event request = world.request("owner", stem, "x_1", type, data.text(), "{}");

        boolean wrong = !RequestForm.faults(asSent(request)).isEmpty();

        assertThat(!wrong || world.settle(List.of(request)).types().equals(List.of(stem + ".rejected")))
                .isTrue();
    }

    private static NewEvent asSent(Event event) {
        return new NewEvent(
                event.id(),
                event.type(),
                event.subjectId(),
                event.subjectType(),
                event.data(),
                event.metadata(),
                event.userId(),
                event.source(),
                event.correlationId(),
                event.causationId(),
                null);
    }

    private static void answer(World world, List<Event> batch) {
        Following once = world.follow(batch);
        assertThat(world.follow(batch)).isEqualTo(once);
        for (NewEvent event : once.events()) {
            assertThat(event.causationId()).isNotNull();
            assertThat(event.correlationId()).isNotNull();
        }
        // The world refuses an id that is used twice, and versions that are not as expected.
        world.settle(batch);
    }

    private static void checkEnds(List<Event> log, World world) {
        Map<String, List<String>> ends = new HashMap<>();
        Set<String> approved = new HashSet<>();
        Set<String> validated = new HashSet<>();
        Set<String> proposed = new HashSet<>();
        for (Event event : log) {
            String last = event.type().substring(event.type().lastIndexOf('.') + 1);
            boolean phase = event.type().startsWith("entities.") || event.type().startsWith("proposals.");
            if (!phase) {
                continue;
            }
            String requestId = event.data().toNode().path("requestId").asString();
            switch (last) {
                case "requested" -> ends.put(event.id(), new ArrayList<>());
                case "approved" -> assertThat(approved.add(requestId)).isTrue();
                case "proposed" -> proposed.add(requestId);
                default -> {}
            }
            if (ENDS.contains(last)) {
                ends.get(requestId).add(last);
                if (last.equals("validated")) {
                    validated.add(requestId);
                }
            }
        }
        assertThat(validated).isEqualTo(approved);
        ends.forEach((id, of) -> {
            boolean waits = proposed.contains(id)
                    && world.subject(DerivedIds.proposal(id))
                            .state()
                            .toNode()
                            .path("status")
                            .asString()
                            .equals("waiting");
            assertThat(of).as(id).hasSize(waits ? 0 : 1);
        });
    }

    private static Event request(World world, Wish wish) {
        List<Event> proposals = world.log().stream()
                .filter(event -> event.type().equals("proposal.created"))
                .toList();
        if (wish.stem().startsWith("proposals.") && !proposals.isEmpty()) {
            Event proposal = proposals.get(wish.target() % proposals.size());
            String about = proposal.data().toNode().path("subjectId").asString();
            String data = "{\"contentHash\":\"%s\",\"version\":%d,\"content\":{\"changes\":{\"title\":\"m\"}}}"
                    .formatted(
                            proposal.data().toNode().path("contentHash").asString(),
                            Math.max(0, world.subject(about).factVersion() - wish.target() % 2));
            return world.request(wish.user(), wish.stem(), proposal.subjectId(), "proposal", data, "{}");
        }
        return world.request(wish.user(), wish.stem(), "note_" + wish.target() % 3, "note", wish.data(), "{}");
    }

    @Provide
    Arbitrary<List<Wish>> wishes() {
        Arbitrary<String> users =
                Arbitraries.of("owner", "ann", "ed", "cora", "vic", "gus", "robo", "robo", "bot", "nobody", "system");
        Arbitrary<String> data = Arbitraries.of(
                "{}",
                "{\"title\":\"a\",\"changes\":{\"title\":\"b\"},\"tag\":\"red\"}",
                "{\"title\":1,\"changes\":{\"mood\":\"c\"},\"tag\":\"blue\"}",
                "{\"changes\":{\"title\":\"c\",\"content\":\"d\"},\"expectedVersion\":3}");
        return Combinators.combine(users, stems(), Arbitraries.integers().between(0, 11), data)
                .as(Wish::new)
                .list()
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<String> stems() {
        return Arbitraries.of(
                "entities.create",
                "entities.create",
                "entities.update",
                "entities.update",
                "entities.delete",
                "entities.restore",
                "entities.archive",
                "entities.tag",
                "entities.untag",
                "entities.complete",
                "proposals.accept",
                "proposals.accept",
                "proposals.modify",
                "proposals.reject",
                "proposals.withdraw",
                "proposals.expire");
    }

    @Provide
    Arbitrary<Integer> batchSizes() {
        return Arbitraries.integers().between(1, 8);
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of(
                "note",
                "task",
                "project",
                "relation",
                "tag",
                "comment",
                "member",
                "share",
                "policy",
                "schema",
                "proposal",
                "invoice",
                "crm.deal");
    }

    @Provide
    Arbitrary<JsonObject> data() {
        Arbitrary<JsonObject> any = JsonArbitraries.objects().map(JsonObject::of);
        Arbitrary<String> names = Arbitraries.of(
                "changes",
                "title",
                "tag",
                "tags",
                "type",
                "id",
                "on",
                "from",
                "userId",
                "role",
                "level",
                "schema",
                "agentId",
                "pattern",
                "effect",
                "expectedVersion",
                "version",
                "contentHash",
                "content",
                "dueDate");
        Arbitrary<JsonObject> named = Arbitraries.maps(names, JsonArbitraries.objects())
                .ofMaxSize(4)
                .map(fields -> {
                    var node = dev.synap.core.json.Json.newObject();
                    node.setAll(fields);
                    return JsonObject.of(node);
                });
        return Arbitraries.oneOf(any, named);
    }
}
