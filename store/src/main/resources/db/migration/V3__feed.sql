-- The feed: who works on which workspace, how far they have come, and what failed.

-- One row per running server, by the database's clock: nobody else's tells who is alive.
CREATE TABLE node (
    node_id    text COLLATE "C" PRIMARY KEY,
    expires_at timestamptz NOT NULL
) WITH (fillfactor = 50);

-- One row per workspace that was ever worked on: the node that works on it now, if any. The epoch grows with
-- every change of hands, and whoever writes with an older one writes nothing.
CREATE TABLE lease (
    workspace_id text COLLATE "C" PRIMARY KEY,
    node_id      text COLLATE "C",
    epoch        bigint NOT NULL
) WITH (fillfactor = 70);

-- The leases that are held, which are few: what a dead node leaves behind is found among them.
CREATE INDEX lease_held ON lease (workspace_id, node_id) WHERE node_id IS NOT NULL;

-- How far each subscriber has come in each workspace.
CREATE TABLE checkpoint (
    workspace_id text COLLATE "C" NOT NULL,
    subscriber   text COLLATE "C" NOT NULL,
    position     bigint NOT NULL,
    PRIMARY KEY (workspace_id, subscriber)
) WITH (fillfactor = 50);

-- Events whose handling failed, and those of the same subject behind them. The first of a subject is
-- retrying or parked, which means that it was tried often enough; the others are waiting.
CREATE TABLE parked (
    workspace_id    text COLLATE "C" NOT NULL,
    subscriber      text COLLATE "C" NOT NULL,
    position        bigint      NOT NULL,
    parked_id       text COLLATE "C" NOT NULL,
    event_id        text COLLATE "C" NOT NULL,
    event_type      text COLLATE "C" NOT NULL,
    subject_id      text COLLATE "C" NOT NULL,
    status          text        NOT NULL CHECK (status IN ('retrying', 'parked', 'waiting')),
    attempts        integer     NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    failed_at       timestamptz,
    error           text,
    stack           text,
    PRIMARY KEY (workspace_id, subscriber, position)
);

CREATE UNIQUE INDEX parked_by_id ON parked (workspace_id, parked_id);
CREATE INDEX parked_by_subject ON parked (workspace_id, subscriber, subject_id, position);
CREATE INDEX parked_by_event ON parked (workspace_id, event_id);
CREATE INDEX parked_retrying ON parked (workspace_id, next_attempt_at) WHERE status = 'retrying';

-- The requests among the events, for dispatch.
CREATE INDEX event_requested ON event (workspace_id, position) WHERE type LIKE '%.requested';

-- What became of each request. Requests by event_requested, their outcomes by event_by_correlation, what is
-- stuck by parked_by_event. The last outcome counts: a proposed request ends when the proposal does.
-- Imported requests are history, which nobody works on.
CREATE VIEW dispatch AS
SELECT r.workspace_id,
       r.event_id    AS request_id,
       r.position,
       r.type,
       r.subject_id,
       r.subject_type,
       r.user_id,
       r.correlation_id,
       r.recorded_at AS requested_at,
       CASE
           WHEN o.type IS NOT NULL THEN 'done'
           WHEN p.status IS NOT NULL THEN 'parked'
           ELSE 'pending'
       END           AS status,
       o.outcome,
       o.type        AS outcome_type,
       o.position    AS outcome_position,
       o.recorded_at AS outcome_at,
       p.parked_id,
       p.attempts,
       p.error
FROM event r
LEFT JOIN LATERAL (
    SELECT e.type, e.position, e.recorded_at, substring(e.type FROM '[^.]*$') AS outcome
    FROM event e
    WHERE e.workspace_id = r.workspace_id
      AND e.correlation_id = r.correlation_id
      AND e.position > r.position
      AND e.recorded_at >= r.recorded_at
      AND e.type IN (
          regexp_replace(r.type, 'requested$', 'validated'),
          regexp_replace(r.type, 'requested$', 'rejected'),
          regexp_replace(r.type, 'requested$', 'proposed'))
      AND e.data ->> 'requestId' = r.event_id
    ORDER BY e.position DESC
    LIMIT 1
) o ON true
LEFT JOIN LATERAL (
    SELECT k.parked_id, k.attempts, k.error, k.status
    FROM parked k
    WHERE k.workspace_id = r.workspace_id AND k.event_id = r.event_id AND k.status <> 'retrying'
    ORDER BY k.subscriber
    LIMIT 1
) p ON true
WHERE r.type LIKE '%.requested'
  AND r.metadata -> 'import' IS NULL;
