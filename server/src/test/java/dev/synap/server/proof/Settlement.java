package dev.synap.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** What must hold in each workspace once the workers have come to rest, however often they were disturbed. */
final class Settlement {

    private final Connection connection;
    private final List<String> workspaces;
    private final Map<String, Long> settled;

    /** To be made before clients begin: what stands in the log by now is nobody's of them. */
    Settlement(Connection connection, Household household) throws SQLException {
        this.connection = connection;
        this.workspaces = household.workspaces();
        this.settled = new HashMap<>();
        for (String workspace : workspaces) {
            settled.put(
                    workspace, (long) EventTable.read(connection, workspace, 0).size());
        }
    }

    private Settlement(Connection connection, Settlement other) {
        this.connection = connection;
        this.workspaces = other.workspaces;
        this.settled = other.settled;
    }

    /** The same, looked at through another connection. */
    Settlement through(Connection other) {
        return new Settlement(other, this);
    }

    /** Waits until the workers have nothing left to do. */
    void await() {
        Awaitility.await("the workers to be idle")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(EventTable.behind(connection)).isEmpty());
    }

    /**
     * Each request ended once, what clients were told is so, and the tables show what the log says.
     *
     * @return all rows of the tables
     */
    List<String> check(Crowd crowd) throws SQLException {
        for (String workspace : workspaces) {
            check(workspace, crowd.told(workspace));
        }
        return rows();
    }

    /** All rows of the tables, as text. */
    List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        for (String workspace : workspaces) {
            rows.addAll(ProjectionTables.dump(connection, workspace));
        }
        return rows;
    }

    private void check(String workspace, List<Told> told) throws SQLException {
        List<LoggedEvent> events = EventTable.read(connection, workspace, 0);
        Map<String, String> parked = EventTable.parked(connection, workspace);
        assertThat(WriteChecker.check(events, parked)).as("log of " + workspace).isEmpty();
        assertThat(AnswerCheck.check(events, parked, told, settled.getOrDefault(workspace, 0L)))
                .as("answers in " + workspace)
                .isEmpty();
        assertThat(parked).as("parked in " + workspace).isEmpty();
        Map<String, List<Map<String, String>>> tables = ProjectionTables.all(connection, workspace);
        assertThat(ProjectionCheck.check(events, tables))
                .as("projections of " + workspace)
                .isEmpty();
        assertThat(events)
                .as("kinds of events in " + workspace)
                .extracting(LoggedEvent::type)
                .contains("entities.create.validated", "entities.create.proposed", "proposal.accepted");
    }
}
