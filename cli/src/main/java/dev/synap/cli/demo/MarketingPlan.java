package dev.synap.cli.demo;

import static dev.synap.cli.demo.Person.ALICE;
import static dev.synap.cli.demo.Person.BOB;
import static dev.synap.cli.demo.Person.CHARLIE;

import java.time.Duration;
import java.util.List;

/** A note that three people write, and a draft of it that one of them deletes. */
final class MarketingPlan {

    static final String NOTE = "note_marketing";
    static final String DRAFT = "note_draft";

    private static final String CHARLIES = """
            # Marketing Plan

            ## Goal
            Sell 500 bags of the spring roast in the first month.

            ## Who we talk to
            - Offices in the harbour that drink bad coffee
            - Everybody who has read the newsletter for a year

            ## Channels
            1. The newsletter
            2. Posters in the tram
            3. A stand at the coffee fair

            ## Budget
            Posters 1,200, the fair 800, samples 300: 2,300 in all.
            """;

    private static final String WITH_A_MESSAGE =
            CHARLIES.replace("Sell 500 bags", "Sell 600 bags").replace("## Who we talk to", """
                    ## Message
                    Roasted on Monday, in your cup on Thursday.

                    ## Who we talk to""");

    private static final String WITH_DATES = WITH_A_MESSAGE
                    .replace("Posters in the tram", "Posters in the tram and on the ferry")
                    .replace(
                            "Posters 1,200, the fair 800, samples 300: 2,300",
                            "Posters 1,500, the fair 800, samples 300: 2,600")
            + """

            ## Dates
            - Week 1: the newsletter, samples to 40 offices
            - Week 2: posters
            - Week 3: the fair
            """;

    private static final String WITH_A_QUESTION = WITH_DATES + """

            ## Open
            - Who prints the posters? Marie did the last ones.
            """;

    private static final String NOW =
            WITH_A_QUESTION.replace("Marie did the last ones.", "Marie did the last ones; ask her this week.");

    private MarketingPlan() {}

    static List<PastEvent> events() {
        return List.of(
                PastEvent.of(
                        ALICE,
                        days(12),
                        "note.created",
                        DRAFT,
                        data -> data.put("title", "Marketing Plan (draft)")
                                .put("content", "Posters? A fair? Write it down before Monday.")),
                PastEvent.of(
                        CHARLIE,
                        days(11),
                        "note.content_updated",
                        DRAFT,
                        data -> data.put("content", "Posters? A fair? A newsletter!\nWrite it down before Monday.")),
                PastEvent.click(BOB, days(3).plusHours(2), "note.deleted", DRAFT),
                PastEvent.of(
                        ALICE,
                        days(10),
                        "note.created",
                        NOTE,
                        data -> data.put("title", "Marketing Plan")
                                .put("content", "Original")
                                .put("projectId", Work.LAUNCH)),
                PastEvent.of(ALICE, days(5), "note.updated", NOTE, data -> data.put("content", "First edit")),
                PastEvent.of(BOB, days(4), "note.updated", NOTE, data -> data.put("content", "Second edit")),
                edited(CHARLIE, days(3), CHARLIES),
                PastEvent.commented(
                        BOB, days(3).minusHours(1), NOTE, "comment_goal", "500 bags? We sold 450 last year."),
                edited(ALICE, days(2), WITH_A_MESSAGE),
                PastEvent.commented(
                        ALICE, days(2).minusMinutes(10), NOTE, "comment_more", "Then 600: we have a web shop now."),
                PastEvent.tagged(ALICE, days(2).minusMinutes(20), NOTE, "marketing"),
                PastEvent.tagged(ALICE, days(2).minusMinutes(21), NOTE, "spring"),
                edited(BOB, days(1), WITH_DATES),
                edited(CHARLIE, Duration.ofHours(5), WITH_A_QUESTION),
                PastEvent.commented(CHARLIE, Duration.ofHours(4), NOTE, "comment_summary", "Great summary!"),
                edited(BOB, Duration.ofMinutes(2), NOW));
    }

    private static PastEvent edited(Person who, Duration ago, String content) {
        return PastEvent.of(who, ago, "note.content_updated", NOTE, data -> data.put("content", content));
    }

    private static Duration days(int days) {
        return Duration.ofDays(days);
    }
}
