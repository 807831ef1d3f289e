-- The log. Ids compare by byte (COLLATE "C"), so that their order is the same on every platform.
-- workspace_id leads every key: one schema fits one laptop and a sharded cluster.

-- One row per workspace: where its log ends. Every append holds this row's lock, which makes the order
-- of positions the order of commits.
CREATE TABLE workspace_head (
    workspace_id text COLLATE "C" PRIMARY KEY,
    position     bigint      NOT NULL,
    recorded_at  timestamptz NOT NULL,
    hash         bytea       NOT NULL
) WITH (fillfactor = 50);

-- One row per subject: its version, for compare-and-set.
CREATE TABLE subject_head (
    workspace_id text COLLATE "C" NOT NULL,
    subject_id   text COLLATE "C" NOT NULL,
    subject_type text COLLATE "C" NOT NULL,
    version      bigint      NOT NULL,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, subject_id)
) WITH (fillfactor = 80);

-- One row per event: keeps event ids unique, which a partitioned table cannot do by itself, and finds
-- an event's partition by its id.
CREATE TABLE event_key (
    workspace_id text COLLATE "C" NOT NULL,
    event_id     text COLLATE "C" NOT NULL,
    position     bigint      NOT NULL,
    recorded_at  timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, event_id)
);

-- The events themselves. data and metadata are json, not jsonb: json keeps the text as it was hashed.
CREATE TABLE event (
    workspace_id   text COLLATE "C" NOT NULL,
    position       bigint      NOT NULL,
    version        bigint      NOT NULL,
    recorded_at    timestamptz NOT NULL,
    occurred_at    timestamptz NOT NULL,
    hash           bytea       NOT NULL,
    event_id       text COLLATE "C" NOT NULL,
    type           text COLLATE "C" NOT NULL,
    subject_id     text COLLATE "C" NOT NULL,
    subject_type   text COLLATE "C" NOT NULL,
    user_id        text COLLATE "C" NOT NULL,
    source         text COLLATE "C" NOT NULL,
    correlation_id text COLLATE "C",
    causation_id   text COLLATE "C",
    data           json        NOT NULL,
    metadata       json        NOT NULL,
    PRIMARY KEY (workspace_id, position, recorded_at)
) PARTITION BY RANGE (recorded_at);

CREATE INDEX event_by_subject ON event (workspace_id, subject_id, version);
CREATE INDEX event_by_type ON event (workspace_id, type, position);
CREATE INDEX event_by_user ON event (workspace_id, user_id, position);
CREATE INDEX event_by_correlation ON event (workspace_id, correlation_id, position)
    WHERE correlation_id IS NOT NULL;
CREATE INDEX event_by_time ON event (workspace_id, occurred_at, position);

-- Ends an append whose plan has been overtaken: another node has moved one of the workspaces on.
CREATE FUNCTION expect_heads(held bigint, planned bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF held <> planned THEN
        RAISE EXCEPTION 'only % of % workspaces stand where the plan starts from', held, planned
            USING ERRCODE = 'SY001';
    END IF;
END $$;

-- States of long-lived subjects, to read any version from; disposable.
-- segment_from is the earliest time at which one of the events behind the version segment_after happened,
-- latest the latest time of all events so far: together they tell which snapshots a read as of a time
-- may use, and which stretches of events it can pass over.
-- generation says which reducers made the state.
CREATE TABLE snapshot (
    workspace_id  text COLLATE "C" NOT NULL,
    subject_id    text COLLATE "C" NOT NULL,
    version       bigint      NOT NULL,
    position      bigint      NOT NULL,
    segment_after bigint      NOT NULL,
    segment_from  timestamptz NOT NULL,
    latest        timestamptz NOT NULL,
    generation    integer     NOT NULL,
    state         json        NOT NULL,
    PRIMARY KEY (workspace_id, subject_id, version)
);

-- The log under the names that people query it by.
CREATE VIEW events_timescale AS
SELECT event_id    AS id,
       occurred_at AS timestamp,
       type,
       subject_id,
       subject_type,
       data,
       metadata,
       user_id,
       source,
       correlation_id,
       causation_id,
       workspace_id,
       position,
       version,
       recorded_at,
       encode(hash, 'hex') AS hash
FROM event;
