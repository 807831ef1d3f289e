-- Projections: each subject as it is now, one row per subject, in the table of its type. All of it comes from
-- the log and can be made anew.
--
-- Whatever JSON an event may hold finds room: state keeps all of it, and a column is null where the field is
-- missing or of another kind. Columns for text in an index take 200 characters at most, for an index entry
-- cannot hold more than some 2,700 bytes.
--
-- version and position are those of the last fact: of the last event that changed the state.
-- updated_at is the time of the last change, at first the time of making.
-- search holds the words of title and content, of the first 100,000 characters: a tsvector cannot take more
-- than 1 MB.

-- Notes.
CREATE TABLE notes (
    workspace_id text COLLATE "C" NOT NULL,
    id           text COLLATE "C" NOT NULL,
    title        text,
    content      text,
    project_id   text COLLATE "C",
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
    search       tsvector GENERATED ALWAYS AS (
        to_tsvector('simple', left(coalesce(title, '') || ' ' || coalesce(content, ''), 100000))) STORED,
    PRIMARY KEY (workspace_id, id)
) WITH (fillfactor = 80);

CREATE INDEX notes_by_created ON notes (workspace_id, created_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX notes_by_updated ON notes (workspace_id, updated_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX notes_by_title ON notes (workspace_id, (coalesce(lower(left(title, 120)), '')) COLLATE "C", id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX notes_by_creator ON notes (workspace_id, created_by, created_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX notes_by_project ON notes (workspace_id, project_id, created_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL AND project_id IS NOT NULL;
CREATE INDEX notes_hidden ON notes (workspace_id, updated_at, id)
    WHERE deleted_at IS NOT NULL OR archived_at IS NOT NULL;
CREATE INDEX notes_search ON notes USING gin (search);

-- Tasks. A task without a status is open; a task of a note is an action item in it.
CREATE TABLE tasks (
    workspace_id text COLLATE "C" NOT NULL,
    id           text COLLATE "C" NOT NULL,
    title        text,
    content      text,
    status       text COLLATE "C",
    due_date     timestamptz,
    project_id   text COLLATE "C",
    note_id      text COLLATE "C",
    completed_at timestamptz,
    completed_by text COLLATE "C",
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
    search       tsvector GENERATED ALWAYS AS (
        to_tsvector('simple', left(coalesce(title, '') || ' ' || coalesce(content, ''), 100000))) STORED,
    PRIMARY KEY (workspace_id, id)
) WITH (fillfactor = 80);

CREATE INDEX tasks_by_created ON tasks (workspace_id, created_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX tasks_by_updated ON tasks (workspace_id, updated_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX tasks_by_title ON tasks (workspace_id, (coalesce(lower(left(title, 120)), '')) COLLATE "C", id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX tasks_by_due_date ON tasks (workspace_id, (coalesce(due_date, 'infinity')), id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX tasks_by_status ON tasks (workspace_id, status, created_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX tasks_by_creator ON tasks (workspace_id, created_by, created_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX tasks_by_project ON tasks (workspace_id, project_id, created_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL AND project_id IS NOT NULL;
CREATE INDEX tasks_by_note ON tasks (workspace_id, note_id, created_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL AND note_id IS NOT NULL;
CREATE INDEX tasks_hidden ON tasks (workspace_id, updated_at, id)
    WHERE deleted_at IS NOT NULL OR archived_at IS NOT NULL;
CREATE INDEX tasks_search ON tasks USING gin (search);

-- Projects.
CREATE TABLE projects (
    workspace_id text COLLATE "C" NOT NULL,
    id           text COLLATE "C" NOT NULL,
    title        text,
    content      text,
    status       text COLLATE "C",
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
    search       tsvector GENERATED ALWAYS AS (
        to_tsvector('simple', left(coalesce(title, '') || ' ' || coalesce(content, ''), 100000))) STORED,
    PRIMARY KEY (workspace_id, id)
) WITH (fillfactor = 80);

CREATE INDEX projects_by_created ON projects (workspace_id, created_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX projects_by_updated ON projects (workspace_id, updated_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX projects_by_title ON projects (workspace_id, (coalesce(lower(left(title, 120)), '')) COLLATE "C", id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX projects_hidden ON projects (workspace_id, updated_at, id)
    WHERE deleted_at IS NOT NULL OR archived_at IS NOT NULL;
CREATE INDEX projects_search ON projects USING gin (search);

-- Relations between two subjects.
CREATE TABLE relations (
    workspace_id text COLLATE "C" NOT NULL,
    id           text COLLATE "C" NOT NULL,
    from_id      text COLLATE "C",
    to_id        text COLLATE "C",
    kind         text COLLATE "C",
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

CREATE INDEX relations_by_created ON relations (workspace_id, created_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX relations_by_updated ON relations (workspace_id, updated_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX relations_by_from ON relations (workspace_id, from_id, created_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX relations_by_to ON relations (workspace_id, to_id, created_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX relations_hidden ON relations (workspace_id, updated_at, id)
    WHERE deleted_at IS NOT NULL OR archived_at IS NOT NULL;

-- Comments on a subject.
CREATE TABLE comments (
    workspace_id text COLLATE "C" NOT NULL,
    id           text COLLATE "C" NOT NULL,
    on_id        text COLLATE "C",
    content      text,
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
    search       tsvector GENERATED ALWAYS AS (
        to_tsvector('simple', left(coalesce(content, ''), 100000))) STORED,
    PRIMARY KEY (workspace_id, id)
) WITH (fillfactor = 80);

CREATE INDEX comments_by_created ON comments (workspace_id, created_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX comments_by_updated ON comments (workspace_id, updated_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX comments_by_subject ON comments (workspace_id, on_id, created_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX comments_by_creator ON comments (workspace_id, created_by, created_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX comments_hidden ON comments (workspace_id, updated_at, id)
    WHERE deleted_at IS NOT NULL OR archived_at IS NOT NULL;
CREATE INDEX comments_search ON comments USING gin (search);

-- Requests that wait, or waited, for a person.
CREATE TABLE proposals (
    workspace_id text COLLATE "C" NOT NULL,
    id           text COLLATE "C" NOT NULL,
    status       text COLLATE "C",
    action       text COLLATE "C",
    subject_id   text COLLATE "C",
    subject_type text COLLATE "C",
    request_id   text COLLATE "C",
    content_hash text COLLATE "C",
    base_version bigint,
    proposed_by  text COLLATE "C",
    expires_at   timestamptz,
    decided_at   timestamptz,
    decided_by   text COLLATE "C",
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

CREATE INDEX proposals_by_created ON proposals (workspace_id, created_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX proposals_by_updated ON proposals (workspace_id, updated_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX proposals_by_status ON proposals (workspace_id, status, created_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX proposals_by_subject ON proposals (workspace_id, subject_id, created_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;

-- What is due to expire.
CREATE INDEX proposals_waiting ON proposals (expires_at)
    WHERE status = 'waiting';

-- Subjects of every other type.
CREATE TABLE entities (
    workspace_id text COLLATE "C" NOT NULL,
    id           text COLLATE "C" NOT NULL,
    type         text COLLATE "C" NOT NULL,
    title        text,
    content      text,
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
    search       tsvector GENERATED ALWAYS AS (
        to_tsvector('simple', left(coalesce(title, '') || ' ' || coalesce(content, ''), 100000))) STORED,
    PRIMARY KEY (workspace_id, id)
) WITH (fillfactor = 80);

CREATE INDEX entities_by_created ON entities (workspace_id, created_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX entities_by_updated ON entities (workspace_id, updated_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX entities_by_title ON entities (workspace_id, (coalesce(lower(left(title, 120)), '')) COLLATE "C", id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX entities_by_type ON entities (workspace_id, type, created_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX entities_by_creator ON entities (workspace_id, created_by, created_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;
CREATE INDEX entities_hidden ON entities (workspace_id, updated_at, id)
    WHERE deleted_at IS NOT NULL OR archived_at IS NOT NULL;
CREATE INDEX entities_search ON entities USING gin (search);

-- Who belongs to a workspace, in which role. Its owner stands in the table workspace.
CREATE TABLE members (
    workspace_id text COLLATE "C" NOT NULL,
    id           text COLLATE "C" NOT NULL,
    user_id      text COLLATE "C",
    role         text COLLATE "C",
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

-- The workspaces of a user.
CREATE INDEX members_by_user ON members (user_id, workspace_id)
    WHERE deleted_at IS NULL;

-- Single subjects shared with single users.
CREATE TABLE shares (
    workspace_id text COLLATE "C" NOT NULL,
    id           text COLLATE "C" NOT NULL,
    subject_id   text COLLATE "C",
    user_id      text COLLATE "C",
    level        text COLLATE "C",
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

-- What is shared with a user, in one workspace or in any.
CREATE INDEX shares_by_user ON shares (user_id, workspace_id)
    WHERE deleted_at IS NULL;
CREATE INDEX shares_by_subject ON shares (workspace_id, subject_id, created_at, id)
    WHERE deleted_at IS NULL AND archived_at IS NULL;

-- What agents may do without a person.
CREATE TABLE policies (
    workspace_id text COLLATE "C" NOT NULL,
    id           text COLLATE "C" NOT NULL,
    agent_id     text COLLATE "C",
    pattern      text COLLATE "C",
    effect       text COLLATE "C",
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

-- JSON Schemas that the data of a type must satisfy.
CREATE TABLE schemas (
    workspace_id text COLLATE "C" NOT NULL,
    id           text COLLATE "C" NOT NULL,
    type         text COLLATE "C",
    schema       json,
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

-- The tags of subjects of every type, one row per subject and tag. A tag of more than 200 characters, or one
-- that is no text, stands in the state alone. The marks are those of the subject.
CREATE TABLE tags (
    workspace_id text COLLATE "C" NOT NULL,
    tag          text COLLATE "C" NOT NULL,
    subject_id   text COLLATE "C" NOT NULL,
    subject_type text COLLATE "C" NOT NULL,
    deleted_at   timestamptz,
    archived_at  timestamptz,
    PRIMARY KEY (workspace_id, subject_id, tag)
);

-- The subjects of a tag, and the tags of a workspace.
CREATE INDEX tags_by_tag ON tags (workspace_id, tag, subject_id);
