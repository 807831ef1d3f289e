package dev.synap.server.web;

/**
 * How the web application listens.
 *
 * @param bind the address to listen on
 * @param port 0 lets the system choose
 * @param json whether logs are lines of JSON
 * @param failedKeysPerMinute how many wrong keys one address may send
 */
public record WebSettings(String bind, int port, boolean json, int failedKeysPerMinute) {

    public static final int DEFAULT_FAILED_KEYS = 30;
}
