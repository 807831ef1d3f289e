package dev.synap.store.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import dev.synap.store.Database;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.postgres.LocalPostgres;
import dev.synap.store.postgres.TestPostgres;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users, workspaces and keys in a real database. */
class AccessTablesTest {

    private static final Ids IDS = Ids.random();
    private static Database database;

    private Users users;
    private Workspaces workspaces;
    private ApiKeys keys;
    private String userId = "";

    @BeforeAll
    static void connect() {
        LocalPostgres server = TestPostgres.bundled().server();
        String url = TestPostgres.bundled().createDatabase();
        database = Database.connect(
                DatabaseSettings.of(url.substring(0, url.indexOf('?')), server.user(), server.password()));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void makeUser() {
        users = new Users(database.dataSource());
        workspaces = new Workspaces(database.dataSource());
        keys = new ApiKeys(database.dataSource(), IDS);
        userId = IDS.next("user");
        users.create(userId, "Mary", false);
    }

    @Test
    void aUser_isFoundAsMade_andTheirIdIsTakenOnce() {
        User mary = users.find(userId).orElseThrow();

        assertThat(mary.name()).isEqualTo("Mary");
        assertThat(mary.admin()).isFalse();
        assertThat(users.create(userId, "Another", true)).isEmpty();
        assertThat(users.find(userId)).contains(mary);
        assertThat(users.find("nobody")).isEmpty();
    }

    @Test
    void anAgent_knowsWhoMadeIt_andIsListedByThem() {
        String agentId = IDS.next("agent");

        User agent = users.createAgent(agentId, "Gardener", userId).orElseThrow();

        assertThat(agent.isAgent()).isTrue();
        assertThat(agent.madeBy()).isEqualTo(userId);
        assertThat(agent.admin()).isFalse();
        assertThat(users.find(agentId)).contains(agent);
        assertThat(users.agentsOf(userId, "", 10)).containsExactly(agent);
        assertThat(users.agentsOf(userId, agentId, 10)).isEmpty();
        assertThat(users.agentsOf("owner", "", 10)).doesNotContain(agent);
        assertThat(users.createAgent(agentId, "Another", userId)).isEmpty();
        assertThat(users.find(userId).orElseThrow().isAgent()).isFalse();
    }

    @Test
    void theIdOfSynapItself_isNobodys() {
        assertThatThrownBy(() -> users.create("system", "Mallory", false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("is Synap's own; choose another one");
        assertThatThrownBy(() -> users.createAgent("system", "Mallory", userId))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void workspaces_areListedByOwner_pageByPage() {
        String a = IDS.next("ws_a");
        String b = IDS.next("ws_b");
        workspaces.create(b, "B", userId);
        workspaces.create(a, "A", userId);

        assertThat(workspaces.create(a, "Again", "owner")).isEmpty();
        assertThat(workspaces.ownedBy(userId, "", 10))
                .extracting(Workspace::workspaceId)
                .containsExactly(a, b);
        assertThat(workspaces.ownedBy(userId, "", 1))
                .extracting(Workspace::workspaceId)
                .containsExactly(a);
        assertThat(workspaces.ownedBy(userId, a, 1))
                .extracting(Workspace::workspaceId)
                .containsExactly(b);
        assertThat(workspaces.find(a).orElseThrow().ownerId()).isEqualTo(userId);
    }

    @Test
    void aKey_isFoundByItsHashOnly() {
        KeySecret secret = KeySecret.generate();
        Instant end = Instant.parse("2999-01-01T00:00:00Z");
        ApiKey made = keys.create(new NewKey(userId, "laptop", Set.of(Scope.READ, Scope.WRITE), end), secret);

        Credential found = keys.find(secret.hash()).orElseThrow();

        assertThat(found.key()).isEqualTo(made);
        assertThat(found.user()).isEqualTo(users.find(userId).orElseThrow());
        assertThat(made.scopes()).containsExactlyInAnyOrder(Scope.READ, Scope.WRITE);
        assertThat(made.expiresAt()).isEqualTo(end);
        assertThat(made.prefix()).isEqualTo(secret.prefix());
        assertThat(keys.find(KeySecret.hash(secret.prefix()))).isEmpty();
    }

    @Test
    void aRevokedKey_isNoLongerValid_andStaysRevokedSinceThen() {
        ApiKey key = keys.create(new NewKey(userId, "x", Set.of(Scope.READ), null), KeySecret.generate());
        assertThat(key.isValidAt(Instant.now())).isTrue();

        keys.revoke(key.keyId());
        Instant since = keys.find(key.keyId()).orElseThrow().revokedAt();
        keys.revoke(key.keyId());

        ApiKey revoked = keys.find(key.keyId()).orElseThrow();
        assertThat(revoked.isValidAt(Instant.now())).isFalse();
        assertThat(revoked.revokedAt()).isEqualTo(since).isNotNull();
    }

    @Test
    void anExpiredKey_isNoLongerValid_fromThatInstantOn() {
        Instant end = Instant.parse("2030-01-01T00:00:00Z");
        ApiKey key = keys.create(new NewKey(userId, "x", Set.of(Scope.READ), end), KeySecret.generate());

        assertThat(key.isValidAt(end.minusNanos(1))).isTrue();
        assertThat(key.isValidAt(end)).isFalse();
    }

    @Test
    void theLastUse_neverGoesBack() {
        ApiKey key = keys.create(new NewKey(userId, "x", Set.of(Scope.READ), null), KeySecret.generate());
        Instant later = Instant.parse("2025-06-01T00:00:00Z");

        keys.used(key.keyId(), later);
        keys.used(key.keyId(), later.minusSeconds(60));

        assertThat(keys.find(key.keyId()).orElseThrow().lastUsedAt()).isEqualTo(later);
    }

    @Test
    void theFirstAccess_isMadeOnce_andAChosenKeyAtAnyTime() {
        String url = TestPostgres.bundled().createDatabase();
        LocalPostgres server = TestPostgres.bundled().server();
        try (Database fresh = Database.connect(
                DatabaseSettings.of(url.substring(0, url.indexOf('?')), server.user(), server.password()))) {
            ApiKeys freshKeys = new ApiKeys(fresh.dataSource(), IDS);
            FirstAccess access =
                    new FirstAccess(new Users(fresh.dataSource()), new Workspaces(fresh.dataSource()), freshKeys);

            KeySecret first = access.ensure(Optional.empty()).orElseThrow();
            assertThat(access.ensure(Optional.empty())).isEmpty();
            KeySecret chosen = KeySecret.chosen("ADMIN_KEY", "sixteen-and-more-characters");
            assertThat(access.ensure(Optional.of(chosen))).isEmpty();
            Credential credential = freshKeys.find(chosen.hash()).orElseThrow();
            freshKeys.revoke(credential.key().keyId());
            access.ensure(Optional.of(chosen));

            assertThat(freshKeys.find(first.hash()).orElseThrow().user().admin())
                    .isTrue();
            assertThat(freshKeys.find(chosen.hash()).orElseThrow().key().revokedAt())
                    .isNull();
            assertThat(freshKeys.find(chosen.hash()).orElseThrow().key().scopes())
                    .isEqualTo(Scope.all());
            assertThat(freshKeys.ofUser(FirstAccess.OWNER, "", 10)).hasSize(2);
        }
    }

    @Test
    void aSecret_isRandom_andDoesNotShowItself() {
        KeySecret secret = KeySecret.generate();

        assertThat(secret.text())
                .matches("synap_[0-9A-Za-z]{8}_[0-9A-Za-z]{32}")
                .isNotEqualTo(KeySecret.generate().text());
        assertThat(secret.toString())
                .doesNotContain(secret.text().substring(secret.prefix().length()));
        assertThat(secret.hash()).hasSize(32);
    }

    @Test
    void aChosenKey_hasToBeLongAndVisible() {
        assertThatThrownBy(() -> KeySecret.chosen("KEY", "short"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("must have 16 to 512 characters, but has 5");
        assertThatThrownBy(() -> KeySecret.chosen("KEY", "with a space in it"))
                .hasMessage("may hold only visible ASCII characters, without spaces");
        assertThat(KeySecret.chosen("KEY", "exactly-16-chars").prefix()).isEqualTo("KEY");
    }

    @Test
    void namesThatAreBlankOrEndlessOrBroken_areRefused() {
        for (String name : new String[] {"", "  ", "x".repeat(201), "a\u0000b", "\ud834"}) {
            assertThatThrownBy(() -> users.create("u", name, false)).isInstanceOf(InvalidInputException.class);
        }
    }
}
