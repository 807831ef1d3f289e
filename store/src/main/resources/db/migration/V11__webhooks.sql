-- Webhooks: where the events of a workspace are sent, and what became of each.

-- The secrets are sealed with a key that lies outside of the database and goes by key_id.
-- The events between replay_after and replay_until are to be sent again.
CREATE TABLE webhook (
    workspace_id     text COLLATE "C" NOT NULL,
    webhook_id       text COLLATE "C" NOT NULL,
    url              text        NOT NULL,
    types            text[]      NOT NULL,
    description      text        NOT NULL,
    key_id           text COLLATE "C" NOT NULL,
    secret           bytea       NOT NULL,
    old_secret       bytea,
    old_secret_until timestamptz,
    enabled          boolean     NOT NULL DEFAULT true,
    disabled_reason  text,
    failing_since    timestamptz,
    from_position    bigint      NOT NULL,
    replay_after     bigint,
    replay_until     bigint,
    created_at       timestamptz NOT NULL DEFAULT now(),
    created_by       text COLLATE "C" NOT NULL,
    updated_at       timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (workspace_id, webhook_id)
);

CREATE INDEX webhook_replay ON webhook (workspace_id, webhook_id) WHERE replay_after IS NOT NULL;

-- One row per event and webhook, with how its last attempt went. A ping has no event, and the position 0.
CREATE TABLE webhook_delivery (
    workspace_id    text COLLATE "C" NOT NULL,
    webhook_id      text COLLATE "C" NOT NULL,
    delivery_id     text COLLATE "C" NOT NULL,
    number          bigint GENERATED ALWAYS AS IDENTITY,
    position        bigint      NOT NULL,
    event_id        text COLLATE "C",
    event_type      text COLLATE "C" NOT NULL,
    subject_id      text COLLATE "C" NOT NULL,
    status          text        NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'delivered', 'parked')),
    attempts        integer     NOT NULL DEFAULT 0,
    next_attempt_at timestamptz,
    attempted_at    timestamptz,
    http_status     integer,
    duration_millis bigint,
    error           text,
    created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (workspace_id, webhook_id, delivery_id),
    FOREIGN KEY (workspace_id, webhook_id) REFERENCES webhook ON DELETE CASCADE
);

CREATE INDEX webhook_delivery_by_number ON webhook_delivery (workspace_id, webhook_id, number);
CREATE INDEX webhook_delivery_pending ON webhook_delivery (workspace_id, webhook_id, subject_id, position)
    WHERE status = 'pending';
CREATE INDEX webhook_delivery_done ON webhook_delivery (attempted_at) WHERE status <> 'pending';

-- One row per webhook and subject of which something is pending: who holds it sends, one after the other. It is held
-- until next_attempt_at at the latest; the epoch grows with every holder.
CREATE TABLE webhook_lane (
    workspace_id    text COLLATE "C" NOT NULL,
    webhook_id      text COLLATE "C" NOT NULL,
    subject_id      text COLLATE "C" NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    held            boolean     NOT NULL DEFAULT false,
    epoch           bigint      NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, webhook_id, subject_id),
    FOREIGN KEY (workspace_id, webhook_id) REFERENCES webhook ON DELETE CASCADE
) WITH (fillfactor = 70);

CREATE INDEX webhook_lane_due ON webhook_lane (next_attempt_at);

-- There are no webhooks yet, so what is in the logs need not be walked for them.
INSERT INTO checkpoint (workspace_id, subscriber, position)
SELECT workspace_id, 'webhooks', position FROM workspace_head;
