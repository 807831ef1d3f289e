package dev.synap.server.llm;

import dev.synap.store.feed.Backoff;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Which language model is asked, and how patiently.
 *
 * @param url where an endpoint speaks OpenAI's protocol, such as {@code https://api.openai.com/v1}, or
 *     {@code http://127.0.0.1:11434/v1} of Ollama
 * @param model its name there
 * @param key what the endpoint wants to see; empty where it wants nothing
 * @param timeout how long an answer may take as a whole
 * @param tokensPerDay how many tokens a workspace may use in a day (UTC), in and out
 * @param settleFor how long a text is left alone after it was written
 * @param backoff between attempts, of which there are so many
 */
public record LlmSettings(
        URI url,
        String model,
        Optional<String> key,
        Duration timeout,
        long tokensPerDay,
        Duration settleFor,
        Backoff backoff) {

    /** How long an answer may take unless said otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    /** What a workspace may use unless said otherwise. */
    public static final long DEFAULT_TOKENS_PER_DAY = 200_000;

    /** With three attempts, and a text left alone for three seconds. */
    public LlmSettings(URI url, String model, Optional<String> key, Duration timeout, long tokensPerDay) {
        this(
                url,
                model,
                key,
                timeout,
                tokensPerDay,
                Duration.ofSeconds(3),
                new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(30), 3, RandomGenerator.getDefault()));
    }

    /** Whether the endpoint is OpenAI's, or OpenAI's models at Azure. */
    boolean isOpenAi() {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        return host.endsWith("openai.com") || host.endsWith("openai.azure.com");
    }

    public LlmSettings withSettleFor(Duration value) {
        return new LlmSettings(url, model, key, timeout, tokensPerDay, value, backoff);
    }

    public LlmSettings withBackoff(Backoff value) {
        return new LlmSettings(url, model, key, timeout, tokensPerDay, settleFor, value);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return model + " at " + url;
    }
}
