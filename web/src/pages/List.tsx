import {
  Alert,
  Badge,
  Button,
  Checkbox,
  Group,
  MultiSelect,
  Paper,
  Select,
  Text,
  TextInput,
} from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import type { Entity, ListQuery, Task } from '@synap/client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { type Kind, kindOf } from '../kinds';
import { changedBy } from '../server';
import { Empty } from '../ui/Empty';
import { LongList } from '../ui/LongList';
import { Page } from '../ui/Page';
import { tellFault, write } from '../ui/tell';
import { Ago, exactTime, localInput } from '../ui/Time';
import { Waiting } from '../ui/Waiting';
import { mayEdit, useMembers, useWorkspace } from '../workspace';

export interface ListSearch {
  q?: string;
  tag?: string;
  by?: string;
  status?: string;
  archived?: boolean;
  deleted?: boolean;
  asOf?: string;
}

/** The notes, tasks or projects of a workspace, now or as of a time. */
export function ListPage() {
  const { kind: name } = useParams({ from: '/signed-in/w/$w/$kind' });
  const kind = kindOf(name);
  if (kind === undefined) {
    return <Empty title="There is no such page">Check the address, or choose a page beside.</Empty>;
  }
  return <List kind={kind} key={kind.name} />;
}

function List({ kind }: { kind: Kind }) {
  const { w, synap, role } = useWorkspace();
  const search = useSearch({ from: '/signed-in/w/$w/$kind' });
  const navigate = useNavigate();
  const past = search.asOf !== undefined;
  const query: ListQuery = {
    q: past ? undefined : search.q,
    tag: search.tag,
    createdBy: search.by,
    status: kind.name === 'notes' ? undefined : search.status,
    archived: search.archived,
    deleted: search.deleted,
    asOf: search.asOf === undefined ? undefined : new Date(search.asOf),
    ...(past ? {} : { sort: 'updated_at' }),
    order: 'desc',
  };
  const rows = useInfiniteQuery({
    queryKey: [w, kind.name, 'list', search],
    queryFn: ({ pageParam }) => synap[kind.name].list(query).page({ after: pageParam, limit: 100 }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    ...changedBy(...(past ? [] : [kind.type])),
  });
  const set = (changes: Partial<ListSearch>) =>
    navigate({
      to: '/w/$w/$kind',
      params: { w, kind: kind.name },
      search: { ...search, ...changes },
      replace: true,
    });
  const items: Entity[] = rows.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={kind.title}
      actions={mayEdit(role) && !past && <NewEntity kind={kind} />}
    >
      <Filters kind={kind} search={search} set={set} />
      {search.asOf !== undefined && (
        <Alert color="grape" role="status" title={`As of ${exactTime(search.asOf)}`}>
          These are the {kind.name} as they were then.{' '}
          <Button size="compact-sm" variant="default" onClick={() => void set({ asOf: undefined })}>
            View current
          </Button>
        </Alert>
      )}
      {rows.data === undefined ? (
        <Waiting for={rows} />
      ) : items.length === 0 ? (
        <Empty title={past ? `There were no ${kind.name} then` : `No ${kind.name} here`}>
          {past || Object.values(search).some((value) => value !== undefined)
            ? 'Nothing matches. Take a filter away to see more.'
            : `What you and others write will stand here, the youngest first.`}
        </Empty>
      ) : (
        <LongList
          label={kind.title}
          items={items}
          keyOf={(item) => item.id}
          estimate={76}
          render={(item) => <Row item={item} kind={kind} asOf={search.asOf} />}
          pages={rows}
        />
      )}
    </Page>
  );
}

function Row({ item, kind, asOf }: { item: Entity; kind: Kind; asOf: string | undefined }) {
  const { w, nameOf, synap, role } = useWorkspace();
  const task = kind.name === 'tasks' ? (item as Task) : undefined;
  const by = item.updatedBy ?? item.createdBy;
  const done = task?.status === 'done';
  return (
    <Paper withBorder p="sm" mb="xs">
      <Group wrap="nowrap" align="start">
        {task && (
          <Checkbox
            mt={2}
            aria-label={`Done: ${task.title ?? task.id}`}
            checked={done}
            disabled={!mayEdit(role) || asOf !== undefined}
            onChange={() =>
              void write(
                done ? synap.tasks.reopen(task.id) : synap.tasks.complete(task.id),
                done ? 'Opened again' : 'Done',
              )
            }
          />
        )}
        <div style={{ minWidth: 0, flex: 1 }}>
          <Group justify="space-between" wrap="nowrap" gap="xs">
            <Text
              component={Link}
              to={`/w/${w}/${kind.name}/${item.id}${asOf === undefined ? '' : '?tab=past'}` as string}
              fw={600}
              truncate
              td={done ? 'line-through' : undefined}
              className="row-title"
            >
              {item.title || firstLine(item.content) || 'Untitled'}
            </Text>
            <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
              {by !== undefined && nameOf(by)} <Ago at={item.updatedAt ?? item.createdAt ?? new Date()} />
            </Text>
          </Group>
          <Group gap={6}>
            {item.deletedAt && (
              <Badge color="red" variant="dot" size="sm">
                Deleted
              </Badge>
            )}
            {item.archivedAt && (
              <Badge color="gray" variant="dot" size="sm">
                Archived
              </Badge>
            )}
            {task?.dueDate && (
              <Text size="sm" c="dimmed">
                Due {task.dueDate.slice(0, 10)}
              </Text>
            )}
            {(item.tags ?? []).map((tag) => (
              <Badge key={tag} variant="default" size="sm" tt="none">
                #{tag}
              </Badge>
            ))}
            <Text size="sm" c="dimmed" truncate style={{ flex: 1 }}>
              {item.title ? firstLine(item.content) : ''}
            </Text>
          </Group>
        </div>
      </Group>
    </Paper>
  );
}

