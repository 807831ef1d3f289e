import { Alert, Anchor, Badge, Button, Code, Container, Group, MultiSelect, PasswordInput, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { server } from '../server';
import { Page } from '../ui/Page';
import { PasswordFields } from '../ui/PasswordFields';
import { ColorSchemeButton, PersonMenu } from '../ui/Shell';
import { attempt, tellFault } from '../ui/tell';
import { Ago } from '../ui/Time';
import { Waiting } from '../ui/Waiting';
import { WideTable } from '../ui/WideTable';
import { useMe } from '../workspace';

/** Who one is, and what one comes in with. */
export function AccountPage() {
  const me = useMe();
  return (
    <Container size="md" p="md" component="main">
      <Page
        title="Account"
        actions={
          <>
            <Anchor component={Link} to="/">
              Workspaces
            </Anchor>
            <ColorSchemeButton />
            <PersonMenu />
          </>
        }
      >
        {me.data === undefined ? (
          <Waiting for={me} />
        ) : (
          <Stack gap="xl">
            <Name userId={me.data.userId} name={me.data.name} />
            <Password userId={me.data.userId} />
            <Keys />
          </Stack>
        )}
      </Page>
    </Container>
  );
}

function Name({ userId, name }: { userId: string; name: string }) {
  const queries = useQueryClient();
  const [wanted, setWanted] = useState(name);
  const rename = async (event: FormEvent) => {
    event.preventDefault();
    if (await attempt(server.session.rename(wanted.trim()), 'Name changed')) {
      await queries.invalidateQueries();
    }
  };
  return (
    <form onSubmit={(event) => void rename(event)}>
      <Text mb="xs">
        You sign in as <Code>{userId}</Code>.
      </Text>
      <Group align="end">
        <TextInput
          label="Name"
          description="As others see it in the history"
          required
          maxLength={200}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <Button type="submit" variant="default">
          Change name
        </Button>
      </Group>
    </form>
  );
}

function Password({ userId }: { userId: string }) {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const change = async (event: FormEvent) => {
    event.preventDefault();
    if (await attempt(server.session.setPassword(password, current), 'Password changed; your other sessions have ended')) {
      setCurrent('');
      setPassword('');
    }
  };
  return (
    <form onSubmit={(event) => void change(event)}>
      <Title order={2} size="h4" mb="xs">
        Password
      </Title>
      <input type="text" name="username" autoComplete="username" value={userId} readOnly hidden />
      <Group align="end">
        <PasswordInput
          label="Password so far"
          autoComplete="current-password"
          required
          w={220}
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordFields label="New password" value={password} onChange={setPassword} />
        <Button type="submit" variant="default">
          Change password
        </Button>
      </Group>
    </form>
  );
}

const SCOPES = ['read', 'write', 'admin'] as const;

function Keys() {
  const queries = useQueryClient();
  const keys = useQuery({ queryKey: ['keys'], queryFn: () => server.keys.list().then((all) => all) });
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>(['read', 'write']);
  const [secret, setSecret] = useState<string>();
  const refresh = () => queries.invalidateQueries({ queryKey: ['keys'] });
  const make = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const made = await server.keys.create({ name: name.trim(), scopes: scopes as (typeof SCOPES)[number][] });
      setSecret(made.key);
      setName('');
      await refresh();
    } catch (fault) {
      tellFault(fault);
    }
  };
  return (
    <Stack gap="xs" component="section" aria-label="API keys">
      <Title order={2} size="h4">
        API keys
      </Title>
      {secret && (
        <Alert color="green" role="status" title="Your new key">
          <Code block>{secret}</Code>
          It is shown this once.
        </Alert>
      )}
      {keys.data === undefined ? (
        <Waiting for={keys} />
      ) : (
        <WideTable minWidth={560}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Name</Table.Th>
              <Table.Th>Begins with</Table.Th>
              <Table.Th>May</Table.Th>
              <Table.Th>Last used</Table.Th>
              <Table.Th>
                <span className="visually-hidden">Actions</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {keys.data.map((key) => (
              <Table.Tr key={key.keyId}>
                <Table.Td>{key.name}</Table.Td>
                <Table.Td>
                  <Code>{key.prefix}</Code>
                </Table.Td>
                <Table.Td>{key.scopes.join(', ')}</Table.Td>
                <Table.Td>{key.lastUsedAt ? <Ago at={key.lastUsedAt} /> : 'never'}</Table.Td>
                <Table.Td>
                  {key.revokedAt ? (
                    <Badge color="gray" variant="dot">
                      Revoked
                    </Badge>
                  ) : (
                    <Button
                      size="compact-sm"
                      variant="default"
                      onClick={() => void attempt(server.keys.revoke(key.keyId).then(refresh), 'Revoked')}
                    >
                      Revoke<span className="visually-hidden"> {key.name}</span>
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </WideTable>
      )}
      <form onSubmit={(event) => void make(event)}>
        <Group align="end">
          <TextInput
            label="What is it for?"
            required
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <MultiSelect label="It may" data={SCOPES} value={scopes} onChange={setScopes} w={220} />
          <Button type="submit" variant="default">
            Make key
          </Button>
        </Group>
      </form>
    </Stack>
  );
}
