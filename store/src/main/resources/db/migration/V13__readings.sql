-- One row per subject with a text that waits for the language model: its latest. It is held until next_attempt_at at the latest;
-- the epoch grows with every holder.
CREATE TABLE reading (
    workspace_id    text COLLATE "C" NOT NULL,
    subject_id      text COLLATE "C" NOT NULL,
    event_id        text COLLATE "C" NOT NULL,
    attempts        integer     NOT NULL DEFAULT 0,
    asked_attempt   integer     NOT NULL DEFAULT 0,
    held            boolean     NOT NULL DEFAULT false,
    epoch           bigint      NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, subject_id)
) WITH (fillfactor = 70);

CREATE INDEX reading_due ON reading (next_attempt_at);

-- What asking the language model has cost a workspace is counted in its log.
CREATE INDEX event_model_called ON event (workspace_id, recorded_at) WHERE type = 'model.called';

-- Which words have led to suggestions before. Anybody may write such an event, of any length: hence the digest.
CREATE INDEX event_invoked ON event (workspace_id, md5(data ->> 'subjectId'), position) WHERE type = 'agent.invoked';
