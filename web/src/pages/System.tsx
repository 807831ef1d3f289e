import { Alert, Badge, Button, Group, Progress, Select, Stack, Table, Text, Title } from '@mantine/core';
import type { Rebuild } from '@synap/client';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changedBy, server } from '../server';
import { Page } from '../ui/Page';
import { attempt, tellFault } from '../ui/tell';
import { Ago } from '../ui/Time';
import { Waiting } from '../ui/Waiting';
import { WideTable } from '../ui/WideTable';
import { useWorkspace } from '../workspace';

/** What works behind the log. */
export function SystemPage() {
  return (
    <Page title="System">
      <Health />
      <Projections />
      <Workers />
      <Parked />
      <Dispatch />
    </Page>
  );
}

function Health() {
  const health = useQuery({
    queryKey: ['health'],
    queryFn: async () => {
      const answer = await fetch('/health');
      return (await answer.json()) as { status: string; version?: string };
    },
    refetchInterval: 10_000,
  });
  return (
    <Group>
      <Badge color={health.data?.status === 'up' ? 'green' : 'red'} variant="dot" role="status" data-health>
        {health.data === undefined ? (health.error === null ? '…' : 'not reached') : health.data.status}
      </Badge>
      {health.data?.version && <Text size="sm">Synap {health.data.version}</Text>}
    </Group>
  );
}

function Projections() {
  const { w, synap, me } = useWorkspace();
  const queries = useQueryClient();
  const [running, setRunning] = useState<Rebuild>();
  const projections = useQuery({
    queryKey: [w, 'projections'],
    queryFn: () => synap.projections.list(),
    ...changedBy('*'),
  });
  const rebuild = async (name: string) => {
    try {
      const end = await server.projections.rebuild(name, setRunning);
      if (end.status === 'failed') {
        tellFault(new Error(end.error ?? 'The rebuild failed'));
      }
      await queries.invalidateQueries();
    } catch (fault) {
      setRunning(undefined);
      tellFault(fault);
    }
  };
  const percent =
    running === undefined || running.eventsTotal === 0
      ? 100
      : Math.round((100 * running.eventsDone) / running.eventsTotal);
  return (
    <Stack gap="xs" component="section" aria-label="Projections">
      <Title order={2} size="h4">
        Projections
      </Title>
      <Text size="sm" c="dimmed">
        Tables that are made from the log, and can be made from it again at any time, while they are read.
      </Text>
      {running && (
        <div data-rebuild={running.status}>
          <Progress.Root size="xl">
            <Progress.Section
              value={running.status === 'done' ? 100 : percent}
              animated={running.status === 'running'}
              color={running.status === 'failed' ? 'red' : 'blue'}
              aria-label={`Rebuild of ${running.name}`}
            />
          </Progress.Root>
          <Text size="sm" role="status">
            {running.name}: {running.status === 'running' ? running.step : running.status} · {running.eventsDone} of{' '}
            {running.eventsTotal} events
            {running.status === 'running' && running.secondsLeft != null && ` · ${running.secondsLeft} s left`}
          </Text>
        </div>
      )}
      {projections.data === undefined ? (
        <Waiting for={projections} />
      ) : (
        <>
          <Text size="sm">
            {projections.data.behind === 0
              ? `Up to date with position ${projections.data.position}.`
              : `${projections.data.behind} events behind.`}
          </Text>
          <Group gap="xs">
            {projections.data.names.map((name) => (
              <Button
                key={name}
                size="xs"
                variant="default"
                disabled={!me.admin || running?.status === 'running'}
                onClick={() => void rebuild(name)}
              >
                Rebuild {name}
              </Button>
            ))}
          </Group>
          {!me.admin && <Text size="sm">Rebuilding is for who runs the server.</Text>}
        </>
      )}
    </Stack>
  );
}

