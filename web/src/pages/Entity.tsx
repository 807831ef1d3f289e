import { Avatar, Badge, Button, Group, Menu, Tabs, Text, Tooltip } from '@mantine/core';
import { IconArchive, IconDots, IconTrash } from '@tabler/icons-react';
import type { Entity } from '@synap/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { kindOf } from '../kinds';
import { usePresence } from '../live';
import { BlameTab } from '../note/Blame';
import { Comments } from '../note/Comments';
import { Editor } from '../note/Editor';
import { HistoryTab } from '../note/History';
import { PastTab } from '../note/Past';
import { TagsOf } from '../note/TagsOf';
import { TaskFields } from '../note/TaskFields';
import { TasksIn } from '../note/TasksIn';
import { contributorsOf, useTimeline } from '../note/timeline';
import { changedBy } from '../server';
import { Empty } from '../ui/Empty';
import { Page } from '../ui/Page';
import { write } from '../ui/tell';
import { Ago } from '../ui/Time';
import { Waiting } from '../ui/Waiting';
import { mayEdit, useWorkspace } from '../workspace';

export interface EntitySearch {
  tab?: 'history' | 'past' | 'blame';
  version?: number;
  by?: string;
}

/** One note, task or project: what it says, what became of it, and what it was. */
export function EntityPage() {
  const { kind: name, id } = useParams({ from: '/signed-in/w/$w/$kind/$id' });
  const { tab = 'now' } = useSearch({ from: '/signed-in/w/$w/$kind/$id' });
  const { w, synap } = useWorkspace();
  const navigate = useNavigate();
  const kind = kindOf(name);
  const entity = useQuery({
    queryKey: [w, 'entity', id],
    queryFn: async () => (await synap.entities.get(id)) ?? null,
    ...changedBy(id),
  });
  // A subject that was deleted shows in its history still.
  const gone = entity.data === null || entity.data?.deletedAt !== undefined;
  const state = useQuery({
    queryKey: [w, 'state', id],
    queryFn: async () => (await synap.state(id)) ?? null,
    enabled: entity.data === null,
    ...changedBy(id),
  });
  if (entity.data === undefined || (entity.data === null && state.data === undefined)) {
    return <Waiting for={[entity, state]} />;
  }
  if (kind === undefined || (entity.data === null && state.data === null)) {
    return <Empty title={`There is no ${kind?.type ?? 'page'} here`}>It may be in another workspace, or never was.</Empty>;
  }
  const shown = (entity.data ?? { ...state.data!.state, id, version: state.data!.version }) as Entity;
  const open = (next: string | null) =>
    navigate({
      to: '/w/$w/$kind/$id',
      params: { w, kind: name, id },
      search: next === null || next === 'now' ? {} : { tab: next as EntitySearch['tab'] },
    });
  return (
    <Page title={String(shown.title || 'Untitled')} actions={<Actions entity={shown} gone={gone} />}>
      <About entity={shown} gone={gone} />
      <Tabs value={tab} onChange={(next) => void open(next)} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="now">{kind.type === 'note' ? 'Note' : kind.type === 'task' ? 'Task' : 'Project'}</Tabs.Tab>
          <Tabs.Tab value="history">History</Tabs.Tab>
          <Tabs.Tab value="past">View as of</Tabs.Tab>
          <Tabs.Tab value="blame">Who wrote what</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="now">
          {gone ? (
            <Text>It is deleted. Its history is still here, and it can be restored.</Text>
          ) : (
            <Now key={id} entity={shown} task={kind.type === 'task'} project={kind.type === 'project'} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <HistoryTab entity={shown} />
        </Tabs.Panel>
        <Tabs.Panel value="past">
          <PastTab entity={shown} gone={gone} />
        </Tabs.Panel>
        <Tabs.Panel value="blame">
          <BlameTab entity={shown} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function Now({ entity, task, project }: { entity: Entity; task: boolean; project: boolean }) {
  const [editing, setEditing] = useState(false);
  return (
    <>
      <Presence subjectId={entity.id} editing={editing} />
      {task && <TaskFields task={entity} />}
      <Editor key={entity.id} entity={entity} onTyping={setEditing} />
      <TagsOf entity={entity} />
      {!task && <TasksIn entity={entity} by={project ? 'projectId' : 'noteId'} />}
      <Comments on={entity.id} />
    </>
  );
}

/** Who else is here now. */
function Presence({ subjectId, editing }: { subjectId: string; editing: boolean }) {
  const { live, me } = useWorkspace();
  const others = usePresence(live, subjectId, editing ? 'editing' : 'viewing').filter(
    ({ userId }) => userId !== me.userId,
  );
  return others.length === 0 ? null : (
    <Group gap="xs" mb="sm" role="status" aria-label="Here now">
      {others.map(({ userId, name, state }) => (
        <Badge key={userId} variant="default" size="lg" tt="none" data-present={userId}>
          {name} {state === 'editing' ? 'is writing' : 'is here'}
        </Badge>
      ))}
    </Group>
  );
}

function About({ entity, gone }: { entity: Entity; gone: boolean }) {
  const { nameOf } = useWorkspace();
  const timeline = useTimeline(entity.id);
  const contributors = contributorsOf(timeline.data?.pages ?? []);
  return (
    <Group gap="sm">
      {gone && (
        <Badge color="red" variant="dot">
          Deleted
        </Badge>
      )}
      {entity.archivedAt && (
        <Badge color="gray" variant="dot">
          Archived
        </Badge>
      )}
      <Avatar.Group aria-label="Contributors" role="group">
        {contributors.slice(0, 8).map(({ userId, name }) => (
          <Tooltip key={userId} label={name}>
            <Avatar size="sm" radius="xl" name={name} alt={name} variant="default" data-contributor={userId} />
          </Tooltip>
        ))}
      </Avatar.Group>
      <Text size="sm" c="dimmed">
        {contributors.length > 0 && (
          <>
            {timeline.hasNextPage ? 'Lately by' : 'By'} {contributors.map(({ name }) => name).join(', ')} ·{' '}
          </>
        )}
        {entity.updatedAt && entity.updatedBy ? (
          <>
            changed <Ago at={entity.updatedAt} /> by {nameOf(entity.updatedBy)}
          </>
        ) : (
          entity.createdAt && (
            <>
              made <Ago at={entity.createdAt} />
            </>
          )
        )}
      </Text>
    </Group>
  );
}

function Actions({ entity, gone }: { entity: Entity; gone: boolean }) {
  const { w, synap, role } = useWorkspace();
  const { kind: name } = useParams({ from: '/signed-in/w/$w/$kind/$id' });
  if (!mayEdit(role)) {
    return null;
  }
  if (gone) {
    return (
      <Button onClick={() => void write(synap.entities.restore(entity.id), 'Restored')} size="sm">
        Restore
      </Button>
    );
  }
  return (
    <Group gap="xs">
      <Button variant="default" size="sm" component={Link} to={`/w/${w}/${name}` as string}>
        All {name}
      </Button>
      <Menu>
        <Menu.Target>
          <Button variant="default" size="sm" aria-label="More">
            <IconDots size={18} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {entity.archivedAt ? (
            <Menu.Item
              leftSection={<IconArchive size={16} aria-hidden />}
              onClick={() => void write(synap.entities.unarchive(entity.id), 'Back from the archive')}
            >
              Take out of the archive
            </Menu.Item>
          ) : (
            <Menu.Item
              leftSection={<IconArchive size={16} aria-hidden />}
              onClick={() => void write(synap.entities.archive(entity.id), 'Archived')}
            >
              Archive
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => void write(synap.entities.delete(entity.id), 'Deleted. It can be restored at any time.')}
          >
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
