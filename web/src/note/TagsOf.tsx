import { Badge, Button, CloseButton, Group, TextInput } from '@mantine/core';
import type { Entity } from '@synap/client';
import { type FormEvent, useState } from 'react';
import { write } from '../ui/tell';
import { mayEdit, useWorkspace } from '../workspace';

export function TagsOf({ entity }: { entity: Entity }) {
  const { synap, role } = useWorkspace();
  const [tag, setTag] = useState('');
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const wanted = tag.trim().replace(/^#/, '');
    if (wanted !== '' && (await write(synap.entities.tag(entity.id, wanted), `Tagged #${wanted}`))) {
      setTag('');
    }
  };
  return (
    <Group gap="xs" mt="md" role="group" aria-label="Tags">
      {(entity.tags ?? []).map((each) => (
        <Badge
          key={each}
          variant="default"
          tt="none"
          size="lg"
          rightSection={
            mayEdit(role) && (
              <CloseButton
                size="xs"
                aria-label={`Take the tag ${each} away`}
                onClick={() => void write(synap.entities.untag(entity.id, each), `No longer #${each}`)}
              />
            )
          }
        >
          #{each}
        </Badge>
      ))}
      {mayEdit(role) && (
        <form onSubmit={(event) => void add(event)}>
          <Group gap={4}>
            <TextInput
              size="xs"
              aria-label="New tag"
              placeholder="New tag"
              maxLength={100}
              value={tag}
              onChange={(event) => setTag(event.currentTarget.value)}
            />
            <Button size="xs" variant="default" type="submit">
              Add tag
            </Button>
          </Group>
        </form>
      )}
    </Group>
  );
}
