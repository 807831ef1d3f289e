package dev.synap.store.postgres;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The settings that the server runs with, written on every start into a file of our own that
 * {@code postgresql.conf} includes last.
 */
final class ServerConf {

    /** The name of the file in the cluster's directory. */
    static final String FILE = "synap.conf";

    private static final long MIB = 1024 * 1024;
    private static final int SHARED_BUFFERS_PERCENT = 12;
    private static final long SHARED_BUFFERS_MIN_MIB = 128;
    private static final long SHARED_BUFFERS_MAX_MIB = 1024;

    private ServerConf() {}

    /**
     * The text of the file.
     *
     * @param overrides settings by name that replace or add to ours
     */
    static String text(int port, boolean lz4, Map<String, String> overrides) {
        Map<String, String> settings = new LinkedHashMap<>();
        reachability(settings, port);
        durability(settings, lz4);
        sizes(settings, machineMemoryMib());
        logging(settings);
        // Sorted: the text must be the same for the same settings, for it is compared when a server is taken over.
        new TreeMap<>(overrides).forEach((name, value) -> settings.put(checkedName(name), value));
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = '" + setting.getValue().replace("'", "''") + "'\n")
                .collect(Collectors.joining("", "# Written by Synap on every start: edits are lost.\n", ""));
    }

    private static void reachability(Map<String, String> settings, int port) {
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", String.valueOf(port));
        settings.put("unix_socket_directories", "");
        settings.put("max_connections", "100");
        settings.put("password_encryption", "scram-sha-256");
    }

    private static void durability(Map<String, String> settings, boolean lz4) {
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");
        settings.put("wal_level", "replica");
        settings.put("wal_compression", lz4 ? "lz4" : "off");
        settings.put("min_wal_size", "256MB");
        settings.put("max_wal_size", "4GB");
        settings.put("checkpoint_timeout", "15min");
        settings.put("checkpoint_completion_target", "0.9");
    }

    private static void sizes(Map<String, String> settings, long memoryMib) {
        long shared =
                Math.clamp(memoryMib * SHARED_BUFFERS_PERCENT / 100, SHARED_BUFFERS_MIN_MIB, SHARED_BUFFERS_MAX_MIB);
        settings.put("shared_buffers", shared + "MB");
        settings.put("effective_cache_size", Math.max(memoryMib / 2, shared) + "MB");
        settings.put("random_page_cost", "1.1");
        // The queries are short: compiling them costs more than it saves.
        settings.put("jit", "off");
        // Tables that have just begun to fill are analysed soon: plans from when they were empty must not last.
        settings.put("autovacuum_naptime", "5s");
    }

    private static void logging(Map<String, String> settings) {
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("lc_messages", "C");
        settings.put("logging_collector", "on");
        settings.put("log_directory", "../log");
        // One file for each day of the week, begun anew a week later: a bound without a sweeper.
        settings.put("log_filename", "postgresql-%a.log");
        settings.put("log_rotation_age", "1d");
        settings.put("log_rotation_size", "0");
        settings.put("log_truncate_on_rotation", "on");
        settings.put("log_line_prefix", "%m [%p] ");
        // Statements and row details hold what users wrote; that stays out of logs.
        settings.put("log_min_error_statement", "panic");
        settings.put("log_error_verbosity", "terse");
    }

    private static long machineMemoryMib() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize() / MIB
                : 1024;
    }

    private static String checkedName(String name) {
        if (!name.matches("[a-z_]+(\\.[a-z_]+)?")) {
            throw new IllegalArgumentException("Not the name of a PostgreSQL setting: " + name);
        }
        return name;
    }
}
