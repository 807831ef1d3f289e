package dev.synap.server.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.write.ReasoningTrace.Step;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tasks a text asks for, how they are called, and how that is explained. */
class ExtractTasksTest {

    private static final Extractor EXTRACTOR = Extractor.english();

    @Test
    void capture_becomesTaskWithDayAndPersonAndReasons() {
        String text = "call marie tomorrow";

        Suggestion task = only(text);

        assertThat(task.title()).isEqualTo("Call marie");
        assertThat(task.due()).hasToString("2026-12-01");
        assertThat(task.recurrence()).isNull();
        assertThat(task.people()).containsExactly("user_marie");
        assertThat(task.projectId()).isNull();
        assertThat(task.tags()).isEmpty();
        assertThat(task.span()).isEqualTo(new Span(0, text.length()));
        assertThat(task.confidence()).isGreaterThanOrEqualTo(0.9);
        assertThat(task.steps())
                .containsExactly(
                        new Step("Detected action phrase: call", "Suggest the task \"Call marie\"", task.confidence()),
                        new Step(
                                "Extracted temporal constraint: tomorrow → 2026-12-01",
                                "Set due date to 2026-12-01",
                                0.98),
                        new Step("Recognised the person Marie", "Link the person user_marie", 0.95));
    }

    @Test
    void trace_saysWhatTheTaskWouldBe() {
        Suggestion task = only("Pay the invoice for Apollo on Friday #finance");

        assertThat(task.trace("extractor").toNode().get("reasoning").get("outcome"))
                .hasToString("{\"action\":\"create_task\",\"entity\":{\"title\":\"Pay the invoice for Apollo\","
                        + "\"dueDate\":\"2026-12-04\",\"projectId\":\"project_apollo\",\"tags\":[\"finance\"]}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // text | title
                "Remember to renew my passport next month | Renew my passport",
                "TODO: write tests | Write tests",
                "We need to tell the customers. | Tell the customers",
                "@bob please review the draft by Tuesday | Review the draft",
                "Don't forget to send the invoice to Alice! | Send the invoice to Alice",
                "Tomorrow, send the parcel to Marie | Send the parcel to Marie",
                "If it rains, cover the woodpile | Cover the woodpile",
                "On Monday at 3pm call the bank | Call the bank",
                "Can you call the plumber? | Call the plumber",
                "Fix the #urgent crash | Fix the crash",
                "The fence must be painted by Friday | The fence must be painted",
                "Bob: draft the budget (by Friday) | Draft the budget",
                "We agreed that Marie will prepare a proposal by 18 December | Prepare a proposal",
                "todo | ''",
                "Priya to send the budget | Send the budget",
                "Hassan & Wei will draft the checklist | Draft the checklist",
                "Would you be able to cover my class? | Cover my class",
                "The tyre is flat so pump it up | Pump it up",
                "-> ask Marie about parking | Ask Marie about parking",
                "Resow the lawn | Resow the lawn",
                "☐ Pack the stove | Pack the stove",
                "☑ Pack the stove | ''",
                "Great meeting. Send the notes to **everyone**. | Send the notes to **everyone**"
            })
    void title_leavesOutWhatIsSaidElsewhere(String text, String title) {
        List<String> titles = EXTRACTOR.extract(text, Sample.MONDAY).stream()
                .map(Suggestion::title)
                .toList();

        assertThat(titles).isEqualTo(title.isEmpty() ? List.of() : List.of(title));
    }

    @Test
    void veryLongTitle_isCutBetweenWords() {
        Suggestion task = only("Call " + "Marie and Bob and ".repeat(20) + "Alice");

        assertThat(task.title()).hasSizeLessThanOrEqualTo(201).endsWith(" Bob…");
    }

    @Test
    void note_givesTheTasksOfItsLines() {
        String note = """
                ---
                title: Call Bob
                ---
                # Call the bank

                Meeting with the team was short. We need to
                tell the customers by Friday. Bob called the bank.

                - [ ] Order badges
                - [x] Call the plumber
                - Send the minutes to Alice
                  1. [ ] print them

                > Please send the parcel

                ```
                call marie tomorrow
                ```

                    call bob tomorrow

                Pay the rent
                ------------

                | call | marie |
                |---|---|

                <!-- call
                marie -->
                ~~Call the vet~~ and `call alice`
                """;

        assertThat(EXTRACTOR.extract(note, Sample.MONDAY))
                .extracting(Suggestion::title)
                .containsExactly("Tell the customers", "Order badges", "Send the minutes to Alice", "Print them");
    }

    @Test
    void spans_leadBackToTheText() {
        String note = "# Notes\n\nNice chat with Bob; need to send him the book. All is well.\n- [ ] Tidy up\n";

        assertThat(EXTRACTOR.extract(note, Sample.MONDAY))
                .extracting(each -> each.span().in(note))
                .containsExactly("need to send him the book.", "Tidy up");
    }

    @Test
    void box_isTaskWhateverIsInIt() {
        assertThat(only("- [ ] the red door, maybe").confidence())
                .isEqualTo(only("TODO: call the bank").confidence());
    }

    @Test
    void hedge_lowersTheConfidence() {
        assertThat(only("Maybe call the bank").confidence())
                .isLessThan(only("Call the bank").confidence());
        assertThat(only("Maybe call the bank").steps())
                .contains(new Step("Found what speaks against it: Maybe", "Lower the confidence", null));
    }

    @ParameterizedTest
    @CsvSource({
        "Ask @marie and @bob, user_marie user_bob",
        "Ask @alice.martin about it, user_alice",
        "Ask @AliceMartin about it, user_alice",
        "Ask @user_bob about it, user_bob",
        "Ask Alice Martin about it, user_alice",
        "Ask @carol about it, ''"
    })
    void people_areFoundByHandleAndName(String text, String ids) {
        assertThat(String.join(" ", only(text).people())).isEqualTo(ids);
    }

    @Test
    void project_isFoundByItsName() {
        assertThat(only("Choose the photos for the Website relaunch").projectId())
                .isEqualTo("project_web");
        assertThat(only("Choose the photos for the website").projectId()).isNull();
    }

    @Test
    void tags_areWrittenAsTheyAreInUse() {
        assertThat(only("Fix the build #urgent #Build-Farm #urgent").tags()).containsExactly("Urgent", "Build-Farm");
    }

    @Test
    void recurrence_isGivenInTheWordsOfTheText() {
        Suggestion task = only("Water the plants every two weeks");

        assertThat(task.title()).isEqualTo("Water the plants");
        assertThat(task.recurrence()).isEqualTo("every two weeks");
        assertThat(task.steps())
                .contains(new Step("Found that it recurs: every two weeks", "Set recurrence to every two weeks", 0.98));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Marie called yesterday",
                "No need to call the bank",
                "Don't call Marie before Thursday",
                "What is the capital of Peru?",
                "> call me",
                "# Call me",
                "- [x] Call me",
                "She wrote: \"Please bring the projector\"",
                "`call marie`",
                "https://example.org/call/marie",
                "We had to cancel the trip",
                "You don't have to come",
                "To cancel the trial, call us",
                "I usually call her on Sundays",
                "Call 12 was recorded",
                "She has lunch with Bob on Friday",
                "Test results are in the folder"
            })
    void textThatAsksForNothing_givesNothing(String text) {
        assertThat(EXTRACTOR.extract(text, Sample.MONDAY)).isEmpty();
    }

    private static Suggestion only(String text) {
        List<Suggestion> suggestions = EXTRACTOR.extract(text, Sample.MONDAY);
        assertThat(suggestions).as(text).hasSize(1);
        return suggestions.getFirst();
    }
}
