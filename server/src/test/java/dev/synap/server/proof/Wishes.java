package dev.synap.server.proof;

import dev.synap.server.proof.Command.Deed;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Commands as wishes, but for reviews, which depend on what was proposed. */
final class Wishes {

    private Wishes() {}

    static Wish of(Deed deed) {
        return switch (deed) {
            case Command.Make make -> {
                Map<String, @Nullable Object> fields =
                        new TreeMap<>(Map.of(make.thing().field(), make.text()));
                make.thing().madeOf().forEach((field, thing) -> fields.put(field, thing.id()));
                yield Wish.create(make.thing().type, make.thing().id(), fields);
            }
            case Command.Change change ->
                on(
                        "update",
                        change.thing(),
                        Map.of("changes", Map.of(change.thing().field(), change.text())));
            case Command.Mark mark -> on(mark.verb(), mark.thing(), Map.of());
            case Command.Tag tag -> on(tag.adds() ? "tag" : "untag", tag.thing(), Map.of("tag", tag.tag()));
            case Command.Member member ->
                governing(
                        member.verb(),
                        "member",
                        EntityIds.member(member.whom().userId()),
                        Map.of("userId", member.whom().userId()),
                        Map.of("role", member.role()));
            case Command.Share share ->
                governing(
                        share.verb(),
                        "share",
                        EntityIds.share(share.thing().id(), share.whom().userId()),
                        Map.of(
                                "subjectId",
                                share.thing().id(),
                                "userId",
                                share.whom().userId()),
                        Map.of("level", share.level()));
            case Command.Policy policy ->
                governing(
                        policy.verb(),
                        "policy",
                        EntityIds.policy(policy.agent(), policy.pattern()),
                        Map.of("agentId", policy.agent(), "pattern", policy.pattern()),
                        Map.of("effect", policy.effect()));
            case Command.Review review -> throw new IllegalArgumentException(review.toString());
        };
    }

    /** Whose membership it is about; null when it is about none. */
    static @Nullable String member(Deed deed) {
        return deed instanceof Command.Member member ? member.whom().userId() : null;
    }

    /** The same wish with another text in it, where it has one. */
    static Wish edited(Wish wish) {
        Map<String, @Nullable Object> data = new TreeMap<>(wish.data());
        data.remove("expectedVersion");
        for (String field : new String[] {"title", "text", "kind"}) {
            data.computeIfPresent(field, (key, before) -> "edited");
            if (data.get("changes") instanceof Map<?, ?> changes && changes.containsKey(field)) {
                data.put("changes", Map.of(field, "edited"));
            }
        }
        return new Wish(wish.family(), wish.verb(), wish.subjectId(), wish.subjectType(), data);
    }

    private static Wish on(String verb, Thing thing, Map<String, @Nullable Object> data) {
        return Wish.of(verb, thing.type, thing.id(), data);
    }

    private static Wish governing(
            String verb,
            String type,
            String id,
            Map<String, @Nullable Object> about,
            Map<String, @Nullable Object> says) {
        return switch (verb) {
            case "create" -> {
                Map<String, @Nullable Object> fields = new TreeMap<>(about);
                fields.putAll(says);
                yield Wish.create(type, id, fields);
            }
            case "update" -> Wish.of(verb, type, id, Map.of("changes", says));
            default -> Wish.of(verb, type, id, Map.of());
        };
    }
}
