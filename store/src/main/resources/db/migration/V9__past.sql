-- What lists of the past need beside the log: which subjects may have been there before their created_at, so that all
-- others are found by it.
--
-- out_of_order tells that an event of the subject happened before created_at, or was dated later than it was recorded.
-- Rows that are there already say so to be safe, until they are rebuilt.
ALTER TABLE notes ADD COLUMN out_of_order boolean NOT NULL DEFAULT true;
ALTER TABLE tasks ADD COLUMN out_of_order boolean NOT NULL DEFAULT true;
ALTER TABLE projects ADD COLUMN out_of_order boolean NOT NULL DEFAULT true;
ALTER TABLE relations ADD COLUMN out_of_order boolean NOT NULL DEFAULT true;
ALTER TABLE comments ADD COLUMN out_of_order boolean NOT NULL DEFAULT true;
ALTER TABLE proposals ADD COLUMN out_of_order boolean NOT NULL DEFAULT true;
ALTER TABLE entities ADD COLUMN out_of_order boolean NOT NULL DEFAULT true;
ALTER TABLE members ADD COLUMN out_of_order boolean NOT NULL DEFAULT true;
ALTER TABLE shares ADD COLUMN out_of_order boolean NOT NULL DEFAULT true;
ALTER TABLE policies ADD COLUMN out_of_order boolean NOT NULL DEFAULT true;
ALTER TABLE schemas ADD COLUMN out_of_order boolean NOT NULL DEFAULT true;
ALTER TABLE settings ADD COLUMN out_of_order boolean NOT NULL DEFAULT true;

CREATE INDEX notes_out_of_order ON notes (workspace_id, created_at, id) WHERE out_of_order;
CREATE INDEX tasks_out_of_order ON tasks (workspace_id, created_at, id) WHERE out_of_order;
CREATE INDEX projects_out_of_order ON projects (workspace_id, created_at, id) WHERE out_of_order;
CREATE INDEX relations_out_of_order ON relations (workspace_id, created_at, id) WHERE out_of_order;
CREATE INDEX comments_out_of_order ON comments (workspace_id, created_at, id) WHERE out_of_order;
CREATE INDEX proposals_out_of_order ON proposals (workspace_id, created_at, id) WHERE out_of_order;
CREATE INDEX entities_out_of_order ON entities (workspace_id, created_at, id) WHERE out_of_order;

-- The deleted and archived, in the order of the others.
CREATE INDEX notes_hidden_by_created ON notes (workspace_id, created_at, id)
    WHERE deleted_at IS NOT NULL OR archived_at IS NOT NULL;
CREATE INDEX tasks_hidden_by_created ON tasks (workspace_id, created_at, id)
    WHERE deleted_at IS NOT NULL OR archived_at IS NOT NULL;
CREATE INDEX projects_hidden_by_created ON projects (workspace_id, created_at, id)
    WHERE deleted_at IS NOT NULL OR archived_at IS NOT NULL;
CREATE INDEX relations_hidden_by_created ON relations (workspace_id, created_at, id)
    WHERE deleted_at IS NOT NULL OR archived_at IS NOT NULL;
CREATE INDEX comments_hidden_by_created ON comments (workspace_id, created_at, id)
    WHERE deleted_at IS NOT NULL OR archived_at IS NOT NULL;
CREATE INDEX entities_hidden_by_created ON entities (workspace_id, created_at, id)
    WHERE deleted_at IS NOT NULL OR archived_at IS NOT NULL;
