package dev.synap.client;

import dev.synap.core.error.InvalidInputException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What to connect to, and how patiently. Not thread-safe. */
public final class SynapBuilder {

    private @Nullable URI url;
    private @Nullable String key;
    private String workspace = Synap.DEFAULT_WORKSPACE;
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration attemptTimeout = Duration.ofSeconds(15);
    private Duration timeout = Duration.ofSeconds(60);
    private int retries = 6;

    SynapBuilder() {}

    /** Where the server listens, such as {@code http://127.0.0.1:8080}; a path in front of it is kept. */
    public SynapBuilder url(String value) {
        this.url = checkUrl(value);
        return this;
    }

    /** The API key; white space around it is dropped, so that it may come from a file. */
    public SynapBuilder key(String value) {
        String trimmed = value.strip();
        if (trimmed.isEmpty() || trimmed.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new InvalidInputException("key", "must be an API key, such as synap_…, on one line");
        }
        this.key = trimmed;
        return this;
    }

    /** The workspace to work in; {@code default} unless set. */
    public SynapBuilder workspace(String value) {
        this.workspace = value;
        return this;
    }

    /** How long a connection may take to come about; 5 seconds unless set. */
    public SynapBuilder connectTimeout(Duration value) {
        this.connectTimeout = checkPositive("connectTimeout", value);
        return this;
    }

    /** How long to wait for one answer before trying again; 15 seconds unless set. */
    public SynapBuilder attemptTimeout(Duration value) {
        this.attemptTimeout = checkPositive("attemptTimeout", value);
        return this;
    }

    /** How long a call may take with all its attempts and the pauses between them; 60 seconds unless set. */
    public SynapBuilder timeout(Duration value) {
        this.timeout = checkPositive("timeout", value);
        return this;
    }

    /** How often to try again after the first attempt, where that is safe; 6 unless set, 0 for never. */
    public SynapBuilder retries(int value) {
        if (value < 0) {
            throw new InvalidInputException("retries", "must be 0 or more, but is " + value);
        }
        this.retries = value;
        return this;
    }

    /**
     * The client. Nothing is sent yet.
     *
     * @throws InvalidInputException when the URL or the key is missing
     */
    public Synap build() {
        if (url == null) {
            throw new InvalidInputException("url", "is missing");
        }
        if (key == null) {
            throw new InvalidInputException("key", "is missing");
        }
        Settings settings = new Settings(url, key, connectTimeout, attemptTimeout, timeout, retries);
        return new Synap(new Transport(settings), workspace);
    }

    private static URI checkUrl(String value) {
        String trimmed = value.strip().replaceAll("/+$", "");
        try {
            URI uri = URI.create(trimmed);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null && uri.getQuery() == null && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Said below in our words.
        }
        throw new InvalidInputException("url", "must be like http://127.0.0.1:8080, but is " + value);
    }

    private static Duration checkPositive(String field, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new InvalidInputException(field, "must be longer than nothing");
        }
        return value;
    }
}
