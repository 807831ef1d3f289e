-- Who may come in: users, their workspaces, and the keys that they come in with.

CREATE TABLE app_user (
    user_id    text COLLATE "C" PRIMARY KEY,
    name       text        NOT NULL,
    is_admin   boolean     NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE workspace (
    workspace_id text COLLATE "C" PRIMARY KEY,
    name         text             NOT NULL,
    owner_id     text COLLATE "C" NOT NULL REFERENCES app_user,
    created_at   timestamptz      NOT NULL DEFAULT now()
);

CREATE INDEX workspace_by_owner ON workspace (owner_id, workspace_id);

-- A key is kept as its SHA-256 only. That is enough for random keys of 190 bits, which nobody can guess
-- from a hash; the prefix is the part that may be shown.
CREATE TABLE api_key (
    key_id       text COLLATE "C" PRIMARY KEY,
    user_id      text COLLATE "C" NOT NULL REFERENCES app_user,
    prefix       text             NOT NULL,
    hash         bytea            NOT NULL UNIQUE,
    name         text             NOT NULL,
    scopes       text[]           NOT NULL,
    created_at   timestamptz      NOT NULL DEFAULT now(),
    expires_at   timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz
);

CREATE INDEX api_key_by_user ON api_key (user_id, key_id);
