import { Anchor, Badge, Button, Group, Select, Stack, Table, Text, Title } from '@mantine/core';
import type { Webhook, WebhookDelivery } from '@synap/client';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { attempt } from '../ui/tell';
import { Ago, ago, exactTime } from '../ui/Time';
import { Waiting } from '../ui/Waiting';
import { WideTable } from '../ui/WideTable';
import { useWorkspace } from '../workspace';

export const DELIVERY_STATES = ['pending', 'delivered', 'parked'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATES)[number];

const CHOICES = [
  { value: 'pending', label: 'waiting' },
  { value: 'delivered', label: 'delivered' },
  { value: 'parked', label: 'parked' },
];
const LOOK_AGAIN_MS = 3_000;

/** What was and is to be sent to a webhook, with how the last attempt went. */
export function Deliveries(props: {
  of: Webhook;
  status: DeliveryStatus | undefined;
  show: (status: DeliveryStatus | undefined) => void;
}) {
  const { w, synap } = useWorkspace();
  const queries = useQueryClient();
  const { id, enabled } = props.of;
  // Nobody tells of deliveries as they go out, so they are looked at while they are shown.
  const deliveries = useInfiniteQuery({
    queryKey: [w, 'webhooks', id, 'deliveries', props.status],
    queryFn: ({ pageParam }) => synap.webhooks.deliveries(id, { status: props.status }).page({ after: pageParam, limit: 50 }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    refetchInterval: LOOK_AGAIN_MS,
  });
  const shown = deliveries.data?.pages.flatMap((page) => page.items) ?? [];
  const again = async (doing: Promise<unknown>, done: string) => {
    await attempt(doing, done);
    await queries.invalidateQueries({ queryKey: [w, 'webhooks', id] });
  };
  const allParked = async () => {
    const parked = await synap.webhooks.deliveries(id, { status: 'parked' });
    for (const each of parked.reverse()) {
      await synap.webhooks.retry(id, each.id);
    }
  };
  return (
    <Stack gap="xs" component="section" aria-label="Deliveries">
      <Group justify="space-between">
        <Title order={2} size="h4">
          Deliveries
        </Title>
        <Group gap="xs">
          {enabled && shown.some(({ status }) => status === 'parked') && (
            <Button variant="default" size="xs" onClick={() => void again(allParked(), 'All that was parked is sent again')}>
              Send all parked again
            </Button>
          )}
          <Select
            aria-label="Status"
            placeholder="Any status"
            clearable
            w={150}
            data={CHOICES}
            value={props.status ?? null}
            onChange={(value) => props.show(DELIVERY_STATES.find((each) => each === value))}
          />
        </Group>
      </Group>
      {deliveries.data === undefined ? (
        <Waiting for={deliveries} />
      ) : shown.length === 0 ? (
        <Text c="dimmed">{props.status === undefined ? 'Nothing was sent yet. Send a ping to see whether it arrives.' : 'None.'}</Text>
      ) : (
        <WideTable minWidth={820}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Event</Table.Th>
              <Table.Th>State</Table.Th>
              <Table.Th>Attempts</Table.Th>
              <Table.Th>Last attempt</Table.Th>
              <Table.Th>Why it failed</Table.Th>
              <Table.Th>
                <span className="visually-hidden">Actions</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((each) => (
              <Row
                key={each.id}
                delivery={each}
                retry={enabled ? () => void again(synap.webhooks.retry(id, each.id), 'It is sent again') : undefined}
              />
            ))}
          </Table.Tbody>
        </WideTable>
      )}
      {deliveries.hasNextPage && (
        <Button variant="default" loading={deliveries.isFetchingNextPage} onClick={() => void deliveries.fetchNextPage()}>
          Older ones
        </Button>
      )}
    </Stack>
  );
}

function Row({ delivery, retry }: { delivery: WebhookDelivery; retry: (() => void) | undefined }) {
  const { w } = useWorkspace();
  const { eventType, subjectId, position, attempts, attemptedAt, httpStatus, durationMillis } = delivery;
  return (
    <Table.Tr data-delivery={delivery.status}>
      <Table.Td>
        <Text size="sm" fw={600}>
          {eventType}
        </Text>
        {delivery.eventId && (
          <Text size="sm" c="dimmed">
            <Anchor inherit component={Link} to={`/w/${w}/audit?subjectId=${encodeURIComponent(subjectId)}` as string}>
              {subjectId}
            </Anchor>
            , position {position}
          </Text>
        )}
        <Text size="xs" c="dimmed" title={exactTime(delivery.createdAt)}>
          {delivery.id}
        </Text>
      </Table.Td>
      <Table.Td>
        <Standing delivery={delivery} />
      </Table.Td>
      <Table.Td>{attempts}</Table.Td>
      <Table.Td>
        {attemptedAt ? (
          <>
            <Ago at={attemptedAt} />
            <Text size="sm" c="dimmed">
              {httpStatus == null ? 'no answer' : `HTTP ${httpStatus}`}
              {durationMillis != null && `, ${durationMillis} ms`}
            </Text>
          </>
        ) : (
          'none yet'
        )}
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{delivery.error}</Table.Td>
      <Table.Td>
        {retry && (
          <Button size="compact-sm" variant="default" onClick={retry}>
            Send again<span className="visually-hidden"> {eventType}, position {position}</span>
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function Standing({ delivery: { status, attempts, nextAttemptAt } }: { delivery: WebhookDelivery }) {
  switch (status) {
    case 'delivered':
      return (
        <Badge variant="dot" color="green" tt="none" miw="max-content">
          Delivered
        </Badge>
      );
    case 'parked':
      return (
        <Badge variant="dot" color="red" tt="none" miw="max-content" title="It failed too often, and waits to be sent again by hand">
          Parked
        </Badge>
      );
    case 'pending':
      return (
        <>
          <Badge variant="dot" color={attempts === 0 ? 'gray' : 'orange'} tt="none" miw="max-content">
            {attempts === 0 ? 'Waiting' : 'Failed, tried again'}
          </Badge>
          {nextAttemptAt && (
            <Text size="sm" c="dimmed" title={exactTime(nextAttemptAt)}>
              next attempt {ahead(nextAttemptAt)}
            </Text>
          )}
        </>
      );
  }
}

/** Such as `in 2 min.` */
function ahead(at: string): string {
  return new Date(at).getTime() - Date.now() < 60_000 ? 'in a moment' : ago(at);
}
