import { Alert, Badge, Button, Code, Group, Select, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import type { PolicyEffect, User } from '@synap/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { changedBy, server } from '../server';
import { Page } from '../ui/Page';
import { PasswordFields } from '../ui/PasswordFields';
import { attempt, tellFault, write } from '../ui/tell';
import { Waiting } from '../ui/Waiting';
import { WideTable } from '../ui/WideTable';
import { mayManage, useMembers, useWorkspace } from '../workspace';

const ROLES = ['admin', 'editor', 'commenter', 'viewer'] as const;
type GrantedRole = (typeof ROLES)[number];

const EFFECTS: { value: PolicyEffect; label: string }[] = [
  { value: 'auto_approve', label: 'happens at once' },
  { value: 'require_review', label: 'waits for a person' },
  { value: 'deny', label: 'is refused' },
];

/** Who belongs to the workspace, and what agents may do in it. */
export function MembersPage() {
  const { me, role } = useWorkspace();
  return (
    <Page title="Members">
      <Members />
      {mayManage(role) && <Policies />}
      <Agents />
      {me.admin && <NewPerson />}
    </Page>
  );
}

function Members() {
  const { synap, role, me } = useWorkspace();
  const members = useMembers(synap);
  const [userId, setUserId] = useState('');
  const [granted, setGranted] = useState<GrantedRole>('editor');
  if (members.data === undefined) {
    return <Waiting for={members} />;
  }
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (await write(synap.members.add(userId.trim(), granted), 'Added')) {
      setUserId('');
    }
  };
  return (
    <Stack gap="xs">
      <WideTable minWidth={480}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>User name</Table.Th>
            <Table.Th>Role</Table.Th>
            <Table.Th>
              <span className="visually-hidden">Actions</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {members.data.map((member) => (
            <Table.Tr key={member.userId}>
              <Table.Td>
                {member.name ?? member.userId}
                {member.userId === me.userId && ' (you)'}
              </Table.Td>
              <Table.Td>{member.userId}</Table.Td>
              <Table.Td>
                {member.role === 'owner' || !mayManage(role) ? (
                  <Badge variant="default" tt="none">
                    {member.role}
                  </Badge>
                ) : (
                  <Select
                    aria-label={`Role of ${member.name ?? member.userId}`}
                    size="xs"
                    w={140}
                    allowDeselect={false}
                    data={ROLES}
                    value={member.role}
                    onChange={(next) =>
                      next &&
                      void write(synap.members.changeRole(member.userId, next as GrantedRole), 'Role changed')
                    }
                  />
                )}
              </Table.Td>
              <Table.Td>
                {member.role !== 'owner' && mayManage(role) && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => void write(synap.members.remove(member.userId), 'No longer a member')}
                  >
                    Remove<span className="visually-hidden"> {member.name ?? member.userId}</span>
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
      {mayManage(role) && (
        <form onSubmit={(event) => void add(event)}>
          <Group align="end">
            <TextInput
              label="User name"
              description="Of a person or an agent"
              required
              value={userId}
              onChange={(event) => setUserId(event.currentTarget.value)}
            />
            <Select
              label="Role"
              allowDeselect={false}
              w={140}
              data={ROLES}
              value={granted}
              onChange={(next) => next && setGranted(next as GrantedRole)}
            />
            <Button type="submit">Add member</Button>
          </Group>
        </form>
      )}
    </Stack>
  );
}

function Policies() {
  const { w, synap, nameOf } = useWorkspace();
  const members = useMembers(synap);
  const policies = useQuery({
    queryKey: [w, 'policies'],
    queryFn: () => synap.policies.list().then((all) => all),
    ...changedBy('policy'),
  });
  const [agentId, setAgentId] = useState<string | null>(null);
  const [pattern, setPattern] = useState('');
  const [effect, setEffect] = useState<PolicyEffect>('require_review');
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const policy = { pattern: pattern.trim(), effect, ...(agentId === null ? {} : { agentId }) };
    if (await write(synap.policies.add(policy), 'Policy added')) {
      setPattern('');
    }
  };
  return (
    <Stack gap="xs" component="section" aria-label="Policies">
      <Title order={2} size="h4">
        What agents may do
      </Title>
      <Text size="sm" c="dimmed">
        Without a policy, what an agent wants waits for a person.
      </Text>
      {(policies.data ?? []).map((policy) => (
        <Group key={policy.id} gap="sm">
          <Code>{policy.pattern}</Code>
          <Text size="sm">of {policy.agentId === undefined ? 'any agent' : nameOf(policy.agentId)}</Text>
          <Select
            aria-label={`What becomes of ${policy.pattern}`}
            size="xs"
            w={180}
            allowDeselect={false}
            data={EFFECTS}
            value={policy.effect}
            onChange={(next) => next && void write(synap.policies.change(policy.id, next as PolicyEffect), 'Policy changed')}
          />
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => void write(synap.policies.remove(policy.id), 'Policy removed')}
          >
            Remove<span className="visually-hidden"> the policy for {policy.pattern}</span>
          </Button>
        </Group>
      ))}
      <form onSubmit={(event) => void add(event)}>
        <Group align="end">
          <TextInput
            label="Action"
            description="Such as entities.create.task or entities.*"
            required
            value={pattern}
            onChange={(event) => setPattern(event.currentTarget.value)}
          />
          <Select
            label="Agent"
            placeholder="Any"
            clearable
            w={160}
            data={(members.data ?? []).map(({ userId, name }) => ({ value: userId, label: name ?? userId }))}
            value={agentId}
            onChange={setAgentId}
          />
          <Select
            label="What becomes of it"
            allowDeselect={false}
            w={190}
            data={EFFECTS}
            value={effect}
            onChange={(next) => next && setEffect(next as PolicyEffect)}
          />
          <Button type="submit">Add policy</Button>
        </Group>
      </form>
    </Stack>
  );
}

function Agents() {
  const { synap, role } = useWorkspace();
  const queries = useQueryClient();
  const agents = useQuery({ queryKey: ['agents'], queryFn: () => server.agents.list().then((all) => all) });
  const [name, setName] = useState('');
  const [secret, setSecret] = useState<{ agent: string; key: string }>();
  const giveKey = async (agent: User) => {
    try {
      const made = await server.keys.create({ userId: agent.userId, name: `${agent.name}'s key`, scopes: ['read', 'write'] });
      setSecret({ agent: agent.name, key: made.key ?? '' });
    } catch (fault) {
      tellFault(fault);
    }
  };
  const make = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const agent = await server.agents.create({ name: name.trim() });
      setName('');
      await queries.invalidateQueries({ queryKey: ['agents'] });
      await giveKey(agent);
    } catch (fault) {
      tellFault(fault);
    }
  };
  return (
    <Stack gap="xs" component="section" aria-label="Your agents">
      <Title order={2} size="h4">
        Your agents
      </Title>
      <Text size="sm" c="dimmed">
        Programs that act for you, under a name of their own.
      </Text>
      {secret && (
        <Alert color="green" role="status" title={`The API key of ${secret.agent}`}>
          <Code block>{secret.key}</Code>
          It is shown this once.
        </Alert>
      )}
      {(agents.data ?? []).map((agent) => (
        <Group key={agent.userId} gap="sm">
          <Text>{agent.name}</Text>
          <Text size="sm" c="dimmed">
            {agent.userId}
          </Text>
          <Button size="compact-sm" variant="default" onClick={() => void giveKey(agent)}>
            New key<span className="visually-hidden"> for {agent.name}</span>
          </Button>
          {mayManage(role) && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => void write(synap.members.add(agent.userId, 'editor'), 'Added')}
            >
              Add to this workspace<span className="visually-hidden">: {agent.name}</span>
            </Button>
          )}
        </Group>
      ))}
      <form onSubmit={(event) => void make(event)}>
        <Group align="end">
          <TextInput
            label="Name of a new agent"
            required
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" variant="default">
            Make agent
          </Button>
        </Group>
      </form>
    </Stack>
  );
}

/** For who runs the server: somebody new, who can sign in and belongs here. */
function NewPerson() {
  const { synap } = useWorkspace();
  const [userId, setUserId] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const make = async () => {
    await server.users.create({ userId: userId.trim(), name: name.trim() });
    await server.users.setPassword(userId.trim(), password);
    await synap.members.add(userId.trim(), 'editor');
  };
  return (
    <Stack gap="xs" component="section" aria-label="New person">
      <Title order={2} size="h4">
        New person
      </Title>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void attempt(make(), `${name} can sign in as ${userId}`).then((done) => {
            if (done) {
              setUserId('');
              setName('');
              setPassword('');
            }
          });
        }}
      >
        <Group align="end">
          <TextInput label="Name" required maxLength={200} value={name} onChange={(e) => setName(e.currentTarget.value)} />
          <TextInput
            label="New user name"
            description="Letters, digits, _ - . :"
            required
            pattern="[A-Za-z0-9_.:\-]+"
            autoComplete="off"
            value={userId}
            onChange={(e) => setUserId(e.currentTarget.value)}
          />
          <PasswordFields label="First password" value={password} onChange={setPassword} />
          <Button type="submit" variant="default">
            Make person
          </Button>
        </Group>
      </form>
    </Stack>
  );
}
