import { Badge, Button, Chip, Collapse, Group, Paper, Text } from '@mantine/core';
import type { Entity, Synap, TimelineEntry } from '@synap/client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { changedBy } from '../server';
import { Empty } from '../ui/Empty';
import { LongList } from '../ui/LongList';
import { Ago } from '../ui/Time';
import { tellFault } from '../ui/tell';
import { Waiting } from '../ui/Waiting';
import { FieldChanges } from '../ui/Words';
import { mayEdit, useWorkspace } from '../workspace';
import { PreviewDialog, type Step } from './PreviewDialog';
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
  const timeline = useInfiniteQuery({
    queryKey: [w, 'timeline', id],
    queryFn: ({ pageParam }) => synap.history.timelinePage(id, { after: pageParam, limit: 100 }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    ...changedBy(id, 'comment'),
  });
  if (timeline.data === undefined) {
    return <Waiting for={timeline} />;
  }
  // A page names those of its own changes.
  const contributors = new Map(
    timeline.data.pages.flatMap((page) => page.contributors).map(({ userId, name }) => [userId, name]),
  );
  const all = timeline.data.pages.flatMap(({ entries }) => entries);
  const entries = search.by === undefined ? all : all.filter(({ userIds }) => userIds.includes(search.by!));
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
            {[...contributors].map(([userId, name]) => (
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
      {entries.length === 0 ? (
        <Empty title="Nothing by them here">Choose somebody else, or everybody.</Empty>
      ) : (
        <LongList
          label="History"
          items={entries}
          keyOf={(entry) => `${entry.changeId} ${entry.kind} ${entry.versions[0] ?? entry.steps[0]?.eventId ?? entry.timestamp}`}
          estimate={140}
          more={timeline.hasNextPage && !timeline.isFetchingNextPage ? timeline.fetchNextPage : undefined}
          loading={timeline.isFetchingNextPage}
          render={(entry) => (
            <Entry
              entry={entry}
              subjectId={id}
              newest={entry === newest}
              undo={mayEdit(role) ? () => setStep(steps.undo(entry)) : undefined}
              undoTo={
                mayEdit(role)
                  ? () => void steps.undoTo(entry).then(setStep, tellFault)
                  : undefined
              }
              view={() => void view(Math.max(...entry.versions))}
              why={() => void lastEvent(synap, id, entry).then(setWhy, tellFault)}
            />
          )}
        />
      )}
      {why && <WhyDialog of={{ eventId: why }} close={() => setWhy(undefined)} />}
      {step && <PreviewDialog subjectId={id} step={step} close={() => setStep(undefined)} />}
    </>
  );
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

/** The id of the last event of a change. */
async function lastEvent(synap: Synap, subjectId: string, entry: TimelineEntry): Promise<string> {
  const last = await synap.events
    .getHistory({ subjectId, version: Math.max(...entry.versions), order: 'desc' })
    .first();
  return last!.id;
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
  const comments = entry.steps.filter(({ type }) => type.startsWith('comment.'));
  return (
    <Paper withBorder p="sm" mb="xs" className="timeline-entry" data-kind={entry.kind}>
      <Group justify="space-between" wrap="wrap" gap="xs">
        <Text fw={isChange ? 600 : 400}>
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
        {isChange && (
          <Button size="compact-sm" variant="default" onClick={why}>
            Why?
          </Button>
        )}
        {entry.steps.length > 0 && (
          <Button size="compact-sm" variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
            {comments.length > 0 ? `${comments.length} comments and steps` : 'Steps'}
          </Button>
        )}
      </Group>
      <Collapse expanded={open}>
        <ol className="steps">
          {entry.steps.map((each) => (
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
    <div className="changed">
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
