import { Alert, Button, Group, List, SegmentedControl, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Entity, UndoPolicy, UndoPreview, WriteResult } from '@synap/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../ui/Dialog';
import { FieldChanges, fieldName, valueText } from '../ui/Words';
import { Ago } from '../ui/Time';
import { tellFault, tellResult } from '../ui/tell';
import { Waiting } from '../ui/Waiting';
import { useWorkspace } from '../workspace';

/** One way of taking something back or bringing it again. */
export interface Step {
  title: string;
  /** What the button that does it says. */
  verb: string;
  done: string;
  preview: (policy: UndoPolicy) => Promise<UndoPreview>;
  run: (policy: UndoPolicy) => Promise<WriteResult<Entity>>;
  /** Whether one may choose what happens to what others wrote later. */
  choice: boolean;
  /** What takes this back again, offered once it is done. */
  redo?: () => Promise<WriteResult<Entity>>;
}

/** Shows what a step would change, what is kept and what is in its way, before it is done. */
export function PreviewDialog({ subjectId, step, close }: { subjectId: string; step: Step; close: () => void }) {
  const { w } = useWorkspace();
  const [policy, setPolicy] = useState<UndoPolicy>('keep_later');
  const [busy, setBusy] = useState(false);
  const preview = useQuery({
    queryKey: [w, 'preview', subjectId, step.title, policy],
    queryFn: () => step.preview(policy),
    gcTime: 0,
    staleTime: 0,
    meta: { of: [subjectId] },
  });
  const run = async () => {
    setBusy(true);
    try {
      const result = await step.run(policy);
      if (result.status === 'validated' && step.redo !== undefined) {
        const { redo } = step;
        notifications.show({
          color: 'green',
          autoClose: 15_000,
          message: (
            <Group justify="space-between">
              {step.done}
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => void redo().then((again) => tellResult(again, 'Done again'), tellFault)}
              >
                Redo
              </Button>
            </Group>
          ),
        });
      } else {
        tellResult(result, step.done);
      }
      close();
    } catch (fault) {
      tellFault(fault);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title={step.title} size="lg" close={close}>
      <Stack>
        {preview.data === undefined ? <Waiting for={preview} /> : <What preview={preview.data} policy={policy} />}
        {step.choice && (
          <div>
            <Text size="sm" mb={4}>
              What somebody wrote later
            </Text>
            <SegmentedControl
              aria-label="What somebody wrote later"
              value={policy}
              onChange={(value) => setPolicy(value as UndoPolicy)}
              data={[
                { value: 'keep_later', label: 'is kept' },
                { value: 'force', label: 'is overwritten' },
                { value: 'fail', label: 'stops this' },
              ]}
            />
          </div>
        )}
        <Group justify="end">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button loading={busy} disabled={preview.data?.possible !== true} onClick={() => void run()} data-confirm>
            {preview.data?.proposed ? `Propose to ${step.verb.toLowerCase()}` : step.verb}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function What({ preview, policy }: { preview: UndoPreview; policy: UndoPolicy }) {
  const { nameOf } = useWorkspace();
  if (!preview.possible) {
    return (
      <Alert color="yellow" role="status" title="That cannot be done">
        {preview.reason ?? 'There is nothing to do.'}
        <List size="sm">
          {(preview.errors ?? []).map((each) => (
            <List.Item key={each.path + each.message}>
              {fieldName(each.path)}: {each.message}
            </List.Item>
          ))}
        </List>
      </Alert>
    );
  }
  const subjects = preview.subjects ?? [];
  const later = subjects.flatMap(({ superseded }) => superseded);
  return (
    <>
      {subjects.map((subject) => (
        <div key={subject.subjectId} data-preview>
          {subject.deletes && <Text>It will be deleted; it can be restored.</Text>}
          {subject.revives && <Text>It will be there again.</Text>}
          {subject.writes.length === 0 && !subject.deletes && !subject.revives && <Text>Nothing would change.</Text>}
          <FieldChanges fields={subject.writes.map((each) => ({ ...each, words: [] }))} />
        </div>
      ))}
      {later.length > 0 && (
        <Alert
          color="yellow"
          role="status"
          title={policy === 'force' ? 'This overwrites what was written later' : 'This stays, for it was written later'}
        >
          <List size="sm">
            {later.map((each) => (
              <List.Item key={each.eventId + each.path}>
                {fieldName(each.path)} by {nameOf(each.by)}, <Ago at={each.timestamp} />
                {each.now !== undefined && each.now !== null && `: “${valueText(each.now).slice(0, 200)}”`}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      {preview.proposed && <Text size="sm">Somebody else has to agree: this makes a proposal.</Text>}
    </>
  );
}
