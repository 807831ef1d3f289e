package dev.synap.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.store.postgres.TestPostgres;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CpuTimeTest {

    private static final double TICK = 0.01;

    @Test
    void of_countsWhatAProcessHasWorked() throws Exception {
        double before = CpuTime.of(ProcessHandle.current());
        long until = cpuNanos() + TimeUnit.MILLISECONDS.toNanos(100);
        while (cpuNanos() < until) {
            Thread.onSpinWait();
        }

        assertThat(CpuTime.of(ProcessHandle.current()) - before).isGreaterThanOrEqualTo(0.1 - TICK);
    }

    @Test
    void of_countsChildrenToo_alsoThoseThatHaveEnded() throws Exception {
        double before = CpuTime.of(ProcessHandle.current());
        Process child =
                new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; read line").start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (CpuTime.of(child.toHandle()) < 2 * TICK && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        double whileAlive = CpuTime.of(child.toHandle());
        child.getOutputStream().close();
        child.waitFor();

        assertThat(CpuTime.of(ProcessHandle.current()) - before).isGreaterThanOrEqualTo(whileAlive);
    }

    @Test
    void ofServerOf_countsTheWholeServerOfABackend() throws Exception {
        var database = TestPostgres.bundled().createDatabase();
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement()) {
            long backend;
            try (ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
                row.next();
                backend = row.getLong(1);
            }
            double before = CpuTime.ofServerOf(backend).orElseThrow();
            statement.execute("SELECT count(*) FROM generate_series(1, 1000000)");

            assertThat(CpuTime.ofServerOf(backend).orElseThrow()).isGreaterThan(before);
        }
    }

    @Test
    void ofServerOf_isEmpty_whenTheProcessIsNoBackend() throws Exception {
        assertThat(CpuTime.ofServerOf(ProcessHandle.current().pid())).isEqualTo(OptionalDouble.empty());
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }
}
