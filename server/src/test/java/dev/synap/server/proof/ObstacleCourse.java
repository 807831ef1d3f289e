package dev.synap.server.proof;

import dev.synap.server.proof.Oracle.Entity;
import dev.synap.server.proof.Verdict.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a wish cannot be carried out, whoever has it. */
final class ObstacleCourse {

    private final Oracle oracle;

    ObstacleCourse(Oracle oracle) {
        this.oracle = oracle;
    }

    /** @param seen the changes that were seen, where the wish is bound to them */
    Set<Kind> obstacles(Wish wish, @Nullable Integer seen) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        Entity entity = oracle.entities().get(wish.subjectId());
        boolean made = entity != null && entity.changes > 0;
        if (wish.verb().equals("create")) {
            if (made && (entity.isLive() || !RoleTable.governs(wish.subjectType()))) {
                kinds.add(Kind.CONFLICT);
            }
            for (String field : List.of("on", "from", "to", "subjectId")) {
                Object needed = wish.data().get(field);
                if (needed != null && !isLive(needed.toString())) {
                    kinds.add(Kind.INVALID);
                }
            }
        } else if (!made) {
            kinds.add(Kind.NOT_FOUND);
        } else if (entity.deleted && !wish.verb().equals("restore")) {
            kinds.add(Kind.NOT_FOUND);
        }
        if (made && seen != null && entity.changes > seen) {
            kinds.add(Kind.CONFLICT);
        }
        return kinds;
    }

    private boolean isLive(String id) {
        Entity entity = oracle.entities().get(id);
        return entity != null
                && entity.isLive()
                && Objects.requireNonNull(Thing.of(id)).isContent();
    }
}
