package dev.synap.store.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * How a {@link LocalPostgres} runs. Begin with {@link #at} and change what should differ.
 *
 * @param dataDir holds the cluster, its password, port, lock and logs; made if missing
 * @param cacheDir where the bundled PostgreSQL is unpacked, shared by all data directories of the user
 * @param binDir the programs of an installed PostgreSQL, to run instead of the bundled one
 * @param port a fixed port; left empty, one is chosen and kept from start to start
 * @param overrides PostgreSQL's own settings by name, over ours
 * @param startLimit how long a start, with recovery from a crash, may take
 * @param stopLimit how long a stop may take before it is forced
 * @param progress is told what takes a while, in words for a person, such as "creating the database"
 */
public record LocalPostgresSettings(
        Path dataDir,
        Path cacheDir,
        Optional<Path> binDir,
        OptionalInt port,
        Map<String, String> overrides,
        Duration startLimit,
        Duration stopLimit,
        Consumer<String> progress) {

    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    public LocalPostgresSettings {
        dataDir = dataDir.toAbsolutePath().normalize();
        cacheDir = cacheDir.toAbsolutePath().normalize();
        overrides = Map.copyOf(overrides);
        Objects.requireNonNull(progress, "progress");
    }

    /** The bundled PostgreSQL with its data in a directory. */
    public static LocalPostgresSettings at(Path dataDir) {
        return new LocalPostgresSettings(
                dataDir,
                userCache(),
                Optional.empty(),
                OptionalInt.empty(),
                Map.of(),
                START_LIMIT,
                STOP_LIMIT,
                step -> {});
    }

    /** {@code $XDG_CACHE_HOME/synap}, or {@code ~/.cache/synap}. */
    private static Path userCache() {
        String cache = System.getenv("XDG_CACHE_HOME");
        return cache == null || cache.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache", "synap")
                : Path.of(cache, "synap");
    }

    public LocalPostgresSettings withCacheDir(Path directory) {
        return new LocalPostgresSettings(dataDir, directory, binDir, port, overrides, startLimit, stopLimit, progress);
    }

    /** Runs an installed PostgreSQL, such as Debian's in {@code /usr/lib/postgresql/15/bin}. */
    public LocalPostgresSettings withBinDir(Path directory) {
        return new LocalPostgresSettings(
                dataDir, cacheDir, Optional.of(directory), port, overrides, startLimit, stopLimit, progress);
    }

    public LocalPostgresSettings withPort(int fixed) {
        return new LocalPostgresSettings(
                dataDir, cacheDir, binDir, OptionalInt.of(fixed), overrides, startLimit, stopLimit, progress);
    }

    /** Sets one of PostgreSQL's own settings, such as {@code shared_buffers}. */
    public LocalPostgresSettings with(String setting, String value) {
        Map<String, String> more = new LinkedHashMap<>(overrides);
        more.put(setting, value);
        return new LocalPostgresSettings(dataDir, cacheDir, binDir, port, more, startLimit, stopLimit, progress);
    }

    public LocalPostgresSettings withLimits(Duration start, Duration stop) {
        return new LocalPostgresSettings(dataDir, cacheDir, binDir, port, overrides, start, stop, progress);
    }

    public LocalPostgresSettings withProgress(Consumer<String> listener) {
        return new LocalPostgresSettings(dataDir, cacheDir, binDir, port, overrides, startLimit, stopLimit, listener);
    }
}
