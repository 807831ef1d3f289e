import { Button, Code, Group, Stack, Table, Text, Title } from '@mantine/core';
import type { TypeSchema } from '@synap/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changedBy } from '../server';
import { Dialog } from '../ui/Dialog';
import { Sure } from '../ui/Sure';
import { write } from '../ui/tell';
import { Ago } from '../ui/Time';
import { Waiting } from '../ui/Waiting';
import { WideTable } from '../ui/WideTable';
import { mayManage, useWorkspace } from '../workspace';
import { SchemaForm } from './SchemaForm';

type Open = { what: 'register' } | { what: 'view' | 'change' | 'remove'; schema: TypeSchema };

/** The forms that entities of the workspace are held to. */
export function Schemas() {
  const { w, synap, role, nameOf } = useWorkspace();
  const queries = useQueryClient();
  const [open, setOpen] = useState<Open>();
  const schemas = useQuery({
    queryKey: [w, 'schemas'],
    queryFn: () => synap.schemas.list().then((all) => all),
    ...changedBy('schema'),
  });
  const close = () => setOpen(undefined);
  const done = async () => {
    await queries.invalidateQueries({ queryKey: [w, 'schemas'] });
    close();
  };
  const remove = async (schema: TypeSchema) => {
    if (await write(synap.schemas.remove(schema.type), `A ${schema.type} may be of any form again`)) {
      await done();
    }
  };
  return (
    <Stack gap="xs" component="section" aria-label="Schemas">
      <Group justify="space-between">
        <Title order={2} size="h4">
          Schemas
        </Title>
        {mayManage(role) && (
          <Button size="xs" variant="default" onClick={() => setOpen({ what: 'register' })}>
            Register a schema
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        The JSON Schemas that entities of a type are held to, whoever writes them.
      </Text>
      {schemas.data === undefined ? (
        <Waiting for={schemas} />
      ) : schemas.data.length === 0 ? (
        <Text>None: entities are of any form.</Text>
      ) : (
        <WideTable minWidth={520}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Type</Table.Th>
              <Table.Th>Last changed</Table.Th>
              <Table.Th>
                <span className="visually-hidden">Actions</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {schemas.data.map((schema) => {
              const at = schema.updatedAt ?? schema.createdAt;
              return (
                <Table.Tr key={schema.id} data-schema={schema.type}>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>{schema.type}</Table.Td>
                  <Table.Td>
                    {at && <Ago at={at} />} by {nameOf(schema.updatedBy ?? schema.createdBy ?? '')}
                  </Table.Td>
                  <Table.Td>
                    <Group gap="xs" wrap="nowrap">
                      <Do what="View" schema={schema} onClick={() => setOpen({ what: 'view', schema })} />
                      {mayManage(role) && (
                        <>
                          <Do what="Change" schema={schema} onClick={() => setOpen({ what: 'change', schema })} />
                          <Do what="Remove" schema={schema} onClick={() => setOpen({ what: 'remove', schema })} />
                        </>
                      )}
                    </Group>
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </WideTable>
      )}
      {open?.what === 'register' && (
        <Dialog title="Register a schema" size="lg" close={close}>
          <SchemaForm done={done} />
        </Dialog>
      )}
      {open?.what === 'change' && (
        <Dialog title={`The schema of ${open.schema.type}`} size="lg" close={close}>
          <SchemaForm of={open.schema} done={done} />
        </Dialog>
      )}
      {open?.what === 'view' && (
        <Dialog title={`The schema of ${open.schema.type}`} size="lg" close={close}>
          <Code block tabIndex={0} aria-label="JSON Schema">
            {JSON.stringify(open.schema.schema, null, 2)}
          </Code>
        </Dialog>
      )}
      {open?.what === 'remove' && (
        <Sure title="Remove the schema?" yes="Remove" doIt={() => remove(open.schema)} close={close}>
          What is written as {open.schema.type} from then on may be of any form.
        </Sure>
      )}
    </Stack>
  );
}

function Do({ what, schema, onClick }: { what: string; schema: TypeSchema; onClick: () => void }) {
  return (
    <Button size="compact-sm" variant="default" onClick={onClick}>
      {what}
      <span className="visually-hidden"> the schema of {schema.type}</span>
    </Button>
  );
}
