import { Alert, Button, Group, Paper, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import type { Entity } from '@synap/client';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Markdown } from '../ui/Markdown';
import { Waiting } from '../ui/Waiting';
import { mayEdit, useWorkspace } from '../workspace';
import { useDraft } from './draft';


/** Half of the app's code, which only who writes waits for. */
const MarkdownEditor = lazy(() => import('./MarkdownEditor'));

const SAVED = {
  saved: 'Saved',
  unsaved: 'Not saved yet',
  saving: 'Saving…',
  failed: 'Not saved',
};

/** Where a title and a text are written, and saved by themselves. */
export function Editor({ entity, onTyping }: { entity: Entity; onTyping: (typing: boolean) => void }) {
  const { synap, role } = useWorkspace();
  const draft = useDraft(synap, entity);
  const readOnly = !mayEdit(role);
  const [side, setSide] = useState(readOnly ? 'preview' : 'write');
  const typing = draft.saved !== 'saved';
  useEffect(() => onTyping(typing), [typing, onTyping]);
  return (
    <Stack gap="xs">
      {draft.clash && (
        <Alert color="yellow" role="alert" title="Somebody else has changed the same lines">
          Yours stand here. Theirs are in the history, from where they can be brought back.{' '}
          <Button size="compact-sm" variant="default" onClick={draft.forgetClash}>
            All right
          </Button>
        </Alert>
      )}
      <TextInput
        label="Title"
        value={draft.title}
        readOnly={readOnly}
        maxLength={1_000}
        onChange={(event) => draft.setTitle(event.currentTarget.value)}
        onBlur={draft.save}
      />
      <Group justify="space-between">
        <SegmentedControl
          size="xs"
          aria-label="Show"
          value={side}
          onChange={setSide}
          data={[
            { value: 'write', label: readOnly ? 'Markdown' : 'Write' },
            { value: 'preview', label: 'Preview' },
          ]}
        />
        <Text size="sm" c={draft.fault === undefined ? 'dimmed' : undefined} role="status" data-saved={draft.saved}>
          {readOnly ? 'You may read this, and not change it.' : SAVED[draft.saved]}
          {draft.saved === 'failed' && `: ${draft.fault}`}
        </Text>
      </Group>
      <Paper withBorder p={side === 'write' ? 0 : 'md'} mih={200}>
        {side === 'write' ? (
          <Suspense fallback={<Waiting for={[]} />}>
            <MarkdownEditor
              label="Content"
              value={draft.content}
              readOnly={readOnly}
              onChange={draft.setContent}
              onBlur={draft.save}
            />
          </Suspense>
        ) : (
          <Markdown text={draft.content} />
        )}
      </Paper>
    </Stack>
  );
}
