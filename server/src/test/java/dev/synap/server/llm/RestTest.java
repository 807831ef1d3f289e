package dev.synap.server.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestTest {

    @Test
    void afterThreeFailuresInARow_itRests() {
        Rest rest = new Rest(3, Duration.ofHours(1));

        rest.failed();
        rest.failed();
        assertThat(rest.isOn()).isFalse();
        rest.failed();

        assertThat(rest.isOn()).isTrue();
    }

    @Test
    void aCallThatPasses_endsTheRow() {
        Rest rest = new Rest(3, Duration.ofHours(1));

        rest.failed();
        rest.failed();
        rest.passed();
        rest.failed();
        rest.failed();

        assertThat(rest.isOn()).isFalse();
    }

    @Test
    void aRest_ends_andTheNextFailureBeginsAnother() {
        Rest ended = new Rest(1, Duration.ZERO);

        ended.failed();

        assertThat(ended.isOn()).isFalse();
    }
}
