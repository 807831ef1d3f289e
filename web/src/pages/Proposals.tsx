import { Alert, Badge, Button, Collapse, Group, Paper, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { Proposal } from '@synap/client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { pageOf } from '../kinds';
import { changedBy } from '../server';
import { Dialog } from '../ui/Dialog';
import { Empty } from '../ui/Empty';
import { LongList } from '../ui/LongList';
import { Page } from '../ui/Page';
import { Reasoning } from '../ui/Reasoning';
import { write } from '../ui/tell';
import { Ago, exactTime } from '../ui/Time';
import { Waiting } from '../ui/Waiting';
import { fieldName, FieldChanges } from '../ui/Words';
import { mayEdit, useWorkspace } from '../workspace';
import { Agreement, AssistantBox } from './Assistant';

export interface ProposalsSearch {
  decided?: boolean;
}

const COLOURS: Record<Proposal['status'], string> = {
  waiting: 'blue',
  stale: 'yellow',
  accepted: 'green',
  modified: 'green',
  rejected: 'red',
  withdrawn: 'gray',
  expired: 'gray',
};

/** What agents and others want, and a person decides. */
export function ProposalsPage() {
  const { w, synap } = useWorkspace();
  const { decided = false } = useSearch({ from: '/signed-in/w/$w/proposals' });
  const navigate = useNavigate();
  const found = useInfiniteQuery({
    queryKey: [w, 'proposals', decided],
    queryFn: ({ pageParam }) =>
      synap.proposals
        .list({ ...(decided ? {} : { status: 'waiting' }), sort: 'created_at', order: 'desc' })
        .page({ after: pageParam, limit: 100 }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    ...changedBy('proposal'),
  });
  const proposals = (found.data?.pages.flatMap(({ items }) => items) ?? []).filter((each) => !decided || isDecided(each));
  return (
    <Page
      title="Proposals"
      actions={
        <SegmentedControl
          aria-label="Which proposals"
          value={decided ? 'decided' : 'open'}
          onChange={(value) =>
            void navigate({
              to: '/w/$w/proposals',
              params: { w },
              search: value === 'decided' ? { decided: true } : {},
            })
          }
          data={[
            { value: 'open', label: 'Waiting' },
            { value: 'decided', label: 'Decided' },
          ]}
        />
      }
    >
      {!decided && <AssistantBox />}
      {found.data === undefined ? (
        <Waiting for={found} />
      ) : proposals.length === 0 && !found.hasNextPage ? (
        <Empty title={decided ? 'Nothing was decided yet' : 'Nothing waits'}>
          What an agent wants to change stands here until somebody says yes or no.
        </Empty>
      ) : (
        <LongList
          label="Proposals"
          items={proposals}
          keyOf={({ id }) => id}
          estimate={240}
          render={(proposal) => <Card proposal={proposal} />}
          pages={found}
        />
      )}
      {decided && <Agreement />}
    </Page>
  );
}

function isDecided({ status }: Proposal): boolean {
  return status !== 'waiting';
}

/** Fields that say how a request was made, and not what is wanted. */
const ENVELOPE = new Set(['captureId', 'id', 'type', 'eventId', 'source', 'metadata', 'reason', 'expectedVersion', 'correlationId', 'causationId']);

/** The fields of an update, which stand in its content by themselves. */
function changesIn({ content }: Proposal): Record<string, unknown> | undefined {
  const changes: unknown = content['changes'];
  return typeof changes === 'object' && changes !== null ? (changes as Record<string, unknown>) : undefined;
}

function Card({ proposal }: { proposal: Proposal }) {
  const { w, synap, role, nameOf, me } = useWorkspace();
  const [why, setWhy] = useState(false);
  const [asking, setAsking] = useState<'modify' | 'reject'>();
  const open = !isDecided(proposal);
  const [, verb = '', type = String(proposal.content['type'] ?? '')] = proposal.action.split('.');
  const byAgent = proposal.ai !== undefined && proposal.ai !== null;
  const wanted = Object.entries(changesIn(proposal) ?? proposal.content).filter(([name]) => !ENVELOPE.has(name));
  const subject = useQuery({
    queryKey: [w, 'entity', proposal.subjectId],
    queryFn: async () => (await synap.entities.get(proposal.subjectId)) ?? null,
    enabled: verb !== 'create', // what is to be made is not there
    ...changedBy(proposal.subjectId),
  });
  const state: Record<string, unknown> = subject.data ?? {};
  // What is decided is what stands here: the difference to the subject as it is shown.
  const seen = { ...proposal, baseVersion: Math.max(proposal.baseVersion, subject.data?.version ?? 0) };
  const stale = open && (seen.baseVersion > proposal.baseVersion || proposal['staleVersion'] !== undefined);
  const changes = wanted.map(([name, value]) => ({
    path: `/${name}`,
    before: open ? state[name] : undefined,
    after: value,
    words: [],
  }));
  return (
    <Paper withBorder p="md" mb="md" data-proposal={stale ? 'stale' : proposal.status}>
      <Group justify="space-between">
        <Text fw={700}>
          {byAgent ? 'AI suggestion' : 'Proposal'}: {capital(verb)} {type}
        </Text>
        <Badge color={COLOURS[stale ? 'stale' : proposal.status]} variant="dot">
          {stale ? 'stale' : proposal.status}
        </Badge>
      </Group>
      <Text size="sm" c="dimmed">
        {nameOf(proposal.proposedBy)} · {proposal.createdAt && <Ago at={proposal.createdAt} />}
        {open && proposal.expiresAt && <> · until {exactTime(proposal.expiresAt)}</>}
      </Text>
      {stale && (
        <Alert color="yellow" my="xs" role="status">
          What this is about has changed since. Look at the difference before you decide.
        </Alert>
      )}
      {typeof state['title'] === 'string' && verb !== 'create' && (
        <Text>
          Of{' '}
          <Link to={`/w/${w}/${pageOf(type)}/${proposal.subjectId}` as string} className="row-title">
            {state['title']}
          </Link>
        </Text>
      )}
      <div data-wanted>{wanted.length === 0 ? <Text>{capital(verb)} it.</Text> : <FieldChanges fields={changes} />}</div>
      {typeof proposal.content['reason'] === 'string' && <Text size="sm">Because: {proposal.content['reason']}</Text>}
      {proposal.decidedBy !== undefined && (
        <Text size="sm" data-decision>
          {capital(proposal.status)} by {nameOf(proposal.decidedBy)}
          {proposal.decisionReason && `: ${proposal.decisionReason}`}
        </Text>
      )}
      {byAgent && (
        <>
          <Text size="sm" mt="xs">
            Why did AI suggest this?
          </Text>
          <Button mt={4} size="compact-sm" variant="default" aria-expanded={why} onClick={() => setWhy(!why)}>
            {why ? 'Hide reasoning ▲' : 'Show reasoning ▼'}
          </Button>
          <Collapse expanded={why}>
            <Reasoning trace={proposal.ai!} />
          </Collapse>
        </>
      )}
      {open && (mayEdit(role) || proposal.proposedBy === me.userId) && (
        <Group mt="md" gap="xs">
          {mayEdit(role) && (
            <>
              <Button size="sm" onClick={() => void write(synap.proposals.accept(seen), 'Accepted')}>
                Accept
              </Button>
              <Button size="sm" variant="default" onClick={() => setAsking('modify')}>
                Modify
              </Button>
              <Button size="sm" variant="default" onClick={() => setAsking('reject')}>
                Reject
              </Button>
            </>
          )}
          {proposal.proposedBy === me.userId && (
            <Button
              size="sm"
              variant="default"
              onClick={() => void write(synap.proposals.withdraw(seen), 'Withdrawn')}
            >
              Withdraw
            </Button>
          )}
        </Group>
      )}
      {asking === 'reject' && <RejectDialog proposal={seen} close={() => setAsking(undefined)} />}
      {asking === 'modify' && <ModifyDialog proposal={seen} wanted={wanted} close={() => setAsking(undefined)} />}
    </Paper>
  );
}

function RejectDialog({ proposal, close }: { proposal: Proposal; close: () => void }) {
  const { synap } = useWorkspace();
  const [reason, setReason] = useState('');
  return (
    <Dialog title="Reject" close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void write(synap.proposals.reject(proposal, reason.trim()), 'Rejected').then((done) => done && close());
        }}
      >
        <Textarea
          label="Why not?"
          description="For whoever reads the history, and the agent"
          required
          autosize
          minRows={2}
          maxLength={2_000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="end" mt="md">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" data-confirm>
            Reject
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}

function ModifyDialog(props: { proposal: Proposal; wanted: [string, unknown][]; close: () => void }) {
  const { proposal, wanted, close } = props;
  const { synap } = useWorkspace();
  const texts = wanted.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const [fields, setFields] = useState<Record<string, string>>(Object.fromEntries(texts));
  return (
    <Dialog title="Modify, then accept" close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const changes = changesIn(proposal);
          const instead = changes === undefined ? fields : { changes: { ...changes, ...fields } };
          void write(synap.proposals.modify(proposal, instead), 'Accepted with your changes').then((done) => done && close());
        }}
      >
        <Stack>
          {texts.map(([name]) =>
            name === 'content' ? (
              <Textarea
                key={name}
                label={capital(fieldName(name))}
                autosize
                minRows={3}
                value={fields[name] ?? ''}
                onChange={({ currentTarget: { value } }) => setFields({ ...fields, [name]: value })}
              />
            ) : (
              <TextInput
                key={name}
                label={capital(fieldName(name))}
                value={fields[name] ?? ''}
                onChange={({ currentTarget: { value } }) => setFields({ ...fields, [name]: value })}
              />
            ),
          )}
          {texts.length === 0 && <Text>There is no text in it to change.</Text>}
        </Stack>
        <Group justify="end" mt="md">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" disabled={texts.length === 0} data-confirm>
            Accept this
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
