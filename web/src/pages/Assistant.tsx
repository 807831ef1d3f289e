import { Button, Group, Paper, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { changedBy } from '../server';
import { write } from '../ui/tell';
import { WideTable } from '../ui/WideTable';
import { mayEdit, mayManage, useMembers, useWorkspace } from '../workspace';

/** The agent that every server has. */
const ASSISTANT = 'synap-assistant';

/** Where a thought is handed over to the assistant, or the assistant let in. */
export function AssistantBox() {
  const { synap, role } = useWorkspace();
  const members = useMembers(synap);
  const [text, setText] = useState('');
  if (members.data === undefined) {
    return null;
  }
  if (!members.data.some(({ userId }) => userId === ASSISTANT)) {
    return mayManage(role) ? (
      <Paper withBorder p="sm">
        <Group justify="space-between">
          <Text size="sm" maw={560}>
            The Synap assistant finds tasks in what is written here, and suggests them. Nothing leaves this server, and nothing
            happens before somebody says yes.
          </Text>
          <Button
            variant="default"
            onClick={() => void write(synap.members.add(ASSISTANT, 'editor'), 'The assistant reads along')}
          >
            Let the assistant in
          </Button>
        </Group>
      </Paper>
    ) : null;
  }
  const capture = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '' && (await write(synap.capture(text.trim()), 'Handed over'))) {
      setText('');
    }
  };
  return mayEdit(role) ? (
    <form onSubmit={(event) => void capture(event)}>
      <Group align="end">
        <TextInput
          label="Capture a thought"
          placeholder="call marie tomorrow"
          maxLength={2_000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          style={{ flex: 1, maxWidth: 480 }}
        />
        <Button type="submit" variant="default">
          Capture
        </Button>
      </Group>
    </form>
  ) : null;
}

/** How often people agreed with each agent, by what it wanted. */
export function Agreement() {
  const { w, synap } = useWorkspace();
  const rates = useQuery({
    queryKey: [w, 'proposals', 'rates'],
    queryFn: () => synap.proposals.rates(),
    ...changedBy('proposal'),
  });
  if (rates.data === undefined || rates.data.length === 0) {
    return null;
  }
  return (
    <Stack gap="xs" component="section" aria-label="How often people agreed">
      <Title order={2} size="h4">
        How often people agreed
      </Title>
      <WideTable minWidth={560}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Who</Table.Th>
            <Table.Th>What</Table.Th>
            <Table.Th>Accepted</Table.Th>
            <Table.Th>Changed</Table.Th>
            <Table.Th>Rejected</Table.Th>
            <Table.Th>Agreement</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rates.data.map((rate) => (
            <Table.Tr key={`${rate.proposedBy} ${rate.action}`}>
              <Table.Td>{rate.proposedByName}</Table.Td>
              <Table.Td>{rate.action}</Table.Td>
              <Table.Td>{rate.accepted}</Table.Td>
              <Table.Td>{rate.modified}</Table.Td>
              <Table.Td>{rate.rejected}</Table.Td>
              <Table.Td>
                {rate.acceptance === undefined || rate.acceptance === null
                  ? '–'
                  : `${Math.round(rate.acceptance * 100)}%`}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
    </Stack>
  );
}
