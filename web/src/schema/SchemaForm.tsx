import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import type { TypeSchema, WriteResult } from '@synap/client';
import { type FormEvent, useState } from 'react';
import { at, NOTHING_REFUSED, Refused, refusalIn, refusalOf } from '../ui/refusal';
import { useWorkspace } from '../workspace';
import { holdsNull, mergePatch } from './mergePatch';

type Fields = Record<string, unknown>;

const FIELDS = ['type', 'schema'] as const;
const BEGIN = { type: 'object', required: ['title'], properties: { title: { type: 'string' } } };

/** The form that entities of a type are held to, as JSON. What is wrong with it stands at its field. */
export function SchemaForm({ of, done }: { of?: TypeSchema; done: () => Promise<void> }) {
  const { synap } = useWorkspace();
  const [type, setType] = useState(of?.type ?? '');
  const [text, setText] = useState(() => JSON.stringify(of?.schema ?? BEGIN, null, 2));
  const [refusal, setRefusal] = useState(NOTHING_REFUSED);
  const [busy, setBusy] = useState(false);
  const save = (schema: Fields): Promise<WriteResult<TypeSchema>> =>
    of === undefined
      ? synap.schemas.create(type.trim(), schema)
      : synap.schemas.change(of.type, mergePatch(of.schema, schema), { expectedVersion: of.version });
  const send = async (event: FormEvent) => {
    event.preventDefault();
    let schema: unknown;
    try {
      schema = JSON.parse(text);
    } catch (fault) {
      setRefusal({ fields: { schema: `is no JSON: ${(fault as SyntaxError).message}` }, whole: undefined });
      return;
    }
    if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) {
      setRefusal({ fields: { schema: 'must be a JSON Schema: an object' }, whole: undefined });
      return;
    }
    if (of !== undefined && holdsNull(schema)) {
      setRefusal({ fields: { schema: 'holds a null, which a change cannot say: write it as "enum": [null]' }, whole: undefined });
      return;
    }
    setBusy(true);
    try {
      const result = await save(schema as Fields);
      setRefusal(refusalIn(result, FIELDS));
      if (result.status === 'validated') {
        await done();
      }
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
          label="Type"
          description="Of the entities, such as recipe"
          required
          maxLength={64}
          autoComplete="off"
          readOnly={of !== undefined}
          value={type}
          onChange={(event) => setType(event.currentTarget.value)}
          error={at(refusal, 'type')}
        />
        <Textarea
          label="JSON Schema"
          required
          autosize
          minRows={8}
          maxRows={20}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={at(refusal, 'schema')}
        />
        <Refused refusal={refusal} />
        <Group>
          <Button type="submit" loading={busy}>
            {of === undefined ? 'Register' : 'Save'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
