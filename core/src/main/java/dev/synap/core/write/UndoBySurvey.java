package dev.synap.core.write;

import dev.synap.core.undo.Superseded;
import dev.synap.core.undo.Taken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What taking back what a user did would come to, over all subjects.
 *
 * @param wish what for, up to the position that was looked at
 * @param digest stands for all subjects and their versions: another one when one of them has moved on
 * @param subjects how many subjects it would reach
 * @param written how many of them it would write to
 * @param changes how many changes would no longer count, a change on several subjects once for each
 * @param superseded how many fields somebody wrote later
 * @param left on how many subjects something of the user's would stay
 * @param affected who wrote later, some of them where they are very many
 * @param first what would become of the first subjects, by their ids
 */
public record UndoBySurvey(
        UndoByWish wish,
        String digest,
        long subjects,
        long written,
        long changes,
        long superseded,
        long left,
        Set<String> affected,
        List<Taken> first) {

    public UndoBySurvey {
        affected = Set.copyOf(affected);
        first = List.copyOf(first);
    }

    /** Counts as it walks. Not thread-safe. */
    static final class Count {
        static final int MAX_AFFECTED = 100;
        static final int MAX_FIRST = 100;

        private final MessageDigest digest = sha256();
        private final Set<String> affected = new TreeSet<>();
        private final List<Taken> first = new ArrayList<>();
        private long subjects;
        private long written;
        private long changes;
        private long superseded;
        private long left;

        void add(Taken taken) {
            digest.update("%s %d\n"
                    .formatted(taken.plan().subjectId(), taken.version())
                    .getBytes(StandardCharsets.UTF_8));
            subjects++;
            written += taken.plan().changesNothing() ? 0 : 1;
            changes += taken.plan().changesNothing() ? 0 : taken.reverts().size();
            superseded += taken.plan().superseded().size();
            left += taken.left().isEmpty() ? 0 : 1;
            for (Superseded each : taken.plan().superseded()) {
                if (affected.size() < MAX_AFFECTED) {
                    affected.add(each.by().userId());
                }
            }
            if (first.size() < MAX_FIRST) {
                first.add(taken);
            }
        }

        UndoBySurvey survey(UndoByWish wish) {
            String hash = HexFormat.of().formatHex(digest.digest());
            return new UndoBySurvey(wish, hash, subjects, written, changes, superseded, left, affected, first);
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
