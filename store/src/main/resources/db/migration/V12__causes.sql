-- What came of an event: requests and what agents did name the event that led to them. Outcomes are found by their request.
CREATE INDEX event_by_cause ON event (workspace_id, causation_id, position)
    WHERE causation_id IS NOT NULL AND (type LIKE '%.requested' OR type IN ('agent.invoked', 'suggestion.created'));

-- The assistant is in no workspace yet, so what is in the logs need not be walked for it.
INSERT INTO checkpoint (workspace_id, subscriber, position)
SELECT workspace_id, 'assistant', position FROM workspace_head;
