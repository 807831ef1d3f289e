package dev.synap.cli.demo;

import static dev.synap.cli.demo.Person.ALICE;
import static dev.synap.cli.demo.Person.BOB;
import static dev.synap.cli.demo.Person.CHARLIE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The other notes of a small coffee roastery, for lists that are worth searching. */
final class Notebook {

    /** What somebody jots down, out of which an agent makes a task. */
    static final String CALL_MARIE = "note_call_marie";

    static final String POSTER = "note_poster";
    static final String PRESS = "note_press";

    static final String PRESS_LIST = """
            - Harbour Weekly: Ms Okafor
            - The Tram, free on every seat
            - Radio 4, Saturday morning
            """;

    private static final List<Page> PAGES = List.of(
            new Page(ALICE, 40, "note_voice", "brand", "Brand voice", """
                    Short sentences. We say what is in the bag, and who grew it.
                    No "journey", no "passion".
                    """),
            new Page(ALICE, 38, "note_colours", "brand", "Colours", """
                    Dark green for bags, cream for paper, one red for the season.
                    """),
            new Page(BOB, 36, "note_logo", "brand", "Logo on small things", """
                    Below 20 mm the lighthouse loses its windows. Use the plain one.
                    """),
            new Page(CHARLIE, 34, "note_suppliers", "buying", "Suppliers", """
                    - Finca La Luz, Huila: 12 sacks
                    - Konga, Yirgacheffe: 8 sacks
                    - Bags: Marie's brother
                    """),
            new Page(CHARLIE, 33, "note_prices", "shop", "Prices", """
                    250 g: 11, 500 g: 20, 1 kg: 37. Subscribers pay a tenth less.
                    """),
            new Page(CHARLIE, 31, "note_shipping", "shop", "Shipping", """
                    Free from 30 on. The post takes two days, the bicycle one afternoon.
                    """),
            new Page(BOB, 29, "note_fair", "fair", "The fair last year", """
                    1,100 cups, 86 bags, one broken grinder. The queue was too long at eleven.
                    """),
            new Page(BOB, 27, "note_stand", "fair", "How the stand looks", """
                    Two grinders, left and right, so that the queue parts.
                    Table 3 m, power for 4 kW, water from behind.
                    """),
            new Page(ALICE, 25, "note_newsletter", "marketing", "Newsletter: first lines", """
                    "The sacks arrived on Tuesday, and they smell of apricots."
                    """),
            new Page(ALICE, 24, "note_offices", "marketing", "Offices in the harbour", """
                    Start with those on pier 3: they have no kitchen, only a machine.
                    """),
            new Page(BOB, 23, POSTER, "marketing", "Poster ideas", """
                    1. A cup, seen from above, as the sun
                    2. Only the sentence: Roasted on Monday.
                    """),
            new Page(CHARLIE, 22, "note_photos", "shop", "Photos of the bags", """
                    By the window, before noon, on the old table. No hands.
                    """),
            new Page(CHARLIE, 21, "note_checkout", "shop", "Checkout: where people give up", """
                    Four of ten leave at the address. Ask for the postcode first.
                    """),
            new Page(BOB, 19, "note_roast", "roasting", "Spring roast", """
                    205 °C, 11 min 30 s, out before the second crack.
                    """),
            new Page(BOB, 18, "note_tasting", "roasting", "Tasting, third round", """
                    Apricot, black tea, a little lime. Charlie says honey; nobody else does.
                    """),
            new Page(ALICE, 17, "note_questions", "marketing", "What customers ask", """
                    - Is there a decaf? From May on.
                    - How long does a bag keep? Four weeks, closed.
                    """),
            new Page(CHARLIE, 16, "note_returns", "shop", "Returns", """
                    We send a new bag and ask for nothing back.
                    """),
            new Page(CHARLIE, 15, PRESS, "marketing", "Press list", PRESS_LIST),
            new Page(BOB, 13, "note_badges", "fair", "Badges", """
                    First names only, large. Ours in red.
                    """),
            new Page(BOB, 12, "note_packing", "fair", "Packing list for the fair", """
                    Scales, filters, kettle, cloths, change, the long cable.
                    """),
            new Page(ALICE, 11, "note_numbers", "marketing", "Last spring in numbers", """
                    450 bags in the first month, 61 of them by subscription.
                    """),
            new Page(CHARLIE, 8, "note_subscribers", "shop", "Subscribers", """
                    212, of whom 30 pause each month. Ask them why before they do.
                    """),
            new Page(BOB, 6, "note_grinder", "fair", "Second grinder", """
                    Rent it from the school; they want it back on Sunday evening.
                    """),
            new Page(ALICE, 5, "note_books", "ideas", "To read", """
                    The chapter on queues. And whatever Bob left on the table.
                    """),
            new Page(CHARLIE, 4, "note_cups", "ideas", "Cups with a deposit", """
                    One coin, two colours. The café next door would take them back, too.
                    """),
            new Page(BOB, 2, "note_window", "ideas", "The shop window", """
                    Sacks, one lamp, and the poster. Nothing else.
                    """));

    private Notebook() {}

    static List<PastEvent> events() {
        List<PastEvent> events = new ArrayList<>();
        PAGES.forEach(page -> events.addAll(page.events()));
        events.add(edited(CHARLIE, 10, "note_prices", """
                250 g: 12, 500 g: 21, 1 kg: 38. Subscribers pay a tenth less.
                """));
        events.add(edited(ALICE, 9, "note_tasting", """
                Apricot, black tea, a little lime. Charlie says honey, and Alice now does, too.
                """));
        events.add(edited(BOB, 3, "note_stand", """
                Two grinders, left and right, so that the queue parts.
                Table 3 m, power for 6 kW, water from behind.
                The posters hang at eye level.
                """));
        events.add(PastEvent.click(CHARLIE, Duration.ofDays(7), "note.archived", "note_logo"));
        events.add(PastEvent.of(
                CHARLIE,
                Duration.ofHours(1),
                "note.created",
                CALL_MARIE,
                data -> data.put("content", "Call Marie tomorrow")));
        return events;
    }

    private static PastEvent edited(Person who, int daysAgo, String id, String content) {
        return PastEvent.of(
                who, Duration.ofDays(daysAgo), "note.content_updated", id, data -> data.put("content", content));
    }

    /** A note, and the tag that it got at once. */
    private record Page(Person who, int daysAgo, String id, String tag, String title, String content) {

        List<PastEvent> events() {
            Duration ago = Duration.ofDays(daysAgo).plusMinutes(id.length() * 7L);
            return List.of(
                    PastEvent.of(
                            who,
                            ago,
                            "note.created",
                            id,
                            data -> data.put("title", title).put("content", content)),
                    PastEvent.tagged(who, ago.minusSeconds(40), id, tag));
        }
    }
}
