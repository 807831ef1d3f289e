package dev.synap.core.history;

import static dev.synap.core.history.Histories.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.fold.Reducers;
import dev.synap.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class HeadlineTest {

    @Test
    void theSeedsAuditScreen_saysWhoDidWhatToWhat_byTheTitleOfThatTime() {
        assertThat(tell(
                        at(1, "note.created", "{\"title\":\"Plan\"}", "alice"),
                        at(2, "note.title_changed", "{\"title\":\"Marketing Plan\"}", "alice"),
                        at(3, "note.content_updated", "{\"content\":\"x\"}", "bob"),
                        at(4, "note.tagged", "{\"tag\":\"red\"}", "bob"),
                        at(5, "entities.delete.requested", "{}", "bob"),
                        at(6, "entities.delete.approved", "{\"rule\":\"role.editor\"}", "bob"),
                        at(7, "note.deleted", "{}", "bob"),
                        at(8, "entities.delete.validated", "{}", "bob")))
                .containsExactly(
                        "Alice created \"Plan\"",
                        "Alice edited \"Marketing Plan\"",
                        "Bob edited \"Marketing Plan\"",
                        "Bob tagged \"Marketing Plan\" with red",
                        "Bob asked to delete \"Marketing Plan\"",
                        "Approved by rule role.editor (delete \"Marketing Plan\")",
                        "Bob deleted \"Marketing Plan\"",
                        "Carried out (delete \"Marketing Plan\")");
    }

    @Test
    void whatHasNoTitle_goesByItsId_andWhatIsWishedFor_byTheTitleItIsToHave() {
        assertThat(tell(
                        at(1, "entities.create.requested", "{\"title\":\"To be\"}", "alice"),
                        at(2, "note.created", "{\"content\":\"Original\"}", "alice"),
                        at(3, "note.viewed", "{}", "bob")))
                .containsExactly(
                        "Alice asked to create \"To be\"", "Alice created note note_123", "Bob viewed note note_123");
    }

    @Test
    void aTitleThatIsLong_isCut_andStandsOnOneLine() {
        ObjectNode none = Json.newObject();
        Event event = at(1, "note.created", "{\"title\":\"a\\nb %s\"}".formatted("x".repeat(200)), "alice");

        Headline headline =
                Headline.of(event, none, Reducers.forType(event.type()).apply(none, event), id -> id);

        assertThat(headline.title()).startsWith("a b xxx").endsWith("…").hasSizeLessThan(90);
    }

    private static List<String> tell(Event... events) {
        List<String> lines = new ArrayList<>();
        ObjectNode fields = Json.newObject();
        for (Event event : events) {
            ObjectNode after = Reducers.forType(event.type()).apply(fields, event);
            lines.add(Headline.of(
                            event, fields, after, id -> id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1))
                    .sentence());
            fields = after;
        }
        return lines;
    }
}
