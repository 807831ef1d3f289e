import { Alert, Anchor, Button, Collapse, Group, Paper, Select, Switch, Table, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconDownload, IconShieldCheck } from '@tabler/icons-react';
import type { AuditEntry, AuditQuery, components } from '@synap/client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { pageOf } from '../kinds';
import { changedBy } from '../server';
import { Empty } from '../ui/Empty';
import { LongList } from '../ui/LongList';
import { Page } from '../ui/Page';
import { tellFault, write } from '../ui/tell';
import { exactTime, localInput, shortTime } from '../ui/Time';
import { Waiting } from '../ui/Waiting';
import { FieldChanges } from '../ui/Words';
import { useMembers, useWorkspace } from '../workspace';

export interface AuditSearch {
  text?: string;
  type?: string;
  userId?: string;
  subjectId?: string;
  from?: string;
  to?: string;
}

type Verification = components['schemas']['Verification'];

/** Who did what, when, from where and why. */
export function AuditPage() {
  const { w, synap } = useWorkspace();
  const search = useSearch({ from: '/signed-in/w/$w/audit' });
  const navigate = useNavigate();
  const [steps, setSteps] = useState(false);
  const query: AuditQuery = { ...search, order: 'desc' };
  const audit = useInfiniteQuery({
    queryKey: [w, 'audit', search],
    queryFn: ({ pageParam }) => synap.audit.query(query).page({ after: pageParam, limit: 100 }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    ...changedBy('*'),
  });
  const set = (changes: Partial<AuditSearch>) =>
    navigate({ to: '/w/$w/audit', params: { w }, search: { ...search, ...changes }, replace: true });
  const entries = (audit.data?.pages.flatMap((page) => page.items) ?? []).filter((each) => steps || isFact(each));
  return (
    <Page title="Audit log" actions={<Exports search={search} />}>
      <Verify />
      <Filters search={search} set={set} />
      <Switch
        label="Requests and decisions too"
        checked={steps}
        onChange={(event) => setSteps(event.currentTarget.checked)}
      />
      {audit.data === undefined ? (
        <Waiting for={audit} />
      ) : entries.length === 0 && !audit.hasNextPage ? (
        <Empty title="Nothing matches">Take a filter away to see more.</Empty>
      ) : (
        <LongList
          label="Audit log"
          items={entries}
          keyOf={(entry) => entry.eventId}
          estimate={96}
          render={(entry) => <Entry entry={entry} />}
          pages={audit}
        />
      )}
      {entries.length === 0 && audit.hasNextPage && (
        <Button variant="default" onClick={() => void audit.fetchNextPage()}>
          Look further back
        </Button>
      )}
    </Page>
  );
}

/** What changed something, and not only asked for it or said what became of that. */
function isFact({ type }: AuditEntry): boolean {
  return !/^(entities|proposals|history)\./.test(type);
}

function Entry({ entry }: { entry: AuditEntry }) {
  const { w, synap } = useWorkspace();
  const [open, setOpen] = useState(false);
  const deleted = entry.type.endsWith('.deleted');
  const from = [entry.browser, entry.ipAddress && `(${entry.ipAddress})`].filter(Boolean).join(' ');
  return (
    <Paper withBorder p="sm" mb="xs" data-audit={entry.type}>
      <Text size="sm" c="dimmed">
        <time dateTime={entry.timestamp} title={exactTime(entry.timestamp)}>
          {shortTime(entry.timestamp)}
        </time>
      </Text>
      <Text fw={600}>{entry.sentence}</Text>
      {from !== '' && <Text size="sm">From: {from}</Text>}
      {entry.reason && <Text size="sm">Because: {entry.reason}</Text>}
      <Group gap="xs" mt={4}>
        {deleted && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => void write(synap.entities.restore(entry.subjectId), 'Restored')}
          >
            Restore
          </Button>
        )}
        <Button size="compact-sm" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
          {deleted || entry.changes.length === 0 ? 'Details' : 'View changes'}
        </Button>
      </Group>
      <Collapse expanded={open}>
        <Table mt="xs" variant="vertical" withTableBorder>
          <Table.Tbody>
            <Detail name="When" value={exactTime(entry.timestamp)} />
            <Detail name="Who" value={`${entry.userName} (${entry.userId})`} />
            <Detail name="From" value={[entry.source, entry.ipAddress, entry.userAgent].filter(Boolean).join(' · ')} />
            <Detail name="Event" value={`${entry.type} · ${entry.eventId} · position ${entry.position}`} />
            <Table.Tr>
              <Table.Th>Of</Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                <Anchor
                  component={Link}
                  to={`/w/${w}/${pageOf(entry.subjectType)}/${entry.subjectId}?tab=history` as string}
                >
                  {entry.title || entry.subjectId}
                </Anchor>
              </Table.Td>
            </Table.Tr>
          </Table.Tbody>
        </Table>
        <FieldChanges fields={entry.changes.map((each) => ({ ...each, words: [] }))} />
      </Collapse>
    </Paper>
  );
}

