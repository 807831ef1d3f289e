import { Badge, Button, Chip, Collapse, Group, Paper, Text } from '@mantine/core';
import type { Entity, Synap, TimelineEntry } from '@synap/client';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Empty } from '../ui/Empty';
import { LongList } from '../ui/LongList';
import { Ago } from '../ui/Time';
import { tellFault } from '../ui/tell';
import { Waiting } from '../ui/Waiting';
import { FieldChanges } from '../ui/Words';
import { mayEdit, useWorkspace } from '../workspace';
import { PreviewDialog, type Step } from './PreviewDialog';
import { contributorsOf, useTimeline } from './timeline';
import { WhyDialog } from './WhyDialog';

/** What became of a subject: who did what, each to be looked at and taken back. */
export function HistoryTab({ entity }: { entity: Entity }) {
  const { w, synap, role } = useWorkspace();
  const { kind } = useParams({ from: '/signed-in/w/$w/$kind/$id' });
  const search = useSearch({ from: '/signed-in/w/$w/$kind/$id' });
  const navigate = useNavigate();
  const [step, setStep] = useState<Step>();
  const [why, setWhy] = useState<string>();
  const id = entity.id;
  const timeline = useTimeline(id);
  if (timeline.data === undefined) {
    return <Waiting for={timeline} />;
  }
  const { pages } = timeline.data;
  const all = pages.flatMap(({ entries }) => entries);
  const rows = rowsOf(all, search.by);
  const newest = all.find(({ kind }) => kind === 'change');
  const view = (version: number) =>
    navigate({ to: '/w/$w/$kind/$id', params: { w, kind, id }, search: { tab: 'past', version } });
  const steps = stepsOf(id, synap);
  return (
    <>
      <Group justify="space-between" mb="md">
        <Chip.Group
          multiple={false}
          value={search.by ?? ''}
          onChange={(by) =>
            void navigate({
              to: '/w/$w/$kind/$id',
              params: { w, kind, id },
              search: { ...search, by: by === '' ? undefined : String(by) },
              replace: true,
            })
          }
        >
          <Group gap="xs" role="group" aria-label="Whose changes">
            <Chip value="" size="sm">
              Everybody
            </Chip>
            {contributorsOf(pages).map(({ userId, name }) => (
              <Chip key={userId} value={userId} size="sm">
                {name}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        {mayEdit(role) && (
          <Button variant="default" size="xs" onClick={() => setStep(steps.redo)}>
            Redo the last undo
          </Button>
        )}
      </Group>
      {rows.length === 0 ? (
        <Empty title="Nothing by them here">Choose somebody else, or everybody.</Empty>
      ) : (
        <LongList
          label="History"
          items={rows}
          keyOf={keyOf}
          estimate={140}
          pages={timeline}
          render={(row) =>
            'comment' in row ? (
              <Comment step={row.comment} />
            ) : (
              <Entry
                entry={row.entry}
                subjectId={id}
                newest={row.entry === newest}
                undo={mayEdit(role) ? () => setStep(steps.undo(row.entry)) : undefined}
                undoTo={mayEdit(role) ? () => void steps.undoTo(row.entry).then(setStep, tellFault) : undefined}
                view={() => void view(Math.max(...row.entry.versions))}
                why={() => void lastEvent(synap, id, row.entry).then(setWhy, tellFault)}
              />
            )
          }
        />
      )}
      {why && <WhyDialog of={{ eventId: why }} close={() => setWhy(undefined)} />}
      {step && <PreviewDialog subjectId={id} step={step} close={() => setStep(undefined)} />}
    </>
  );
}

type TimelineStep = TimelineEntry['steps'][number];
type Row = { entry: TimelineEntry } | { comment: TimelineStep };

function isComment({ type }: TimelineStep): boolean {
  return type.startsWith('comment.');
}

/** What one user did, or all: each change, and above it what was said while it was the latest. */
function rowsOf(entries: TimelineEntry[], by: string | undefined): Row[] {
  return entries.flatMap((entry) => [
    ...entry.steps
      .filter((each) => isComment(each) && (by === undefined || each.userId === by))
      .reverse()
      .map((comment) => ({ comment })),
    ...(by === undefined || entry.userIds.includes(by) ? [{ entry }] : []),
  ]);
}

function keyOf(row: Row): string {
  if ('comment' in row) {
    return row.comment.eventId;
  }
  const { changeId, kind, versions, steps, timestamp } = row.entry;
  return `${changeId} ${kind} ${versions[0] ?? steps[0]?.eventId ?? timestamp}`;
}

function stepsOf(subjectId: string, synap: Synap) {
  const redo: Step = {
    title: 'Redo the last undo',
    verb: 'Redo',
    done: 'Done again',
    choice: true,
    preview: (policy) => synap.history.preview.redo({ subjectId, policy }),
    run: (policy) => synap.history.redo({ subjectId, policy }),
  };
  return {
    redo,
    undo: (entry: TimelineEntry): Step => {
      const changes = [entry.changeId];
      return {
        title: `Undo: ${entry.sentence}`,
        verb: 'Undo',
        done: 'Undone',
        choice: true,
        preview: (policy) => synap.history.preview.undo({ subjectId, changes, policy }),
        run: (policy) => synap.history.undo({ subjectId, changes, policy }),
        redo: () => synap.history.redo({ subjectId }),
      };
    },
    /** The last event of the change is where it goes back to. */
    undoTo: async (entry: TimelineEntry): Promise<Step> => {
      const eventId = await lastEvent(synap, subjectId, entry);
      return {
        title: `Undo to here: ${entry.sentence}`,
        verb: 'Undo to here',
        done: 'It is as it was then',
        choice: false,
        preview: () => synap.history.preview.undoTo({ subjectId, eventId }),
        run: () => synap.history.undoTo({ subjectId, eventId }),
        redo: () => synap.history.redo({ subjectId }),
      };
    },
  };
}

/** The id of the last event of a change; of what has not come to be one, of its first step. */
async function lastEvent(synap: Synap, subjectId: string, entry: TimelineEntry): Promise<string> {
  if (entry.versions.length === 0) {
    return entry.steps[0]!.eventId;
  }
  const last = await synap.events
    .getHistory({ subjectId, version: Math.max(...entry.versions), order: 'desc' })
    .first();
  return last!.id;
}

function Comment({ step }: { step: TimelineStep }) {
  return (
    <Paper withBorder p="sm" mb="xs" className="timeline-entry" data-kind="comment">
      <Text data-sentence>
        <span aria-hidden>● </span>
        {step.sentence}{' '}
        <Text span c="dimmed">
          (<Ago at={step.timestamp} />)
        </Text>
      </Text>
    </Paper>
  );
}

interface EntryProps {
  entry: TimelineEntry;
  subjectId: string;
  newest: boolean;
  undo: (() => void) | undefined;
  undoTo: (() => void) | undefined;
  view: () => void;
  why: () => void;
}

function Entry({ entry, subjectId, newest, undo, undoTo, view, why }: EntryProps) {
  const [open, setOpen] = useState(false);
  const isChange = entry.kind === 'change' && entry.versions.length > 0;
  const steps = entry.steps.filter((each) => !isComment(each));
  const proposed = steps.some(({ type }) => type.endsWith('.proposed'));
  return (
    <Paper withBorder p="sm" mb="xs" className="timeline-entry" data-kind={entry.kind}>
      <Group justify="space-between" wrap="wrap" gap="xs">
        <Text fw={isChange ? 600 : 400} data-sentence>
          <span aria-hidden>● </span>
          {entry.sentence}{' '}
          <Text span c="dimmed" fw={400}>
            (<Ago at={entry.timestamp} />)
          </Text>
        </Text>
        <Group gap={6}>
          {entry.source !== 'synap' && entry.source !== 'web-app' && (
            <Badge variant="default" size="sm" tt="none">
              {entry.source}
            </Badge>
          )}
        </Group>
      </Group>
      {entry.reason && <Text size="sm">Because: {entry.reason}</Text>}
      {isChange && <Changed subjectId={subjectId} versions={entry.versions} />}
      <Group gap="xs" mt={6}>
        {isChange && undo && (
          <Button size="compact-sm" variant="default" onClick={undo}>
            Undo
          </Button>
        )}
        {isChange && (
          <Button size="compact-sm" variant="default" onClick={view}>
            View
          </Button>
        )}
        {isChange && undoTo && !newest && (
          <Button size="compact-sm" variant="default" onClick={undoTo}>
            Undo to here
          </Button>
        )}
        {(isChange || proposed) && (
          <Button size="compact-sm" variant="default" onClick={why}>
            Why?
          </Button>
        )}
        {steps.length > 0 && (
          <Button size="compact-sm" variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
            Steps
          </Button>
        )}
      </Group>
      <Collapse expanded={open}>
        <ol className="steps">
          {steps.map((each) => (
            <li key={each.eventId}>
              {each.sentence}{' '}
              <Text span size="sm" c="dimmed">
                <Ago at={each.timestamp} />
              </Text>
            </li>
          ))}
        </ol>
      </Collapse>
    </Paper>
  );
}

/** What a change made different. It never changes again, so it is asked for once. */
function Changed({ subjectId, versions }: { subjectId: string; versions: number[] }) {
  const { w, synap } = useWorkspace();
  const from = Math.min(...versions) - 1;
  const to = Math.max(...versions);
  const diff = useQuery({
    queryKey: [w, 'change', subjectId, from, to],
    queryFn: () => synap.history.diff(subjectId, { version: from }, { version: to }),
    staleTime: Infinity,
  });
  return (
    <div className="changed" role="group" aria-label="What changed" tabIndex={0}>
      {diff.data === undefined ? (
        <Text size="sm" c="dimmed">
          {diff.error === null ? '…' : 'What changed cannot be shown now.'}
        </Text>
      ) : (
        <FieldChanges fields={diff.data.fields.filter(({ path }) => path !== '/id')} />
      )}
    </div>
  );
}
