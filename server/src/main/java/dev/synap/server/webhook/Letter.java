package dev.synap.server.webhook;

import dev.synap.core.event.Event;
import dev.synap.core.event.EventJson;
import dev.synap.core.event.Timestamps;
import dev.synap.core.json.Json;
import dev.synap.store.webhook.Deliveries;
import dev.synap.store.webhook.Delivery;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is sent, after the specification Standard Webhooks.
 *
 * @param id the same however often it is sent
 * @param body JSON of {@code type}, {@code timestamp} and {@code data}
 */
record Letter(String id, String body) {

    static Letter of(Delivery delivery, Event event) {
        return new Letter(
                delivery.deliveryId(),
                "{\"type\":" + text(event.type()) + ",\"timestamp\":" + text(Timestamps.format(event.timestamp()))
                        + ",\"data\":" + EventJson.write(event) + "}");
    }

    static Letter ping(Delivery delivery) {
        return new Letter(
                delivery.deliveryId(),
                "{\"type\":" + text(Deliveries.PING) + ",\"timestamp\":" + text(Timestamps.format(delivery.createdAt()))
                        + ",\"data\":{\"workspaceId\":" + text(delivery.workspaceId()) + ",\"webhookId\":"
                        + text(delivery.webhookId()) + "}}");
    }

    /** The header {@code webhook-signature}: one signature by each secret. */
    String signature(long timestamp, List<String> secrets) {
        byte[] signed = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
        return secrets.stream().map(secret -> "v1," + hmac(secret, signed)).collect(Collectors.joining(" "));
    }

    private static String hmac(String secret, byte[] signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Secrets.bytes(secret), mac.getAlgorithm()));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static String text(String value) {
        return Json.write(Json.newObject().stringNode(value));
    }
}
