package dev.synap.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/** The CPU time that processes have taken, as Linux counts it: in hundredths of a second. */
public final class CpuTime {

    private static final double TICKS_PER_SECOND = 100;

    private CpuTime() {}

    /**
     * Of a process, of all that live and descend from it, and of its children that have ended, in seconds.
     *
     * @throws IOException when there is no such process
     */
    public static double of(ProcessHandle process) throws IOException {
        Stat root = Stat.read(process.pid());
        long ticks = root.own + root.ended;
        for (ProcessHandle descendant : process.descendants().toList()) {
            try {
                ticks += Stat.read(descendant.pid()).own;
            } catch (NoSuchFileException e) {
                // It has ended since; the next look counts it at its parent.
                continue;
            }
        }
        return ticks / TICKS_PER_SECOND;
    }

    /**
     * Of a PostgreSQL server, by the id of one of its backends, in seconds.
     *
     * @return empty when no such backend runs here: the server is on another machine
     */
    public static OptionalDouble ofServerOf(long backend) throws IOException {
        Optional<ProcessHandle> postmaster = ProcessHandle.of(backend)
                .filter(handle -> Stat.isNamed(backend, "postgres"))
                .flatMap(ProcessHandle::parent);
        return postmaster.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(of(postmaster.get()));
    }

    /**
     * What {@code /proc} says of a process.
     *
     * @param own ticks, of user and system
     * @param ended ticks of children that have ended and been waited for
     */
    private record Stat(long own, long ended) {

        static Stat read(long pid) throws IOException {
            String line = Files.readString(path(pid, "stat"));
            // The name of the program, in parentheses, may hold anything.
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return new Stat(
                    Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
                    Long.parseLong(fields[13]) + Long.parseLong(fields[14]));
        }

        static boolean isNamed(long pid, String name) {
            try {
                return Files.readString(path(pid, "comm")).strip().equals(name);
            } catch (IOException e) {
                return false;
            }
        }

        private static Path path(long pid, String file) {
            return Path.of("/proc", Long.toString(pid), file);
        }
    }
}
