-- Rebuilds: projections made anew from the log, beside those that are read meanwhile.

-- One row per rebuild. Who works on it says so by alive_until, by the database's clock; the epoch grows with every
-- change of hands, and whoever works under an older one writes nothing.
CREATE TABLE rebuild (
    rebuild_id   text COLLATE "C" PRIMARY KEY,
    name         text        NOT NULL,
    requested_by text COLLATE "C" NOT NULL,
    requested_at timestamptz NOT NULL,
    status       text        NOT NULL CHECK (status IN ('running', 'done', 'failed')),
    step         text        NOT NULL,
    events_total bigint      NOT NULL,
    events_done  bigint      NOT NULL,
    epoch        bigint      NOT NULL,
    alive_until  timestamptz NOT NULL,
    finished_at  timestamptz,
    error        text
);

-- One at a time: they would fill the same tables.
CREATE UNIQUE INDEX rebuild_running ON rebuild ((true)) WHERE status = 'running';
CREATE INDEX rebuild_by_time ON rebuild (requested_at, rebuild_id);

-- How far the running one has come: all subjects up to filled_to, and all events up to position. The log ended at
-- began_at when it began.
CREATE TABLE rebuild_workspace (
    workspace_id text COLLATE "C" PRIMARY KEY,
    filled_to    text COLLATE "C" NOT NULL,
    filled       boolean NOT NULL,
    began_at     bigint  NOT NULL,
    position     bigint  NOT NULL
);
