import { Checkbox, Group, TextInput } from '@mantine/core';
import type { Entity, Task } from '@synap/client';
import { write } from '../ui/tell';
import { mayEdit, useWorkspace } from '../workspace';

/** What a task has beside its text. */
export function TaskFields({ task: entity }: { task: Entity }) {
  const { synap, role } = useWorkspace();
  const task = entity as Task;
  const done = task.status === 'done';
  return (
    <Group mb="md" align="end">
      <TextInput
        key={task.dueDate ?? ''}
        label="Due"
        type="date"
        disabled={!mayEdit(role)}
        defaultValue={task.dueDate?.slice(0, 10) ?? ''}
        onBlur={({ currentTarget: { value } }) => {
          if (value !== (task.dueDate?.slice(0, 10) ?? '')) {
            void write(synap.tasks.update(task.id, { dueDate: value === '' ? null : value }), 'Due date changed');
          }
        }}
      />
      <Checkbox
        label="Done"
        mb={8}
        checked={done}
        disabled={!mayEdit(role)}
        onChange={() => void write(done ? synap.tasks.reopen(task.id) : synap.tasks.complete(task.id), done ? 'Opened again' : 'Done')}
      />
    </Group>
  );
}
