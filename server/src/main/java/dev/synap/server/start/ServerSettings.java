package dev.synap.server.start;

import dev.synap.core.write.WriteFlow;
import dev.synap.server.llm.LlmSettings;
import dev.synap.server.realtime.RealtimeSettings;
import dev.synap.server.web.WebSettings;
import dev.synap.server.webhook.WebhookSettings;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.access.KeySecret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a server is started with.
 *
 * @param realtime on a port of its own
 * @param dataDir where the server's own PostgreSQL keeps its data; not used with a database of the user's
 * @param database the user's own database; empty means one that the server runs itself
 * @param adminKey a key of the operator's choice, which is the owner's from now on
 * @param proposalExpiry how long a proposal waits for a person
 * @param webhooks how they are sent
 * @param model the language model that workspaces may have asked; empty means that none is, ever
 */
public record ServerSettings(
        WebSettings web,
        RealtimeSettings realtime,
        Path dataDir,
        Optional<DatabaseSettings> database,
        Optional<KeySecret> adminKey,
        Duration proposalExpiry,
        WebhookSettings webhooks,
        Optional<LlmSettings> model) {

    /** Settings with realtime on any free port, and proposals that wait for the usual 30 days. */
    public ServerSettings(
            WebSettings web, Path dataDir, Optional<DatabaseSettings> database, Optional<KeySecret> adminKey) {
        this(web, dataDir, database, adminKey, WriteFlow.DEFAULT_PATIENCE);
    }

    /** Settings with realtime on any free port, and webhooks as they serve well. */
    public ServerSettings(
            WebSettings web,
            Path dataDir,
            Optional<DatabaseSettings> database,
            Optional<KeySecret> adminKey,
            Duration proposalExpiry) {
        this(
                web,
                new RealtimeSettings(web.bind(), 0, Set.of()),
                dataDir,
                database,
                adminKey,
                proposalExpiry,
                WebhookSettings.defaults(),
                Optional.empty());
    }

    public ServerSettings withWebhooks(WebhookSettings value) {
        return new ServerSettings(web, realtime, dataDir, database, adminKey, proposalExpiry, value, model);
    }

    public ServerSettings withModel(LlmSettings value) {
        return new ServerSettings(
                web, realtime, dataDir, database, adminKey, proposalExpiry, webhooks, Optional.of(value));
    }
}
