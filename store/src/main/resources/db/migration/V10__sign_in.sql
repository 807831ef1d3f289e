-- A session is a key that a browser keeps in a cookie: made by signing in, ended by signing out or by disuse.
ALTER TABLE api_key ADD COLUMN is_session boolean NOT NULL DEFAULT false;

-- Only people with a password sign in; everybody else comes with a key.
CREATE TABLE password (
    user_id    text        PRIMARY KEY REFERENCES app_user,
    hash       text        NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now()
);
