package dev.synap.store.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares what clients were told with what is stored. It knows nothing of how the log works, only what the
 * log promises; its answer is a list of broken promises.
 */
final class HistoryChecker {

    /** An event as it is stored. */
    record Stored(String workspace, long position, String id, String subjectId, long version) {
        String receipt() {
            return id + "@" + position + "@" + version;
        }
    }

    private final List<String> broken = new ArrayList<>();
    private final Map<String, Stored> byId = new HashMap<>();

    /**
     * Checks a run that has ended.
     *
     * @param stored all events, by workspace and position
     */
    static List<String> check(List<Stored> stored, List<Told> told) {
        HistoryChecker checker = new HistoryChecker();
        checker.checkOrder(stored);
        told.forEach(checker::checkAnswer);
        checker.checkWinners(told);
        checker.checkNothingElse(told);
        return checker.broken;
    }

    private void checkOrder(List<Stored> stored) {
        Map<String, Long> positions = new HashMap<>();
        Map<String, Long> versions = new HashMap<>();
        for (Stored event : stored) {
            if (event.position != positions.merge(event.workspace, 1L, Long::sum)) {
                broken.add("position " + event.position + " of " + event.workspace + " is out of order");
            }
            if (event.version != versions.merge(event.workspace + "/" + event.subjectId, 1L, Long::sum)) {
                broken.add("version " + event.version + " of " + event.subjectId + " is out of order");
            }
            if (byId.put(event.workspace + "/" + event.id, event) != null) {
                broken.add(event.id + " is stored twice");
            }
        }
    }

    private void checkAnswer(Told told) {
        if (told.acknowledged()) {
            List<String> stored = new ArrayList<>();
            for (String id : told.eventIds()) {
                Stored event = byId.get(told.workspace() + "/" + id);
                stored.add(event == null ? id + " lost" : event.receipt());
            }
            if (!stored.equals(told.receipts())) {
                broken.add("told " + told.receipts() + ", but stored is " + stored);
            }
        }
        if (told.first()) {
            checkExpectation(told);
        }
        long there = told.eventIds().stream()
                .filter(id -> byId.containsKey(told.workspace() + "/" + id))
                .count();
        if (there != 0 && there != told.eventIds().size()) {
            broken.add("half stored: " + told.eventIds());
        }
    }

    private void checkExpectation(Told told) {
        Set<String> checked = new HashSet<>();
        for (String id : told.eventIds()) {
            Stored event = byId.get(told.workspace() + "/" + id);
            if (event != null && told.expected().containsKey(event.subjectId) && checked.add(event.subjectId)) {
                long expected = told.expected().get(event.subjectId);
                if (event.version != expected + 1) {
                    broken.add(id + " expected version " + expected + " and became " + event.version);
                }
            }
        }
    }

    /** One first acknowledgement for each append, and one winner for each version that several expected. */
    private void checkWinners(List<Told> told) {
        Set<String> firsts = new HashSet<>();
        Map<String, String> winners = new HashMap<>();
        for (Told each : told) {
            if (!each.first()) {
                continue;
            }
            if (!firsts.add(each.workspace() + each.eventIds())) {
                broken.add("acknowledged twice as new: " + each.eventIds());
            }
            each.expected().forEach((subject, version) -> {
                String key = each.workspace() + "/" + subject + "=" + version;
                String other = winners.put(key, each.eventIds().getFirst());
                if (other != null) {
                    broken.add("two winners of " + key);
                }
            });
        }
    }

    /** What every client was told had failed must not be there. */
    private void checkNothingElse(List<Told> told) {
        Set<String> mayExist = new HashSet<>();
        for (Told each : told) {
            boolean refused =
                    each.answer().startsWith("conflict ") || each.answer().startsWith("duplicate ");
            if (!refused) {
                each.eventIds().forEach(id -> mayExist.add(each.workspace() + "/" + id));
            }
        }
        byId.keySet().stream().filter(id -> !mayExist.contains(id)).forEach(id -> broken.add(id + " was refused"));
    }
}
