import { Anchor, Button, Code, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';

const VERIFY = `import { Webhook } from 'standardwebhooks';

// Throws where the signature is not right, or old.
const event = new Webhook(secret).verify(body, headers);`;

/** The secret of a webhook, which nobody is shown again, and what to do with it. */
export function Secret({ secret, done }: { secret: string; done: () => void }) {
  // Without TLS there may be no clipboard; then it is copied by hand.
  const clipboard = useClipboard({ timeout: 4_000 });
  return (
    <Stack data-secret>
      <Group align="end" gap="xs">
        <TextInput
          label="Secret"
          description="It is shown this once. Keep it where the receiver finds it, and nobody else."
          readOnly
          value={secret}
          onFocus={(event) => event.currentTarget.select()}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          flex={1}
          miw={220}
        />
        <Button
          variant="default"
          leftSection={clipboard.copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          onClick={() => clipboard.copy(secret)}
        >
          Copy
        </Button>
      </Group>
      <Text size="sm" role="status">
        {clipboard.copied && 'Copied.'}
        {clipboard.error !== null && 'Your browser does not let this page copy: select the secret, and copy it yourself.'}
      </Text>
      <section aria-label="How to verify">
        <Title order={3} size="h5">
          How the receiver verifies what comes
        </Title>
        <Text size="sm">
          Deliveries are signed after{' '}
          <Anchor href="https://www.standardwebhooks.com" inherit target="_blank" rel="noreferrer" underline="always">
            Standard Webhooks
          </Anchor>
          , for which there are libraries in most languages; such as, with the body as it came:
        </Text>
        <Code block tabIndex={0} mt="xs" aria-label="Example">
          {VERIFY}
        </Code>
        <Text size="sm" mt="xs">
          By hand: the header <Code>webhook-signature</Code> holds <Code>v1,</Code> and, in Base64, the HMAC-SHA256 of{' '}
          <Code>webhook-id.webhook-timestamp.body</Code>, whose key are the bytes that stand in Base64 behind{' '}
          <Code>whsec_</Code>. Refuse timestamps that are minutes old, answer 2xx within 15 seconds, and do the work
          afterwards. An event may come twice, under the same <Code>webhook-id</Code>.
        </Text>
      </section>
      <Group>
        <Button onClick={done}>I have kept it</Button>
      </Group>
    </Stack>
  );
}
