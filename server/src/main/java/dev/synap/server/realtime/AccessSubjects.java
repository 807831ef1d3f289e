package dev.synap.server.realtime;

import dev.synap.core.write.DerivedIds;
import java.util.Set;

/** Which memberships and shares a seat may stand on, by their ids. */
final class AccessSubjects {

    private AccessSubjects() {}

    static Set<String> of(Seat seat) {
        String member = DerivedIds.member(seat.userId());
        String subjectId = seat.place().subjectId();
        return subjectId == null ? Set.of(member) : Set.of(member, DerivedIds.share(subjectId, seat.userId()));
    }
}
