import { Badge, Text } from '@mantine/core';
import type { Webhook } from '@synap/client';
import { Ago } from '../ui/Time';

/** Whether a webhook is sent to, and where not, why. */
export function State({ webhook }: { webhook: Webhook }) {
  const { color, word } = stateOf(webhook);
  return (
    <div data-state={word}>
      <Badge variant="dot" color={color} tt="none" size="lg">
        {word}
      </Badge>
      {webhook.disabledReason && (
        <Text size="sm" mt={4} style={{ overflowWrap: 'anywhere' }}>
          Because {webhook.disabledReason}.
        </Text>
      )}
      {webhook.enabled && webhook.failingSince && (
        <Text size="sm" mt={4}>
          It began to fail <Ago at={webhook.failingSince} />.
        </Text>
      )}
      {!webhook.secretReadable && (
        <Text size="sm" mt={4}>
          This server cannot sign with its secret, for the server’s key is another one now: give it a new secret.
        </Text>
      )}
    </div>
  );
}

function stateOf({ enabled, disabledReason, failingSince, secretReadable }: Webhook): { color: string; word: string } {
  if (!enabled) {
    return disabledReason ? { color: 'red', word: 'Disabled by the server' } : { color: 'gray', word: 'Disabled' };
  }
  if (!secretReadable) {
    return { color: 'red', word: 'Cannot be signed' };
  }
  return failingSince ? { color: 'orange', word: 'Failing' } : { color: 'green', word: 'Active' };
}
