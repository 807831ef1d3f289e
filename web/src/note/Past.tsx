import { Alert, Button, Group, Paper, Slider, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { Entity } from '@synap/client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { changedBy } from '../server';
import { Markdown } from '../ui/Markdown';
import { exactTime, localInput } from '../ui/Time';
import { tellFault } from '../ui/tell';
import { Waiting } from '../ui/Waiting';
import { FieldChanges } from '../ui/Words';
import { mayEdit, useWorkspace } from '../workspace';
import { PreviewDialog, type Step } from './PreviewDialog';

/** A subject as it was: by date, or by moving through its own history. */
export function PastTab({ entity, gone }: { entity: Entity; gone: boolean }) {
  const { w, synap, role, nameOf } = useWorkspace();
  const { kind } = useParams({ from: '/signed-in/w/$w/$kind/$id' });
  const search = useSearch({ from: '/signed-in/w/$w/$kind/$id' });
  const navigate = useNavigate();
  const id = entity.id;
  const now = entity.version;
  const [version, setVersion] = useState(search.version ?? now);
  const [compare, setCompare] = useState(false);
  const [step, setStep] = useState<Step>();
  const [settled] = useDebouncedValue(version, 120);
  const open = (next: { tab?: 'past'; version?: number }) =>
    navigate({ to: '/w/$w/$kind/$id', params: { w, kind, id }, search: next, replace: true });
  useEffect(() => {
    if (search.version !== undefined) {
      setVersion(search.version);
    }
  }, [search.version]);
  const past = useQuery({
    queryKey: [w, 'state', id, settled],
    queryFn: async () => (await synap.state(id, { version: settled })) ?? null,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
  const diff = useQuery({
    queryKey: [w, 'diff', id, settled, now],
    queryFn: () => synap.history.diff(id, { version: settled }, { version: now }),
    enabled: compare,
    ...changedBy(id),
  });
  const pick = async (value: string) => {
    if (value === '') {
      return;
    }
    try {
      const then = await synap.state(id, { asOf: new Date(value) });
      await open({ tab: 'past', version: then?.version ?? 0 });
      setVersion(then?.version ?? 0);
    } catch (fault) {
      tellFault(fault);
    }
  };
  if (past.data === undefined) {
    return <Waiting for={past} />;
  }
  const state = past.data?.state as Partial<Entity> | undefined;
  const existed = state !== undefined && state.id !== undefined && past.data?.deleted !== true;
  const at = state?.updatedAt ?? state?.createdAt;
  const restore: Step = {
    title: 'Restore this',
    verb: 'Restore this',
    done: 'It is as it was then',
    choice: false,
    preview: () => synap.history.preview.restore({ subjectId: id, version: settled }),
    run: () => synap.history.restore({ subjectId: id, version: settled }),
    redo: () => synap.history.undo({ subjectId: id }),
  };
  return (
    <Stack>
      <Group align="end" gap="lg">
        <TextInput
          label="View as of"
          type="datetime-local"
          max={localInput(new Date())}
          value={at === undefined ? '' : localInput(new Date(at))}
          onChange={(event) => void pick(event.currentTarget.value)}
        />
        <Switch
          label="Compare with now"
          mb={8}
          checked={compare}
          onChange={(event) => setCompare(event.currentTarget.checked)}
        />
      </Group>
      <Slider
        thumbLabel="Version"
        min={1}
        max={Math.max(now, 2)}
        value={Math.max(version, 1)}
        label={(value) => `Version ${value}`}
        onChange={setVersion}
        onChangeEnd={(value) => void open({ tab: 'past', version: value })}
      />
      {(settled < now || gone) && (
        <Alert color="grape" role="status" title="This is the past" data-past>
          <Group justify="space-between">
            <Text size="sm">
              {!existed
                ? 'It did not exist then.'
                : `As it was ${at === undefined ? 'then' : `on ${exactTime(at)}`}${
                    state.updatedBy ? `, after ${nameOf(state.updatedBy)} had changed it` : ''
                  }.`}
            </Text>
            <Group gap="xs">
              <Button size="compact-sm" variant="default" onClick={() => void open({})}>
                View current
              </Button>
              {mayEdit(role) && existed && (
                <Button size="compact-sm" onClick={() => setStep(restore)}>
                  Restore this
                </Button>
              )}
            </Group>
          </Group>
        </Alert>
      )}
      {existed && (
        <Paper withBorder p="md" data-past-content>
          {compare && diff.data !== undefined ? (
            <>
              <Text size="sm" c="dimmed" mb="xs">
                From then to now
              </Text>
              <FieldChanges fields={diff.data.fields} />
            </>
          ) : (
            <>
              <Title order={2} size="h3" mb="sm">
                {String(state.title ?? 'Untitled')}
              </Title>
              <Markdown text={String(state.content ?? '')} />
            </>
          )}
        </Paper>
      )}
      {step && <PreviewDialog subjectId={id} step={step} close={() => setStep(undefined)} />}
    </Stack>
  );
}
