import { Anchor, Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { Webhook } from '@synap/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Dialog } from '../ui/Dialog';
import { Empty } from '../ui/Empty';
import { Page } from '../ui/Page';
import { Waiting } from '../ui/Waiting';
import { Secret } from '../webhook/Secret';
import { State } from '../webhook/State';
import { WebhookForm } from '../webhook/WebhookForm';
import { mayManage, useWorkspace } from '../workspace';

/** Where the events of the workspace are sent. */
export function WebhooksPage() {
  const { w, synap, role } = useWorkspace();
  const [making, setMaking] = useState(false);
  const webhooks = useQuery({
    queryKey: [w, 'webhooks'],
    queryFn: () => synap.webhooks.list(),
    refetchInterval: 10_000,
  });
  return (
    <Page
      title="Webhooks"
      actions={
        mayManage(role) && (
          <Button size="sm" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setMaking(true)}>
            New webhook
          </Button>
        )
      }
    >
      <Text size="sm" c="dimmed">
        What happens in this workspace is sent to these addresses, signed, event by event.
      </Text>
      {webhooks.data === undefined ? (
        <Waiting for={webhooks} />
      ) : webhooks.data.length === 0 ? (
        <Empty title="No webhook yet">Make one, and an app of yours is told what happens here, at an address of its own.</Empty>
      ) : (
        <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }} aria-label="Webhooks">
          {webhooks.data.map((webhook) => (
            <Item key={webhook.id} webhook={webhook} />
          ))}
        </Stack>
      )}
      {making && <NewWebhook close={() => setMaking(false)} />}
    </Page>
  );
}

function Item({ webhook }: { webhook: Webhook }) {
  const { w } = useWorkspace();
  return (
    <Paper component="li" withBorder p="sm" data-webhook={webhook.id}>
      <Group justify="space-between" align="start" gap="sm">
        <div style={{ flex: '1 1 16rem', minWidth: 0 }}>
          <Anchor component={Link} to={`/w/${w}/webhooks/${webhook.id}` as string} fw={600} className="row-title">
            {webhook.url}
          </Anchor>
          {webhook.description !== '' && (
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {webhook.description}
            </Text>
          )}
          <Group gap={4} mt={4} aria-label="Types of events" role="group">
            {webhook.types.map((type) => (
              <Badge key={type} variant="default" tt="none">
                {type}
              </Badge>
            ))}
          </Group>
        </div>
        <State webhook={webhook} />
      </Group>
    </Paper>
  );
}

function NewWebhook({ close }: { close: () => void }) {
  const { w, synap } = useWorkspace();
  const queries = useQueryClient();
  const [secret, setSecret] = useState<string>();
  return secret === undefined ? (
    <Dialog title="New webhook" close={close}>
      <WebhookForm
        submit="Make webhook"
        send={async ({ url, types, description }) => {
          const made = await synap.webhooks.create(url, types, { description });
          setSecret(made.secret);
          await queries.invalidateQueries({ queryKey: [w, 'webhooks'] });
        }}
      />
    </Dialog>
  ) : (
    <Dialog title="Keep its secret" size="lg" close={close} kept>
      <Secret secret={secret} done={close} />
    </Dialog>
  );
}
