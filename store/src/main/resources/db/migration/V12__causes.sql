-- What came of an event: requests and what agents did name the event that led to them. Outcomes are found by their request.
CREATE INDEX event_by_cause ON event (workspace_id, causation_id, position)
    WHERE causation_id IS NOT NULL AND (type LIKE '%.requested' OR type IN ('agent.invoked', 'suggestion.created'));