function firstLine(text: unknown): string {
  return typeof text === 'string' ? (text.split('\n').find((line) => line.trim() !== '') ?? '').slice(0, 200) : '';
}

function Filters(props: {
  kind: Kind;
  search: ListSearch;
  set: (changes: Partial<ListSearch>) => Promise<void>;
}) {
  const { kind, search, set } = props;
  const { w, synap } = useWorkspace();
  const members = useMembers(synap);
  const tags = useQuery({
    queryKey: [w, 'tags'],
    queryFn: () => synap.tags.list().page({ limit: 200 }),
    ...changedBy('note', 'task', 'project'),
  });
  const [words, setWords] = useState(search.q ?? '');
  const look = useDebouncedCallback((text: string) => void set({ q: text.trim() || undefined }), 250);
  return (
    <Group align="end" gap="sm" role="search" aria-label={`Which ${kind.name}`}>
      <TextInput
        label="Search"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={words}
        disabled={search.asOf !== undefined}
        description={search.asOf === undefined ? undefined : 'Only the present can be searched'}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          look(event.currentTarget.value);
        }}
      />
      <Select
        label="Tag"
        clearable
        searchable
        w={150}
        data={[...new Set([...(tags.data?.items ?? []).map(({ tag }) => tag), ...(search.tag ? [search.tag] : [])])]}
        value={search.tag ?? null}
        onChange={(tag) => void set({ tag: tag ?? undefined })}
      />
      <Select
        label="Made by"
        clearable
        w={150}
        data={(members.data ?? []).map(({ userId, name }) => ({ value: userId, label: name ?? userId }))}
        value={search.by ?? null}
        onChange={(by) => void set({ by: by ?? undefined })}
      />
      {kind.states.length > 0 && (
        <Select
          label="Status"
          clearable
          w={130}
          data={kind.states}
          value={search.status ?? null}
          onChange={(status) => void set({ status: status ?? undefined })}
        />
      )}
      <MultiSelect
        label="Only"
        w={170}
        data={[
          { value: 'archived', label: 'Archived' },
          { value: 'deleted', label: 'Deleted' },
        ]}
        value={[search.archived ? 'archived' : '', search.deleted ? 'deleted' : ''].filter((each) => each !== '')}
        onChange={(only) =>
          void set({ archived: only.includes('archived') || undefined, deleted: only.includes('deleted') || undefined })
        }
      />
      <TextInput
        label="View as of"
        type="datetime-local"
        max={localInput(new Date())}
        value={search.asOf === undefined ? '' : localInput(new Date(search.asOf))}
        onChange={({ currentTarget: { value } }) =>
          void set(value === '' ? { asOf: undefined } : { asOf: new Date(value).toISOString(), q: undefined })
        }
      />
    </Group>
  );
}

/** The title may be given at once, so that the history does not begin with a change of it. */
function NewEntity({ kind }: { kind: Kind }) {
  const { w, synap } = useWorkspace();
  const navigate = useNavigate();
  const [title, setTitle] = useState('');
  const [busy, setBusy] = useState(false);
  const make = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const made = await synap[kind.name].create({ title: title.trim() || kind.untitled });
      if (made.status === 'validated' || made.status === 'requested') {
        await navigate({ to: '/w/$w/$kind/$id', params: { w, kind: kind.name, id: made.subjectId } });
      } else {
        tellFault(new Error(made.status === 'rejected' ? made.reason : 'This waits for a person: see Proposals.'));
      }
    } catch (fault) {
      tellFault(fault);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void make(event)}>
      <Group gap="xs" wrap="nowrap">
        <TextInput
          aria-label={`Title of a new ${kind.type}`}
          placeholder="Title"
          maxLength={1_000}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Button type="submit" leftSection={<IconPlus size={16} aria-hidden />} loading={busy} miw="max-content">
          New {kind.type}
        </Button>
      </Group>
    </form>
  );
}
