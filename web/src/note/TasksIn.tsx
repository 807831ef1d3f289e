import { Anchor, Button, Checkbox, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import type { Entity } from '@synap/client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { changedBy } from '../server';
import { write } from '../ui/tell';
import { mayEdit, useWorkspace } from '../workspace';

/** The tasks that belong to a note or a project. */
export function TasksIn({ entity, by }: { entity: Entity; by: 'noteId' | 'projectId' }) {
  const { w, synap, role } = useWorkspace();
  const [title, setTitle] = useState('');
  const tasks = useQuery({
    queryKey: [w, 'tasks', 'in', entity.id],
    queryFn: () => synap.tasks.list({ [by]: entity.id }).page({ limit: 200 }),
    ...changedBy('task'),
  });
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() !== '' && (await write(synap.tasks.create({ title: title.trim(), [by]: entity.id }), 'Task added'))) {
      setTitle('');
    }
  };
  return (
    <Stack gap="xs" mt="xl" component="section" aria-label="Tasks">
      <Title order={2} size="h4">
        Tasks
      </Title>
      {(tasks.data?.items ?? []).map((task) => {
        const done = task.status === 'done';
        return (
          <Group key={task.id} gap="sm" wrap="nowrap">
            <Checkbox
              aria-label={`Done: ${task.title ?? task.id}`}
              checked={done}
              disabled={!mayEdit(role)}
              onChange={() =>
                void write(done ? synap.tasks.reopen(task.id) : synap.tasks.complete(task.id), done ? 'Opened again' : 'Done')
              }
            />
            <Anchor
              component={Link}
              to={`/w/${w}/tasks/${task.id}` as string}
              td={done ? 'line-through' : undefined}
              className="row-title"
            >
              {task.title || 'Untitled'}
            </Anchor>
            {task.dueDate && (
              <Text size="sm" c="dimmed">
                Due {task.dueDate.slice(0, 10)}
              </Text>
            )}
          </Group>
        );
      })}
      {tasks.data?.items.length === 0 && <Text c="dimmed">None yet.</Text>}
      {mayEdit(role) && (
        <form onSubmit={(event) => void add(event)}>
          <Group gap="xs">
            <TextInput
              aria-label="New task"
              placeholder="What is to be done?"
              maxLength={500}
              value={title}
              onChange={(event) => setTitle(event.currentTarget.value)}
              style={{ flex: 1, maxWidth: 420 }}
            />
            <Button type="submit" variant="default">
              Add task
            </Button>
          </Group>
        </form>
      )}
    </Stack>
  );
}
