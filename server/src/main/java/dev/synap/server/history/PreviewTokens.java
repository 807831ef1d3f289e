package dev.synap.server.history;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.json.Json;
import dev.synap.core.write.UndoByWish;
import dev.synap.server.checkpoint.CheckpointFile;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tokens that say what somebody was shown before they take it back: the wish, the position of the log, and the versions
 * of the subjects. Only this server makes them; each is for one user and workspace, and for a quarter of an hour.
 *
 * <p>Thread-safe.
 */
final class PreviewTokens {

    static final Duration LASTS = Duration.ofMinutes(15);

    private static final String ALGORITHM = "HmacSHA256";
    private static final String FIELD = "token";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final CheckpointFile keys;
    private final Clock clock;

    PreviewTokens(CheckpointFile keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** The token for a wish, as it was seen, of one user. */
    String issue(String workspaceId, String callerId, UndoByWish seen) {
        ObjectNode content = Json.newObject()
                .put("workspace", workspaceId)
                .put("caller", callerId)
                .put("until", clock.instant().plus(LASTS).toEpochMilli());
        content.set("wish", seen.data());
        String text = ENCODER.encodeToString(Json.write(content).getBytes(StandardCharsets.UTF_8));
        return text + "." + ENCODER.encodeToString(sign(text));
    }

    /**
     * The wish as it was seen.
     *
     * @param wished what is asked for now, which must be what the token was given for
     * @throws InvalidInputException when the token is not for that
     */
    UndoByWish redeem(String token, String workspaceId, String callerId, UndoByWish wished) {
        ObjectNode content = read(token);
        if (!content.path("workspace").asString("").equals(workspaceId)
                || !content.path("caller").asString("").equals(callerId)) {
            throw new InvalidInputException(FIELD, "was given to another user or for another workspace; preview first");
        }
        if (content.path("until").asLong(0) < clock.millis()) {
            throw new InvalidInputException(FIELD, "has expired; preview again, and send the new one");
        }
        if (!(content.get("wish") instanceof ObjectNode data)) {
            throw unknown();
        }
        UndoByWish seen = UndoByWish.parse(data);
        UndoByWish same = wished.upTo(seen.authorship().upTo()).seen(seen.seen());
        if (!same.equals(seen)) {
            throw new InvalidInputException(
                    FIELD, "was given for another user, range, policy or other subjects; preview what you send");
        }
        return seen;
    }

    private ObjectNode read(String token) {
        int dot = token.indexOf('.');
        try {
            byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            String text = token.substring(0, Math.max(0, dot));
            if (dot < 1 || !MessageDigest.isEqual(signature, sign(text))) {
                throw unknown();
            }
            return Json.readObject(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static InvalidInputException unknown() {
        return new InvalidInputException(FIELD, "is none that this server gave with a preview; preview first");
    }

    private byte[] sign(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(keys.secretFor("undo-by"), ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
