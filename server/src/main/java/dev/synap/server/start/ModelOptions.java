package dev.synap.server.start;

import dev.synap.server.llm.LlmSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads which language model a server may ask. */
final class ModelOptions {

    private ModelOptions() {}

    /**
     * The model; empty where no address is given.
     *
     * @throws StartException when something of it is missing, or cannot be
     */
    static Optional<LlmSettings> read(@Nullable String url, @Nullable String name, Map<String, String> environment) {
        if (url == null || url.isBlank()) {
            return Optional.empty();
        }
        if (name == null || name.isBlank()) {
            throw new StartException(
                    "There is a --model-url, but no name of the model: say it with --model (or SYNAP_MODEL).", null);
        }
        String timeout = environment.getOrDefault("SYNAP_MODEL_TIMEOUT", "");
        return Optional.of(new LlmSettings(
                address(url),
                name,
                Optional.of(environment.getOrDefault("SYNAP_MODEL_KEY", "")).filter(key -> !key.isBlank()),
                timeout.isEmpty() ? LlmSettings.DEFAULT_TIMEOUT : patience(timeout),
                tokensPerDay(environment.getOrDefault("SYNAP_MODEL_TOKENS_PER_DAY", ""))));
    }

    private static Duration patience(String timeout) {
        Duration patience = Waits.parse("SYNAP_MODEL_TIMEOUT", timeout);
        if (patience.compareTo(Duration.ofHours(1)) > 0) {
            throw new StartException("SYNAP_MODEL_TIMEOUT must be an hour at most, but is " + timeout + ".", null);
        }
        return patience;
    }

    /** It is not repeated where it is wrong, for there may be a key in it. */
    private static URI address(String url) {
        try {
            URI address = new URI(url.strip());
            String scheme = String.valueOf(address.getScheme());
            if ((scheme.equals("http") || scheme.equals("https"))
                    && address.getHost() != null
                    && address.getUserInfo() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw new StartException("--model-url (or SYNAP_MODEL_URL) is no URL.", null);
        }
        throw new StartException(
                "--model-url (or SYNAP_MODEL_URL) must be a URL such as https://api.openai.com/v1, without a user;"
                        + " a key goes into SYNAP_MODEL_KEY.",
                null);
    }

    private static long tokensPerDay(String text) {
        if (text.isEmpty()) {
            return LlmSettings.DEFAULT_TOKENS_PER_DAY;
        }
        if (!text.matches("[0-9]{1,12}")) {
            throw new StartException(
                    "SYNAP_MODEL_TOKENS_PER_DAY must be a whole number of tokens, but is " + text + ".", null);
        }
        return Long.parseLong(text);
    }
}
