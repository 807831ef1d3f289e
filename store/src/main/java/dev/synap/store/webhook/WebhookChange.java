package dev.synap.store.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be changed about a webhook; what is null stays. */
public record WebhookChange(
        @Nullable String url,
        @Nullable List<String> types,
        @Nullable String description,
        @Nullable Boolean enabled) {}
