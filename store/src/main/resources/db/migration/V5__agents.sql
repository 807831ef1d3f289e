-- Users that are programs. Whoever made an agent makes its keys.
ALTER TABLE app_user
    ADD COLUMN kind    text             NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'agent')),
    ADD COLUMN made_by text COLLATE "C" REFERENCES app_user;

CREATE INDEX app_user_by_maker ON app_user (made_by, user_id) WHERE made_by IS NOT NULL;
