import { Button, Group, Stack, TextInput } from '@mantine/core';
import type { Webhook } from '@synap/client';
import { type FormEvent, useState } from 'react';
import { at, NOTHING_REFUSED, Refused, refusalOf } from '../ui/refusal';

const FIELDS = ['url', 'types', 'description'] as const;

export interface WebhookFields {
  url: string;
  types: string[];
  description: string;
}

/** Where events go, and which. What the server refuses, it says at the field. */
export function WebhookForm(props: { of?: Webhook; submit: string; send: (fields: WebhookFields) => Promise<unknown> }) {
  const [url, setUrl] = useState(props.of?.url ?? '');
  const [types, setTypes] = useState(props.of?.types.join(' ') ?? '');
  const [description, setDescription] = useState(props.of?.description ?? '');
  const [refusal, setRefusal] = useState(NOTHING_REFUSED);
  const [busy, setBusy] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setRefusal(NOTHING_REFUSED);
    try {
      await props.send({ url: url.trim(), types: types.split(/[\s,]+/).filter(Boolean), description: description.trim() });
    } catch (fault) {
      setRefusal(refusalOf(fault, FIELDS));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void send(event)}>
      <Stack>
        <TextInput
          label="URL"
          description="Where events are sent by POST, such as https://example.com/hooks/synap"
          inputMode="url"
          autoComplete="off"
          required
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
          error={at(refusal, 'url')}
        />
        <TextInput
          label="Types of events"
          description="Such as note.created, all of a kind by note.*, or * for all; with spaces or commas between them"
          autoComplete="off"
          required
          value={types}
          onChange={(event) => setTypes(event.currentTarget.value)}
          error={at(refusal, 'types')}
        />
        <TextInput
          label="What is it for?"
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
          error={at(refusal, 'description')}
        />
        <Refused refusal={refusal} />
        <Group>
          <Button type="submit" loading={busy}>
            {props.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
