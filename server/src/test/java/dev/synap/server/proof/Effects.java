package dev.synap.server.proof;

import dev.synap.server.proof.Oracle.Entity;
import java.util.TreeMap;

/** Carries wishes out on the oracle's entities. */
final class Effects {

    private final Oracle oracle;

    Effects(Oracle oracle) {
        this.oracle = oracle;
    }

    void carryOut(Wish wish, String userId) {
        Entity entity = oracle.entities().computeIfAbsent(wish.subjectId(), id -> new Entity(wish.subjectType()));
        boolean changed = switch (wish.verb()) {
            case "create" -> create(entity, wish, userId);
            case "update" -> update(entity, wish);
            case "tag" -> entity.tags.add(String.valueOf(wish.data().get("tag")));
            case "untag" -> entity.tags.remove(String.valueOf(wish.data().get("tag")));
            case "delete" -> !entity.deleted && (entity.deleted = true);
            case "restore" -> entity.deleted && !(entity.deleted = false);
            case "archive" -> !entity.archived && (entity.archived = true);
            case "unarchive" -> entity.archived && !(entity.archived = false);
            case "complete" -> finish(entity, true);
            case "reopen" -> finish(entity, false);
            default -> throw new IllegalArgumentException(wish.verb());
        };
        if (changed) {
            entity.changes++;
        }
    }

    private static boolean create(Entity entity, Wish wish, String userId) {
        entity.fields = new TreeMap<>(wish.data());
        entity.fields.remove("type");
        entity.tags.clear();
        entity.madeBy = userId;
        entity.deleted = false;
        entity.archived = false;
        entity.done = false;
        return true;
    }

    private static boolean update(Entity entity, Wish wish) {
        TreeMap<String, Object> after = new TreeMap<>(entity.fields);
        after.putAll(PlainJson.object(wish.data(), "changes"));
        boolean changed = !after.equals(entity.fields);
        entity.fields = new TreeMap<>(after);
        return changed;
    }

    private static boolean finish(Entity entity, boolean done) {
        boolean changed = entity.done != done;
        if (changed) {
            entity.done = done;
            entity.fields.put("status", done ? "done" : "open");
        }
        return changed;
    }
}
