import { Anchor, Stack, Text, Title } from '@mantine/core';
import type { AIReasoningTrace, Why } from '@synap/client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { pageOf } from '../kinds';
import { changedBy } from '../server';
import { Dialog } from '../ui/Dialog';
import { Reasoning } from '../ui/Reasoning';
import { Ago } from '../ui/Time';
import { Waiting } from '../ui/Waiting';
import { valueText } from '../ui/Words';
import { useWorkspace } from '../workspace';

type Step = Why['because'][number];

/** Why a subject is here, or an event happened: back to the words that it began with, and what came of it. */
export function WhyDialog({ of, close }: { of: { subjectId: string } | { eventId: string }; close: () => void }) {
  const { w, synap } = useWorkspace();
  const why = useQuery({
    queryKey: [w, 'why', of],
    queryFn: async () => (await synap.history.why(of)) ?? null,
    ...changedBy('*'),
  });
  return (
    <Dialog title="Why?" size="lg" close={close}>
      {why.data === undefined ? (
        <Waiting for={why} />
      ) : why.data === null ? (
        <Text>Nothing is known of it.</Text>
      ) : (
        <Stack>
          <Steps title="What led to it" steps={why.data.because} cut={why.data.becauseCut} />
          {why.data.cameOfIt.length > 0 && (
            <Steps title="What came of it" steps={why.data.cameOfIt} cut={why.data.cameOfItCut} />
          )}
        </Stack>
      )}
    </Dialog>
  );
}

function Steps({ title, steps, cut }: { title: string; steps: Step[]; cut: boolean }) {
  const { w } = useWorkspace();
  return (
    <section aria-label={title}>
      <Title order={3} size="h5">
        {title}
      </Title>
      <ol className="steps">
        {steps.map((step) => (
          <li key={step.eventId} data-why={step.type}>
            <Text>
              {step.sentence}{' '}
              <Text span size="sm" c="dimmed">
                <Ago at={step.timestamp} />
              </Text>
            </Text>
            {step.reason && <Text size="sm">Because: {step.reason}</Text>}
            {words(step) !== '' && (
              <Text size="sm" className="quoted">
                “{words(step)}”
              </Text>
            )}
            {step.ai && <Reasoning trace={step.ai as AIReasoningTrace} />}
            {step.type.endsWith('.created') && step.subjectType !== 'proposal' && (
              <Anchor
                size="sm"
                component={Link}
                to={`/w/${w}/${pageOf(step.subjectType)}/${step.subjectId}?tab=history` as string}
              >
                Open the {step.subjectType}
              </Anchor>
            )}
          </li>
        ))}
      </ol>
      {cut && <Text size="sm">There is more than is told here.</Text>}
    </section>
  );
}

const MOST_WORDS = 400;

/** What a person or an agent wrote, where the event holds a text. */
function words({ type, data }: Step): string {
  const fact = !/^(entities|proposals|history|proposal)\./.test(type);
  const text = fact ? valueText((data as Record<string, unknown> | undefined)?.['content']) : '';
  return text.length > MOST_WORDS ? `${text.slice(0, MOST_WORDS)}…` : text;
}
