package dev.synap.client;

import java.util.List;

/** API keys: make, list, revoke. Thread-safe. */
public final class Keys {

    private final Transport transport;

    Keys(Transport transport) {
        this.transport = transport;
    }

    /** Makes a key. Its secret is in the answer and nowhere else. */
    public CreatedKey create(KeyRequest request) {
        return transport
                .send(Call.post(Target.api("keys").toString(), request.json()))
                .read(json -> new CreatedKey(ApiKey.from(json), Wire.text(json, "key")));
    }

    /** One's own keys, those that ended included. */
    public List<ApiKey> list() {
        return transport.list("keys", ApiKey::from, ApiKey::keyId);
    }

    /** Ends a key at once and for ever. Doing so twice is safe. */
    public void revoke(String keyId) {
        Answer answer = transport.send(Call.delete(Target.api("keys", keyId).toString()));
        if (!answer.ok()) {
            throw answer.failure();
        }
    }
}
