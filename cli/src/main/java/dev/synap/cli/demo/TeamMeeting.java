package dev.synap.cli.demo;

import static dev.synap.cli.demo.Person.ALICE;
import static dev.synap.cli.demo.Person.BOB;
import static dev.synap.cli.demo.Person.CHARLIE;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Minutes that everybody adds to: a summary, action items, a better title, a comment, an item that is done. */
final class TeamMeeting {

    static final String NOTE = "note_meeting";

    private static final Duration HELD = Duration.ofDays(9);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("MMM d", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private static final String SUMMARY = """
            The spring roast is ready in six weeks. We sell it in the web shop first, then at the fair.
            Alice writes the plan.
            """;

    private TeamMeeting() {}

    static List<PastEvent> events(Instant began) {
        return List.of(
                PastEvent.of(
                        ALICE,
                        HELD,
                        "note.created",
                        NOTE,
                        data -> data.put("title", "Meeting Notes")
                                .put("content", SUMMARY)
                                .put("projectId", Work.LAUNCH)),
                PastEvent.of(BOB, after(20), "note.content_updated", NOTE, data -> data.put("content", SUMMARY + """

                        Action items:
                        - Book the stand (Bob)
                        - Order sample bags (Charlie)
                        """)),
                PastEvent.of(
                        BOB,
                        after(21),
                        "task.created",
                        "task_stand",
                        data -> data.put("title", "Book the stand")
                                .put("noteId", NOTE)
                                .put("projectId", Work.FAIR)),
                PastEvent.of(
                        ALICE,
                        after(55),
                        "note.title_changed",
                        NOTE,
                        data -> data.put("title", "Team Meeting " + DAY.format(began.minus(HELD)))),
                PastEvent.commented(CHARLIE, after(90), NOTE, "comment_meeting", "Great summary!"),
                PastEvent.of(BOB, after(60 * 26), "task.completed", "task_stand", data -> {}));
    }

    private static Duration after(int minutes) {
        return HELD.minusMinutes(minutes);
    }
}
