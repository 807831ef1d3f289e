package dev.synap.server.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A language is a file: no code knows a word of English. */
class ExtractLanguageTest {

    private static final Extractor FRENCH = new Extractor(Language.parse(Sample.text("french.txt")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // text | title | due
                "Appeler Marie demain | Appeler Marie | 2026-12-01",
                "Appelle Marie vendredi prochain à 15h | Appelle Marie | 2026-12-11T15:00:00+01:00",
                "Il faut payer le loyer dans deux semaines | Payer le loyer | 2026-12-14",
                "N'oublie pas de payer le loyer avant le 20 décembre | Payer le loyer | 2026-12-20"
            })
    void otherLanguage_isReadByItsOwnWordsAndOrder(String text, String title, String due) {
        assertThat(FRENCH.extract(text, Sample.MONDAY)).singleElement().satisfies(only -> {
            assertThat(only.title()).isEqualTo(title);
            assertThat(only.due()).hasToString(due);
        });
    }

    @Test
    void otherLanguage_knowsNoEnglish() {
        assertThat(FRENCH.extract("Call Marie tomorrow. Please don't forget the keys.", Sample.MONDAY))
                .isEmpty();
        assertThat(FRENCH.extract("Pas besoin de payer le loyer", Sample.MONDAY))
                .isEmpty();
    }

    @Test
    void lineThatCannotBeRead_isNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Language.parse("[words]\nact: call\n\n[dates]\ntomorrow\n"))
                .withMessage("line 5 of the language must be \"pattern = meaning\", but is: tomorrow");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Language.parse("[cuse]\nplease = 4\n"))
                .withMessage("line 2 of the language is in no known section");
    }

    @Test
    void meaningThatIsNone_isNamed() {
        Extractor extractor = new Extractor(Language.parse("[dates]\nsoon = sometime\n"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> extractor.extract("soon", Context.at(Instant.EPOCH, ZoneId.of("UTC"))))
                .withMessage("a language names the meaning sometime for a date, which there is not");
    }
}
