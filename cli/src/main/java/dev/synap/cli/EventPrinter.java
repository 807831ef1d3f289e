package dev.synap.cli;

import dev.synap.cli.terminal.Table;
import dev.synap.cli.terminal.Terminal;
import dev.synap.cli.terminal.Times;
import dev.synap.core.event.Event;
import dev.synap.core.event.EventJson;

/** Writes events as lines of JSON, or as a table. Close it when done. */
interface EventPrinter extends AutoCloseable {

    void print(Event event);

    /** Shows what was printed so far. */
    void flush();

    @Override
    default void close() {
        flush();
    }

    static EventPrinter of(Terminal terminal, boolean json) {
        return json ? new Lines(terminal) : new Rows(terminal);
    }

    /** One event a line. */
    record Lines(Terminal terminal) implements EventPrinter {
        @Override
        public void print(Event event) {
            terminal.out().print(EventJson.write(event));
            terminal.out().print('\n');
        }

        @Override
        public void flush() {
            terminal.out().flush();
        }
    }

    /** The fields that tell most. */
    final class Rows implements EventPrinter {

        private final Table table;

        Rows(Terminal terminal) {
            this.table = Table.of(terminal, " POSITION", "TIME (UTC)", "TYPE", "SUBJECT", " V", "USER", "DATA");
        }

        @Override
        public void print(Event event) {
            table.row(
                    String.valueOf(event.position()),
                    Times.show(event.timestamp()),
                    event.type(),
                    event.subjectId(),
                    String.valueOf(event.version()),
                    event.userId(),
                    event.data().text());
        }

        @Override
        public void flush() {
            table.flush();
        }
    }
}
