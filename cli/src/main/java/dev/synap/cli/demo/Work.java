package dev.synap.cli.demo;

import static dev.synap.cli.demo.Person.ALICE;
import static dev.synap.cli.demo.Person.BOB;
import static dev.synap.cli.demo.Person.CHARLIE;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Projects, their tasks, and what has to do with what. */
final class Work {

    static final String LAUNCH = "project_launch";
    static final String SHOP = "project_shop";
    static final String FAIR = "project_fair";

    private static final String WINTER = "project_winter";

    private Work() {}

    static List<PastEvent> events(Instant began) {
        List<PastEvent> events = new ArrayList<>(projects());
        tasks().forEach(task -> events.addAll(task.events(began)));
        events.addAll(relations());
        return events;
    }

    /** The day that lies so many days after the one on which the demo began. */
    static String day(Instant began, int days) {
        return LocalDate.ofInstant(began, ZoneOffset.UTC).plusDays(days).toString();
    }

    private static List<PastEvent> projects() {
        return List.of(
                project(ALICE, 60, WINTER, "Winter sale"),
                PastEvent.click(ALICE, Duration.ofDays(35), "project.archived", WINTER),
                project(ALICE, 30, LAUNCH, "Spring launch"),
                project(CHARLIE, 28, SHOP, "Web shop"),
                project(BOB, 26, FAIR, "Coffee fair"));
    }

    private static PastEvent project(Person who, int daysAgo, String id, String title) {
        return PastEvent.of(who, Duration.ofDays(daysAgo), "project.created", id, data -> data.put("title", title));
    }

    private static List<PlannedTask> tasks() {
        return List.of(
                new PlannedTask(ALICE, 8, "task_plan", "Write the marketing plan", LAUNCH, -1, BOB, 1),
                new PlannedTask(ALICE, 8, "task_newsletter", "Write the first newsletter", LAUNCH, 4, null, 0),
                new PlannedTask(BOB, 7, "task_posters", "Design the posters", LAUNCH, 6, null, 0),
                new PlannedTask(BOB, 7, "task_print", "Have the posters printed", LAUNCH, 13, null, 0),
                new PlannedTask(CHARLIE, 20, "task_payment", "Try a payment in the web shop", SHOP, -9, CHARLIE, 10),
                new PlannedTask(CHARLIE, 20, "task_shipping", "Agree on shipping rates", SHOP, -2, null, 0),
                new PlannedTask(CHARLIE, 15, "task_photos", "Take photos of the bags", SHOP, 2, null, 0),
                new PlannedTask(BOB, 14, "task_badges", "Order badges for the fair", FAIR, 9, null, 0),
                new PlannedTask(BOB, 14, "task_grinder", "Rent a second grinder", FAIR, 16, ALICE, 3),
                new PlannedTask(ALICE, 6, "task_offices", "List 40 offices in the harbour", LAUNCH, 3, CHARLIE, 2));
    }

    private static List<PastEvent> relations() {
        return List.of(
                relation(BOB, 7, "relation_print", "task_posters", "blocks", "task_print"),
                relation(ALICE, 6, "relation_offices", "task_offices", "blocks", "task_newsletter"),
                relation(BOB, 6, "relation_poster", "note_poster", "describes", "task_posters"),
                relation(ALICE, 5, "relation_plan", MarketingPlan.NOTE, "plans", LAUNCH),
                relation(CHARLIE, 4, "relation_voice", MarketingPlan.NOTE, "builds on", "note_voice"));
    }

    private static PastEvent relation(Person who, int daysAgo, String id, String from, String kind, String to) {
        return PastEvent.of(
                who,
                Duration.ofDays(daysAgo).minusHours(1),
                "relation.created",
                id,
                data -> data.put("from", from).put("kind", kind).put("to", to));
    }
}
