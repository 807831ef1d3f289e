-- Deleted comments are still part of the story of what they were about.
CREATE INDEX comments_by_subject_hidden ON comments (workspace_id, on_id)
    WHERE deleted_at IS NOT NULL OR archived_at IS NOT NULL;
