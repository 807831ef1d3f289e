package dev.synap.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.util.PSQLException;

final class LocalPostgresTest {

    /** A data directory as the first start leaves it, copied for each test that does not test the first start. */
    @TempDir
    static Path used;

    @TempDir
    Path home;

    private Path dataDir;
    private Path cluster;
    private ServerProcesses processes;
    private LocalPostgresSettings settings;

    @BeforeAll
    static void startForTheFirstTime() {
        LocalPostgres.start(LocalPostgresSettings.at(used)).close();
    }

    @BeforeEach
    void copyTheUsedDirectory() throws IOException {
        dataDir = home.toRealPath().resolve("data");
        cluster = dataDir.resolve("cluster");
        processes = new ServerProcesses(cluster);
        settings = LocalPostgresSettings.at(dataDir);
        try (Stream<Path> files = Files.walk(used)) {
            for (Path file : files.toList()) {
                Files.copy(file, dataDir.resolve(used.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** A test that fails half-way must not leave a server without its files. */
    @AfterEach
    void leaveNoServer() throws IOException {
        PostmasterPid.read(cluster).ifPresent(server -> kill(server.pid()));
    }

    @Test
    void firstStart_createsADurableDatabaseThatOnlyTheOwnerCanOpen() throws Exception {
        // given
        DurableFiles.deleteTree(dataDir);
        List<String> steps = new ArrayList<>();

        // when
        try (LocalPostgres postgres = LocalPostgres.start(settings.withProgress(steps::add))) {

            // then
            assertThat(steps).contains("creating the database", "starting PostgreSQL " + postgres.version());
            assertThat(postgres.version()).startsWith("18.");
            assertThat(postgres.password()).hasSizeGreaterThanOrEqualTo(32);
            assertThat(settingsOf(postgres, "fsync", "synchronous_commit", "full_page_writes", "data_checksums"))
                    .containsOnly("on");
            assertThat(settingsOf(postgres, "listen_addresses", "unix_socket_directories", "wal_level", "jit"))
                    .containsExactly("127.0.0.1", "", "replica", "off");
            assertThat(settingsOf(postgres, "server_encoding", "password_encryption"))
                    .containsExactly("UTF8", "scram-sha-256");
            assertThat(query(postgres, "SELECT DISTINCT auth_method FROM pg_hba_file_rules"))
                    .containsExactly("scram-sha-256");
            assertThat(query(
                            postgres,
                            "SELECT string_agg(c, '' ORDER BY c) || upper('äé') FROM unnest('{a,B,ä}'::text[]) c"))
                    .containsExactly("BaäÄÉ");
            assertThat(permissions(dataDir.resolve("password"))).isEqualTo("rw-------");
            assertThat(permissions(dataDir)).isEqualTo("rwx------");
        }
    }

    @Test
    void aWrongPasswordOrNone_isRefused() {
        try (LocalPostgres postgres = LocalPostgres.start(settings)) {
            for (String wrong : List.of("", "postgres", postgres.password().toLowerCase(Locale.ROOT))) {
                assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), wrong))
                        .isInstanceOf(PSQLException.class)
                        .hasMessageContaining("password");
            }
        }
    }

    @Test
    void restart_keepsDataPortAndPassword_andTakesOtherSettings() throws SQLException {
        // given
        int port;
        String password;
        try (LocalPostgres postgres = LocalPostgres.start(settings)) {
            execute(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");
            port = postgres.port();
            password = postgres.password();
        }

        // when
        try (LocalPostgres postgres = LocalPostgres.start(settings.with("work_mem", "7MB"))) {

            // then
            assertThat(query(postgres, "SELECT answer FROM kept")).containsExactly("42");
            assertThat(postgres.port()).isEqualTo(port);
            assertThat(postgres.password()).isEqualTo(password);
            assertThat(settingsOf(postgres, "work_mem", "fsync")).containsExactly("7MB", "on");
        }
    }

    @Test
    void close_stopsTheServerInSpiteOfOpenConnections_andCanBeRepeated() throws SQLException {
        // given
        LocalPostgres postgres = LocalPostgres.start(settings);
        try (Connection open = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password())) {
            open.createStatement().execute("BEGIN");

            // when
            postgres.close();
            postgres.close();
        }

        // then
        assertThat(processes.owns(postgres.postmasterPid())).isFalse();
        assertThat(LocalPort.isFree(postgres.port())).isTrue();
        assertThat(Files.exists(PostmasterPid.file(cluster))).isFalse();
    }

    @Test
    void aServerThatWasKilled_isStartedAgainOnItsPort_untilClose() throws SQLException {
        // given
        LocalPostgres postgres = LocalPostgres.start(settings);
        execute(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");
        long first = postgres.postmasterPid();
        int port = postgres.port();
        assertThat(postgres.restartIfDead()).isFalse();

        // when
        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        ProcessHandle.of(first).ifPresent(killed -> killed.onExit().join());

        // then
        assertThat(postgres.restartIfDead()).isTrue();
        assertThat(postgres.postmasterPid()).isNotEqualTo(first);
        assertThat(postgres.port()).isEqualTo(port);
        assertThat(query(postgres, "SELECT answer FROM kept")).containsExactly("42");
        postgres.close();
        assertThat(postgres.restartIfDead()).isFalse();
        assertThat(processes.owns(postgres.postmasterPid())).isFalse();
    }

    @Test
    void aDataDirectoryThatCannotBeMade_isSaidInOneLine() throws IOException {
        Path file = Files.createFile(home.resolve("file"));

        assertThatThrownBy(() -> LocalPostgres.start(LocalPostgresSettings.at(file)))
                .isInstanceOf(PostgresStartException.class)
                .hasMessage(file + " is a file: choose another data directory than " + file + ".");
        assertThatThrownBy(() -> LocalPostgres.start(LocalPostgresSettings.at(Path.of("/proc/synap"))))
                .isInstanceOf(PostgresStartException.class)
                .hasMessage("No directory can be made in /proc: choose another data directory than /proc/synap.");
    }

    @Test
    void afterTheOwnerIsKilled_theNextStartTakesTheRunningServerOver() throws Exception {
        // given
        long orphan;
        try (SecondProcess owner = SecondProcess.startingPostgresIn(dataDir)) {
            orphan = PostmasterPid.read(cluster).orElseThrow().pid();
            owner.kill();
        }

        // when
        try (LocalPostgres postgres = LocalPostgres.start(settings)) {

            // then
            assertThat(postgres.postmasterPid()).isEqualTo(orphan);
            assertThat(query(postgres, "SELECT answer FROM kept")).containsExactly("42");
        }
        assertThat(processes.owns(orphan)).isFalse();
    }

    @Test
    void afterTheOwnerIsKilled_aStartWithOtherSettingsRestartsTheServerWithThem() throws Exception {
        // given
        long orphan;
        try (SecondProcess owner = SecondProcess.startingPostgresIn(dataDir)) {
            orphan = PostmasterPid.read(cluster).orElseThrow().pid();
            owner.kill();
        }

        // when
        try (LocalPostgres postgres = LocalPostgres.start(settings.with("max_connections", "33"))) {

            // then
            assertThat(postgres.postmasterPid()).isNotEqualTo(orphan);
            assertThat(processes.owns(orphan)).isFalse();
            assertThat(settingsOf(postgres, "max_connections")).containsExactly("33");
            assertThat(query(postgres, "SELECT answer FROM kept")).containsExactly("42");
        }
    }

    @Test
    void aSecondOwner_isRefusedAndToldWhoTheFirstIs() throws Exception {
        try (SecondProcess owner = SecondProcess.startingPostgresIn(dataDir)) {
            assertThatThrownBy(() -> LocalPostgres.start(settings))
                    .isInstanceOfSatisfying(
                            DataDirInUseException.class,
                            e -> assertThat(e.ownerPid()).isEqualTo(owner.pid()))
                    .hasMessage(dataDir + " is already in use by process " + owner.pid()
                            + ". Stop that one first, or choose another data directory.");
        }
    }

    @Test
    void aSecondOwnerInTheSameProcess_isRefusedAndDoesNotLoosenTheLock() {
        try (LocalPostgres first = LocalPostgres.start(settings)) {
            assertThatThrownBy(() -> LocalPostgres.start(settings)).isInstanceOf(DataDirInUseException.class);
            assertThatThrownBy(() -> LocalPostgres.start(settings)).isInstanceOf(DataDirInUseException.class);
            assertThatThrownBy(() -> SecondProcess.startingPostgresIn(dataDir))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(processes.owns(first.postmasterPid())).isTrue();
        }
    }

    @Test
    void afterTheServerIsKilled_theNextStartRecoversEveryCommit() throws SQLException {
        // given
        try (LocalPostgres postgres = LocalPostgres.start(settings)) {
            execute(postgres, "CREATE TABLE kept AS SELECT * FROM generate_series(1, 1000)");
            kill(postgres.postmasterPid());
        }

        // when
        try (LocalPostgres postgres = LocalPostgres.start(settings)) {

            // then
            assertThat(query(postgres, "SELECT count(*) FROM kept")).containsExactly("1000");
        }
    }

    @Test
    void aPidFileWhoseProcessIdIsNowAnotherPrograms_doesNotHinderTheStart() throws Exception {
        // given: the file of a killed server, and its process id given to a program that lives (this one)
        Path pidFile = PostmasterPid.file(cluster);
        try (LocalPostgres postgres = LocalPostgres.start(settings)) {
            execute(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");
            kill(postgres.postmasterPid());
            Process stranger = new ProcessBuilder("sleep", "60").start();
            Files.writeString(pidFile, Files.readString(pidFile).replaceFirst("\\d+", String.valueOf(stranger.pid())));

            // when
            postgres.close();
            try (LocalPostgres next = LocalPostgres.start(settings)) {

                // then
                assertThat(query(next, "SELECT answer FROM kept")).containsExactly("42");
                assertThat(stranger.isAlive()).isTrue();
            } finally {
                stranger.destroyForcibly();
            }
        }
    }

    @Test
    void aHalfMadeCluster_isMadeAnew() throws Exception {
        // given
        DurableFiles.deleteTree(dataDir);
        Path unfinished = Files.createDirectories(dataDir.resolve("cluster.unfinished-1/base"));
        Files.writeString(unfinished.resolve("rest"), "of a killed initdb");

        // when
        try (LocalPostgres postgres = LocalPostgres.start(settings)) {

            // then
            assertThat(query(postgres, "SELECT 1")).containsExactly("1");
            assertThat(dataDir.resolve("cluster.unfinished-1")).doesNotExist();
        }
    }

    @Test
    void thePortOfTheLastStart_isGivenUpWhenAnotherProgramTookIt() throws Exception {
        // given
        int last;
        try (LocalPostgres postgres = LocalPostgres.start(settings)) {
            last = postgres.port();
        }
        try (ServerSocket other = new ServerSocket(last, 1, InetAddress.getByName("127.0.0.1"))) {

            // when
            try (LocalPostgres postgres = LocalPostgres.start(settings)) {

                // then
                assertThat(postgres.port()).isNotEqualTo(last);
            }

            // and a port that was asked for is not silently another
            assertThatThrownBy(() -> LocalPostgres.start(settings.withPort(last)))
                    .isInstanceOf(PostgresStartException.class)
                    .hasMessage("Port " + last + ", where PostgreSQL should listen, is taken by another program."
                            + " Free it, or name no port and one is chosen.");
        }
    }

    @Test
    void aSettingThatPostgresRefuses_isToldWithTheEndOfItsLog() {
        assertThatThrownBy(() -> LocalPostgres.start(settings.with("shared_buffers", "none")))
                .isInstanceOf(PostgresStartException.class)
                .hasMessageContaining("PostgreSQL did not start in " + cluster)
                .hasMessageContaining("invalid value for parameter \"shared_buffers\": \"none\"");
    }

    @Test
    void anInstalledPostgres15_runsTheSameWay_andItsDataIsNotOpenedBy18() throws Exception {
        // given
        Path debian = Path.of("/usr/lib/postgresql/15/bin");
        assumeTrue(Files.isExecutable(debian.resolve("postgres")), "PostgreSQL 15 is not installed");
        DurableFiles.deleteTree(dataDir);

        // when
        try (LocalPostgres postgres = LocalPostgres.start(settings.withBinDir(debian))) {

            // then
            assertThat(postgres.version()).startsWith("15.");
            assertThat(settingsOf(postgres, "fsync", "synchronous_commit", "data_checksums"))
                    .containsOnly("on");
        }
        assertThatThrownBy(() -> LocalPostgres.start(settings))
                .isInstanceOf(PostgresStartException.class)
                .hasMessageContaining("was made by PostgreSQL 15 and cannot be opened by PostgreSQL 18.");
    }

    /** kill -9 of the server's first process, if that is whose id it is. */
    private void kill(long pid) {
        if (processes.owns(pid)) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            assertThat(processes.ended(pid, Duration.ofSeconds(10))).isTrue();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static List<String> settingsOf(LocalPostgres postgres, String... names) throws SQLException {
        List<String> values = new ArrayList<>();
        for (String name : names) {
            values.addAll(query(postgres, "SHOW " + name));
        }
        return values;
    }

    private static void execute(LocalPostgres postgres, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> query(LocalPostgres postgres, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
