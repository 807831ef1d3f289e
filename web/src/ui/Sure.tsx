import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Dialog } from './Dialog';

/** Asks before something that cannot be taken back. */
export function Sure(props: { title: string; yes: string; doIt: () => Promise<void>; close: () => void; children: ReactNode }) {
  const [busy, setBusy] = useState(false);
  const doIt = async () => {
    setBusy(true);
    await props.doIt();
    setBusy(false);
  };
  return (
    <Dialog title={props.title} close={props.close}>
      <Stack>
        <Text style={{ overflowWrap: 'anywhere' }}>{props.children}</Text>
        <Group>
          <Button color="red" loading={busy} onClick={() => void doIt()}>
            {props.yes}
          </Button>
          <Button variant="default" onClick={props.close}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
