-- What workspaces are told to do.
CREATE TABLE settings (
    workspace_id text COLLATE "C" NOT NULL,
    id           text COLLATE "C" NOT NULL,
    name         text COLLATE "C",
    value        boolean,
    created_at   timestamptz NOT NULL,
    created_by   text COLLATE "C",
    updated_at   timestamptz NOT NULL,
    updated_by   text COLLATE "C",
    deleted_at   timestamptz,
    deleted_by   text COLLATE "C",
    archived_at  timestamptz,
    archived_by  text COLLATE "C",
    version      bigint NOT NULL,
    position     bigint NOT NULL,
    state        json NOT NULL,
    PRIMARY KEY (workspace_id, id)
) WITH (fillfactor = 80);
