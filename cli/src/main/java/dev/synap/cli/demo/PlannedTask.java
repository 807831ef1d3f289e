package dev.synap.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task of a project.
 *
 * @param who made it
 * @param daysAgo when
 * @param due in how many days from when the demo began; below 0 for days before
 * @param doneBy who has done it; null for nobody yet
 * @param doneDaysAgo when
 */
record PlannedTask(
        Person who,
        int daysAgo,
        String id,
        String title,
        String projectId,
        int due,
        @Nullable Person doneBy,
        int doneDaysAgo) {

    List<PastEvent> events(Instant began) {
        List<PastEvent> events = new ArrayList<>();
        events.add(PastEvent.of(
                who,
                Duration.ofDays(daysAgo),
                "task.created",
                id,
                data -> data.put("title", title).put("projectId", projectId).put("dueDate", Work.day(began, due))));
        if (doneBy != null) {
            events.add(PastEvent.click(doneBy, Duration.ofDays(doneDaysAgo).plusHours(3), "task.completed", id));
        }
        return events;
    }
}
