package dev.synap.store.log;

import java.util.List;
import java.util.stream.Stream;

/** Ends a PostgreSQL server as a power cut would: all of its processes at once, with no chance to clean up. */
final class KilledPostgres {

    private KilledPostgres() {}

    static void killAll(long postmasterPid) {
        ProcessHandle postmaster = ProcessHandle.of(postmasterPid).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(each -> each.onExit().join());
    }
}
