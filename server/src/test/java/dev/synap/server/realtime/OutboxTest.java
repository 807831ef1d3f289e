package dev.synap.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What waits for a client that does not read. */
class OutboxTest {

    private final List<String> sent = new ArrayList<>();
    private boolean open = true;

    private final Outbox outbox = new Outbox(new Outbox.Wire() {
        @Override
        public boolean hasRoom() {
            return open;
        }

        @Override
        public void send(Message message) {
            sent.add(message.name());
        }
    });

    @Test
    void messages_goInOrder_whateverWaited() {
        outbox.offer(message(1));
        open = false;
        outbox.offer(message(2));
        outbox.add(message(3));
        open = true;
        // Not before those that wait.
        outbox.offer(message(4));

        assertThat(outbox.flush()).isTrue();
        assertThat(sent).containsExactly("1", "2", "3", "4");
    }

    @Test
    void aFullOutbox_takesNoMore_andHalfOfItIsForWhatIsNotToBeHadAgain() {
        open = false;
        int half = Outbox.CAPACITY / 2;
        IntStream.rangeClosed(1, half)
                .forEach(i -> assertThat(outbox.offer(message(i))).isTrue());
        assertThat(outbox.offer(message(0))).isFalse();
        IntStream.rangeClosed(half + 1, Outbox.CAPACITY)
                .forEach(i -> assertThat(outbox.add(message(i))).isTrue());
        assertThat(outbox.add(message(0))).isFalse();

        open = true;
        outbox.flush();
        assertThat(sent)
                .isEqualTo(IntStream.rangeClosed(1, Outbox.CAPACITY)
                        .mapToObj(Integer::toString)
                        .toList());
    }

    @Test
    void whoCannotWait_isGivenUp() throws InterruptedException {
        open = false;
        while (outbox.offer(message(1))) {
            // Until it is full.
        }
        assertThat(outbox.put(message(2), 1, TimeUnit.MILLISECONDS)).isFalse();
        open = true;
        outbox.flush();
        assertThat(outbox.put(message(3), 1, TimeUnit.MILLISECONDS)).isTrue();
    }

    private static Message message(int number) {
        return new Message(Integer.toString(number), Map.of());
    }
}
