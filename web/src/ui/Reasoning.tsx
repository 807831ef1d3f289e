import { Text } from '@mantine/core';
import type { AIReasoningTrace } from '@synap/client';
import { valueText } from './Words';

interface Step {
  thought?: string;
  action?: string;
  confidence?: number;
  [more: string]: unknown;
}

/** Whose account the steps are, as the agent says. */
const ACCOUNTS: Record<string, string> = {
  rules: "This is the agent's own account: which of its rules matched.",
  model: "This is the language model's own account.",
};

/** How an agent came to want something, in its own words. */
export function Reasoning({ trace }: { trace: AIReasoningTrace }) {
  const steps: Step[] = trace.reasoning?.steps ?? (trace['steps'] as Step[] | undefined) ?? [];
  const by = [trace.agent, trace.modelVersion ?? trace.model, trace.durationMs !== undefined && `${trace.durationMs} ms`].filter(Boolean);
  return (
    <div className="reasoning">
      <Text fw={600} mt="xs">
        AI reasoning trail
      </Text>
      <ol>
        {steps.map((step, i) => (
          <li key={i}>
            <Text>{step.thought}</Text>
            {step.action !== undefined && <Text size="sm">{step.action}</Text>}
            {more(step).map(([name, value]) => (
              <Text size="sm" key={name}>
                {name}: {valueText(value)}
              </Text>
            ))}
            {step.confidence !== undefined && (
              <Text size="sm" c="dimmed">
                Confidence: {Math.round(step.confidence * 100)}%
              </Text>
            )}
          </li>
        ))}
      </ol>
      <Text size="sm" c="dimmed">
        {by.join(' · ')}. {ACCOUNTS[trace.reasoning?.account ?? ''] ?? "This is the agent's own account."}
      </Text>
    </div>
  );
}

function more(step: Step): [string, unknown][] {
  return Object.entries(step).filter(([name]) => !['thought', 'action', 'confidence', 'type'].includes(name));
}