function Workers() {
  const { w, synap } = useWorkspace();
  const workers = useQuery({ queryKey: [w, 'workers'], queryFn: () => synap.workers.list(), ...changedBy('*') });
  return (
    <Stack gap="xs" component="section" aria-label="Workers">
      <Title order={2} size="h4">
        Workers
      </Title>
      {workers.data === undefined ? (
        <Waiting for={workers} />
      ) : (
        <Table withTableBorder>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Worker</Table.Th>
              <Table.Th>Position</Table.Th>
              <Table.Th>Behind</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {workers.data.map((each) => (
              <Table.Tr key={each.name}>
                <Table.Td>{each.name}</Table.Td>
                <Table.Td>{each.position}</Table.Td>
                <Table.Td>{each.behind}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  );
}

function Parked() {
  const { w, synap } = useWorkspace();
  const queries = useQueryClient();
  const parked = useQuery({ queryKey: [w, 'parked'], queryFn: () => synap.workers.parked(), refetchInterval: 5_000 });
  const decide = async (doing: Promise<unknown>, done: string) => {
    await attempt(doing, done);
    await queries.invalidateQueries({ queryKey: [w, 'parked'] });
  };
  return (
    <Stack gap="xs" component="section" aria-label="Parked events">
      <Title order={2} size="h4">
        Parked events
      </Title>
      {parked.data === undefined ? (
        <Waiting for={parked} />
      ) : parked.data.length === 0 ? (
        <Text c="dimmed">None: every event could be handled.</Text>
      ) : (
        parked.data.map((each) => (
          <Alert key={each.id} color="yellow" title={`${each.eventType} of ${each.subjectId}: ${each.status}`}>
            <Text size="sm">
              {each.worker}, position {each.position}, {each.attempts} attempts
            </Text>
            {each.error && <Text size="sm">{each.error}</Text>}
            <Group gap="xs" mt="xs">
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => void decide(synap.workers.retry(each.id), 'It is tried again')}
              >
                Try again
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => void decide(synap.workers.skip(each.id), 'Left out for good; the log says so')}
              >
                Leave out
              </Button>
            </Group>
          </Alert>
        ))
      )}
    </Stack>
  );
}

function Dispatch() {
  const { w, synap, nameOf } = useWorkspace();
  const [status, setStatus] = useState<'pending' | 'done' | 'parked'>();
  const dispatch = useInfiniteQuery({
    queryKey: [w, 'dispatch', status],
    queryFn: ({ pageParam }) => synap.workers.dispatch({ status }).page({ after: pageParam, limit: 50 }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    ...changedBy('*'),
  });
  return (
    <Stack gap="xs" component="section" aria-label="Requests">
      <Group justify="space-between">
        <Title order={2} size="h4">
          What became of requests
        </Title>
        <Select
          aria-label="Status"
          placeholder="Any status"
          clearable
          w={150}
          data={['pending', 'done', 'parked']}
          value={status ?? null}
          onChange={(value) => setStatus((value ?? undefined) as typeof status)}
        />
      </Group>
      {dispatch.data === undefined ? (
        <Waiting for={dispatch} />
      ) : (
        <WideTable minWidth={600}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>When</Table.Th>
              <Table.Th>Who</Table.Th>
              <Table.Th>Asked for</Table.Th>
              <Table.Th>Of</Table.Th>
              <Table.Th>Came to</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {dispatch.data.pages
              .flatMap((page) => page.items)
              .map((each) => (
                <Table.Tr key={each.requestId}>
                  <Table.Td>
                    <Ago at={each.requestedAt} />
                  </Table.Td>
                  <Table.Td>{nameOf(each.userId)}</Table.Td>
                  <Table.Td>{each.type}</Table.Td>
                  <Table.Td>{each.subjectId}</Table.Td>
                  <Table.Td>{each.error ?? each.outcome ?? each.status}</Table.Td>
                </Table.Tr>
              ))}
          </Table.Tbody>
        </WideTable>
      )}
      {dispatch.hasNextPage && (
        <Button variant="default" loading={dispatch.isFetchingNextPage} onClick={() => void dispatch.fetchNextPage()}>
          Older ones
        </Button>
      )}
    </Stack>
  );
}
