package dev.synap.core.log;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Timestamps;
import dev.synap.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says under a signature which event stood at a position of a log at a time. Published where the database's owner
 * cannot take it back, it finds out a log that was rewritten as a whole, hashes and all.
 *
 * <p>What is signed, by Ed25519, is UTF-8 text of five lines, each ended by a line feed: {@code synap checkpoint 1},
 * the workspace, the position, the hash in lower-case hex, the time.
 *
 * @param hash that of the event at the position
 * @param signature in Base64
 */
public record SignedCheckpoint(String workspaceId, long position, String hash, Instant time, String signature) {

    /** The algorithm of keys and signatures, as the JDK names it. */
    public static final String ALGORITHM = "Ed25519";

    private static final String WHAT = "synap checkpoint 1";

    /** Signs. The time is kept in microseconds. */
    public static SignedCheckpoint sign(String workspaceId, long position, String hash, Instant time, PrivateKey key) {
        Instant kept = Timestamps.truncate(time);
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(text(workspaceId, position, hash, kept));
            String signed = Base64.getEncoder().encodeToString(signature.sign());
            return new SignedCheckpoint(workspaceId, position, hash, kept, signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("cannot sign with this key: " + e.getMessage(), e);
        }
    }

    /** Whether this very checkpoint was signed with the private key that belongs to this one. */
    public boolean isSignedWith(PublicKey key) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(text(workspaceId, position, hash, time));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /** As one line of JSON. */
    public String toJson() {
        return Json.write(Json.newObject()
                .put("workspaceId", workspaceId)
                .put("position", position)
                .put("hash", hash)
                .put("time", Timestamps.format(time))
                .put("signature", signature));
    }

    /**
     * Reads one back; the signature is not looked at.
     *
     * @throws InvalidInputException naming the field that is missing or wrong
     */
    public static SignedCheckpoint read(String json) {
        return read(Json.readObject(json));
    }

    /** As {@link #read(String)}, from a tree. */
    public static SignedCheckpoint read(ObjectNode json) {
        JsonNode position = json.get("position");
        if (position == null || !position.isIntegralNumber() || !position.canConvertToLong()) {
            throw new InvalidInputException("position", "must be a whole number");
        }
        return new SignedCheckpoint(
                text(json, "workspaceId"),
                position.longValue(),
                text(json, "hash"),
                Timestamps.parse("time", text(json, "time")),
                text(json, "signature"));
    }

    private static byte[] text(String workspaceId, long position, String hash, Instant time) {
        return "%s\n%s\n%d\n%s\n%s\n"
                .formatted(WHAT, workspaceId, position, hash, Timestamps.format(time))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ObjectNode json, String name) {
        JsonNode value = json.get(name);
        if (value == null || !value.isString()) {
            throw new InvalidInputException(name, "must be a string");
        }
        return value.stringValue();
    }
}
