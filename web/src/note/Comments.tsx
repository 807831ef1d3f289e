import { Button, Group, Paper, Stack, Text, Textarea, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { changedBy } from '../server';
import { Markdown } from '../ui/Markdown';
import { write } from '../ui/tell';
import { Ago } from '../ui/Time';
import { mayComment, useWorkspace } from '../workspace';

/** What people say about it. */
export function Comments({ on }: { on: string }) {
  const { w, synap, role, nameOf } = useWorkspace();
  const [text, setText] = useState('');
  const comments = useQuery({
    queryKey: [w, 'comments', on],
    queryFn: () => synap.comments.list({ on }).page({ limit: 500 }),
    ...changedBy('comment', on),
  });
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '' && (await write(synap.comments.create({ on, text: text.trim() }), 'Comment added'))) {
      setText('');
    }
  };
  return (
    <Stack gap="xs" mt="xl" component="section" aria-label="Comments">
      <Title order={2} size="h4">
        Comments
      </Title>
      {(comments.data?.items ?? []).map((comment) => (
        <Paper key={comment.id} withBorder p="sm" data-comment>
          <Group gap="xs">
            <Text fw={600} size="sm">
              {nameOf(comment.createdBy ?? '')}
            </Text>
            <Text size="sm" c="dimmed">
              {comment.createdAt && <Ago at={comment.createdAt} />}
            </Text>
          </Group>
          <Markdown text={String(comment.text ?? '')} />
        </Paper>
      ))}
      {comments.data?.items.length === 0 && <Text c="dimmed">None yet.</Text>}
      {mayComment(role) && (
        <form onSubmit={(event) => void add(event)}>
          <Textarea
            aria-label="New comment"
            placeholder="Say something about it"
            autosize
            minRows={2}
            maxLength={10_000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" mt="xs">
            Comment
          </Button>
        </form>
      )}
    </Stack>
  );
}
