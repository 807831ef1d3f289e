package dev.synap.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BundledBinariesTest {

    @TempDir
    Path cache;

    @Test
    void manyAtOnce_unpackOnce_overWhatAKilledOneLeft() throws Exception {
        // given
        BundledBinaries bundled = BundledBinaries.forThisMachine();
        String name = "postgresql-" + bundled.version() + "-linux-"
                + ("amd64".equals(System.getProperty("os.arch")) ? "x86_64" : "arm_64");
        Path left = Files.createDirectories(cache.resolve(name + ".unfinished/bin"));
        Files.writeString(left.resolve("postgres"), "half a progr");
        List<String> steps = new CopyOnWriteArrayList<>();

        // when
        List<Future<PostgresBinaries>> results;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            results = threads.invokeAll(Stream.generate(() -> bundled)
                    .limit(4)
                    .map(b -> (Callable<PostgresBinaries>) () -> b.unpackInto(cache, steps::add))
                    .toList());
        }

        // then
        for (Future<PostgresBinaries> result : results) {
            assertThat(result.get().version()).startsWith("18.");
        }
        assertThat(steps).containsExactly("unpacking PostgreSQL " + bundled.version());
        try (Stream<Path> files = Files.list(cache)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(name, name + ".lock");
        }
    }
}