function Detail({ name, value }: { name: string; value: string }) {
  return (
    <Table.Tr>
      <Table.Th w={90}>{name}</Table.Th>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
    </Table.Tr>
  );
}

function Filters({ search, set }: { search: AuditSearch; set: (changes: Partial<AuditSearch>) => Promise<void> }) {
  const { synap } = useWorkspace();
  const members = useMembers(synap);
  const [text, setText] = useState(search.text ?? '');
  const look = useDebouncedCallback((value: string) => void set({ text: value.trim() || undefined }), 300);
  return (
    <Group align="end" gap="sm" role="search" aria-label="Which entries">
      <TextInput
        label="Text"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          look(event.currentTarget.value);
        }}
      />
      <Select
        label="Who"
        clearable
        searchable
        w={160}
        data={(members.data ?? []).map(({ userId, name }) => ({ value: userId, label: name ?? userId }))}
        value={search.userId ?? null}
        onChange={(userId) => void set({ userId: userId ?? undefined })}
      />
      <Select
        label="What"
        clearable
        w={180}
        data={['note.*', 'note.deleted', 'task.*', 'project.*', 'comment.*', 'proposal.*', 'member.*', 'policy.*', 'setting.*', 'schema.*', 'webhook.*']}
        value={search.type ?? null}
        onChange={(type) => void set({ type: type ?? undefined })}
      />
      <Moment label="From" value={search.from} set={(from) => set({ from })} />
      <Moment label="To" value={search.to} set={(to) => set({ to })} />
      {search.subjectId && (
        <Button variant="default" onClick={() => void set({ subjectId: undefined })}>
          Only {search.subjectId} ✕
        </Button>
      )}
    </Group>
  );
}

function Moment(props: { label: string; value: string | undefined; set: (at: string | undefined) => Promise<void> }) {
  return (
    <TextInput
      label={props.label}
      type="datetime-local"
      value={props.value === undefined ? '' : localInput(new Date(props.value))}
      onChange={({ currentTarget: { value } }) =>
        void props.set(value === '' ? undefined : new Date(value).toISOString())
      }
    />
  );
}

function Exports({ search }: { search: AuditSearch }) {
  const { w } = useWorkspace();
  const given = Object.entries(search).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const query = given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
  return (
    <>
      {(['csv', 'ndjson'] as const).map((format) => (
        <Button
          key={format}
          variant="default"
          size="sm"
          leftSection={<IconDownload size={16} aria-hidden />}
          component="a"
          href={`/api/v1/workspaces/${encodeURIComponent(w)}/audit.${format}${query}`}
          download={`audit-${w}.${format}`}
        >
          {format === 'csv' ? 'CSV' : 'JSON Lines'}
        </Button>
      ))}
    </>
  );
}

/** Whether the log is what it was when it was written. */
function Verify() {
  const { synap } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<Verification>();
  const verify = async () => {
    setBusy(true);
    try {
      setFound(await synap.verify());
    } catch (fault) {
      tellFault(fault);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Group gap="sm">
      <Button
        variant="default"
        size="sm"
        loading={busy}
        leftSection={<IconShieldCheck size={16} aria-hidden />}
        onClick={() => void verify()}
      >
        Verify the log
      </Button>
      {found && (
        <Alert role="status" color={found.status === 'intact' ? 'green' : 'red'} p="xs" data-verified={found.status}>
          {found.status === 'intact'
            ? `All ${found.events} events are as they were written.`
            : `The log was tampered with: ${found.reason ?? ''} (position ${found.position ?? '?'}, event ${found.eventId ?? '?'})`}
        </Alert>
      )}
    </Group>
  );
}
