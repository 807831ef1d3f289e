import { Anchor, Badge, Button, Code, Group, NumberInput, Stack, Table, Text } from '@mantine/core';
import type { Webhook } from '@synap/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { Dialog } from '../ui/Dialog';
import { Fact } from '../ui/Fact';
import { Page } from '../ui/Page';
import { at, NOTHING_REFUSED, Refused, refusalOf } from '../ui/refusal';
import { Sure } from '../ui/Sure';
import { attempt, tellFault } from '../ui/tell';
import { Ago } from '../ui/Time';
import { Waiting } from '../ui/Waiting';
import { Deliveries, type DeliveryStatus } from '../webhook/Deliveries';
import { Secret } from '../webhook/Secret';
import { State } from '../webhook/State';
import { WebhookForm } from '../webhook/WebhookForm';
import { useWorkspace } from '../workspace';

export interface WebhookSearch {
  status?: DeliveryStatus;
}

type Open = 'edit' | 'rotate' | 'replay' | 'remove' | { secret: string };

/** One webhook: what it is sent, what came of that, and what can be done about it. */
export function WebhookPage() {
  const { w, synap } = useWorkspace();
  const { id } = useParams({ from: '/signed-in/w/$w/webhooks/$id' });
  const { status } = useSearch({ from: '/signed-in/w/$w/webhooks/$id' });
  const navigate = useNavigate();
  const webhook = useQuery({
    queryKey: [w, 'webhooks', id],
    queryFn: () => synap.webhooks.get(id),
    refetchInterval: 3_000,
  });
  return (
    <Page title="Webhook" actions={webhook.data && <Actions webhook={webhook.data} />}>
      <Anchor component={Link} to={`/w/${w}/webhooks` as string} size="sm">
        All webhooks
      </Anchor>
      {webhook.data === undefined ? (
        <Waiting for={webhook} />
      ) : (
        <>
          <Facts webhook={webhook.data} />
          <Deliveries
            of={webhook.data}
            status={status}
            show={(next) =>
              void navigate({ to: '/w/$w/webhooks/$id', params: { w, id }, search: { status: next }, replace: true })
            }
          />
        </>
      )}
    </Page>
  );
}

function Facts({ webhook }: { webhook: Webhook }) {
  const { nameOf } = useWorkspace();
  return (
    <Table variant="vertical" withTableBorder layout="fixed">
      <Table.Tbody>
        <Fact name="URL">
          <Code>{webhook.url}</Code>
        </Fact>
        {webhook.description !== '' && <Fact name="For">{webhook.description}</Fact>}
        <Fact name="Events">
          <Group gap={4}>
            {webhook.types.map((type) => (
              <Badge key={type} variant="default" tt="none">
                {type}
              </Badge>
            ))}
          </Group>
        </Fact>
        <Fact name="State">
          <State webhook={webhook} />
        </Fact>
        <Fact name="Made">
          <Ago at={webhook.createdAt} /> by {nameOf(webhook.createdBy)}, at position {webhook.fromPosition}
        </Fact>
      </Table.Tbody>
    </Table>
  );
}

function Actions({ webhook }: { webhook: Webhook }) {
  const { w, synap } = useWorkspace();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [open, setOpen] = useState<Open>();
  const { id, enabled } = webhook;
  const refresh = () => queries.invalidateQueries({ queryKey: [w, 'webhooks'] });
  const close = () => setOpen(undefined);
  const after = async (doing: Promise<unknown>, done: string) => {
    await attempt(doing, done);
    await refresh();
  };
  const remove = async () => {
    if (await attempt(synap.webhooks.remove(id), 'Webhook deleted')) {
      queries.removeQueries({ queryKey: [w, 'webhooks', id] });
      await navigate({ to: '/w/$w/webhooks', params: { w } });
      await refresh();
    }
  };
  const rotate = async () => {
    try {
      const { secret } = await synap.webhooks.rotateSecret(id);
      setOpen({ secret: secret ?? '' });
      await refresh();
    } catch (fault) {
      tellFault(fault);
    }
  };
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setOpen('edit')}>
        Edit
      </Button>
      <Button
        variant="default"
        size="xs"
        disabled={!enabled}
        onClick={() => void after(synap.webhooks.ping(id), 'A ping is sent: see Deliveries')}
      >
        Send a ping
      </Button>
      <Button
        variant="default"
        size="xs"
        onClick={() => void after(synap.webhooks.change(id, { enabled: !enabled }), enabled ? 'Disabled' : 'Enabled')}
      >
        {enabled ? 'Disable' : 'Enable'}
      </Button>
      <Button variant="default" size="xs" onClick={() => setOpen('replay')}>
        Replay
      </Button>
      <Button variant="default" size="xs" onClick={() => setOpen('rotate')}>
        New secret
      </Button>
      <Button variant="default" size="xs" onClick={() => setOpen('remove')}>
        Delete
      </Button>
      {open === 'edit' && (
        <Dialog title="Edit the webhook" close={close}>
          <WebhookForm
            of={webhook}
            submit="Save"
            send={async (fields) => {
              await synap.webhooks.change(id, fields);
              await refresh();
              close();
            }}
          />
        </Dialog>
      )}
      {open === 'replay' && <ReplayDialog webhook={webhook} close={close} done={refresh} />}
      {open === 'rotate' && (
        <Sure title="Give it a new secret?" yes="New secret" doIt={rotate} close={close}>
          For 24 hours deliveries are signed by the old one, too, so that the receiver can change over.
        </Sure>
      )}
      {open === 'remove' && (
        <Sure title="Delete the webhook?" yes="Delete" doIt={remove} close={close}>
          Nothing is sent to {webhook.url} any more; what waits for it, and the list of its deliveries, is gone.
        </Sure>
      )}
      {typeof open === 'object' && (
        <Dialog title="Keep its new secret" size="lg" close={close} kept>
          <Secret secret={open.secret} done={close} />
        </Dialog>
      )}
    </>
  );
}

function ReplayDialog(props: { webhook: Webhook; close: () => void; done: () => Promise<unknown> }) {
  const { synap } = useWorkspace();
  const [after, setAfter] = useState<number | string>(props.webhook.fromPosition);
  const [refusal, setRefusal] = useState(NOTHING_REFUSED);
  const replay = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await synap.webhooks.replay(props.webhook.id, Number(after));
      await props.done();
      props.close();
    } catch (fault) {
      setRefusal(refusalOf(fault, ['after']));
    }
  };
  return (
    <Dialog title="Send past events again" close={props.close}>
      <form onSubmit={(event) => void replay(event)}>
        <Stack>
          <Text size="sm">
            All events behind a position of the log that are of its types now, in order, from before it was made, too.
          </Text>
          <NumberInput
            label="Behind position"
            description="0 for all"
            required
            min={0}
            allowDecimal={false}
            hideControls
            value={after}
            onChange={setAfter}
            error={at(refusal, 'after')}
          />
          <Refused refusal={refusal} />
          <Group>
            <Button type="submit">Send again</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
