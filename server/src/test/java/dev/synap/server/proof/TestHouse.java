package dev.synap.server.proof;

import dev.synap.server.start.RunningServer;
import dev.synap.server.start.TestServer;
import dev.synap.store.DatabaseSettings;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/** A server in this process with a database of its own, and a key for every player. */
final class TestHouse implements AutoCloseable {

    private static final int NO_LIMIT = 1_000_000;

    private final DatabaseSettings database = TestServer.newDatabase();
    private final RunningServer server = TestServer.start(database, NO_LIMIT);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Player, String> keys = new EnumMap<>(Player.class);
    private final Connection connection;

    TestHouse() throws SQLException {
        connection = EventTable.connect(database);
        keys.put(Player.OWNER, TestServer.ADMIN_KEY);
        for (Player player : Player.values()) {
            keys.computeIfAbsent(player, this::keyOfNew);
        }
    }

    Call.Answer ask(Player player, Call call) {
        try {
            return call.send(http, server.url(), keys.getOrDefault(player, ""));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** To look into the database with. */
    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        http.close();
        server.close();
    }

    private String keyOfNew(Player player) {
        String id = player.userId();
        ask(Player.OWNER, Call.post(player.isAgent() ? "/agents" : "/users", Map.of("userId", id, "name", id)))
                .expect(201);
        return ask(Player.OWNER, Call.post("/keys", Map.of("userId", id, "name", "test")))
                .expect(201)
                .text("key");
    }
}
