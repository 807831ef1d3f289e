import { Alert, Button, Center, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { Synap } from '@synap/client';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { faultText, queries, server } from '../server';
import { PasswordFields } from '../ui/PasswordFields';

/** The key behind the #, which the browser has sent nowhere; it is taken out of the address at once. */
function keyOfLink(): string {
  const key = decodeURIComponent(window.location.hash.slice(1));
  if (key !== '') {
    window.history.replaceState(window.history.state, '', window.location.pathname);
  }
  return key;
}

/** Where the owner comes in for the first time, by the key that the server has printed. */
export function SetupPage() {
  const navigate = useNavigate();
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => server.session.setup() });
  const [key, setKey] = useState(keyOfLink);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    document.title = 'Set up · Synap';
  }, []);
  if (setup.data?.needed === false) {
    return <Navigate to="/sign-in" replace />;
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const byKey = new Synap({ url: '', apiKey: key.trim() });
      const { userId } = await byKey.me();
      if (name.trim() !== '') {
        await byKey.session.rename(name.trim());
      }
      await byKey.session.setPassword(password);
      queries.clear();
      queries.setQueryData(['session'], await server.session.signIn({ userName: userId, password }));
      await navigate({ to: '/', replace: true });
    } catch (refused) {
      setFault(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Center mih="100vh" p="md" component="main">
      <Paper withBorder p="xl" w={440} maw="100%">
        <form onSubmit={(event) => void submit(event)}>
          <Stack>
            <Title order={1} size="h2">
              Set up Synap
            </Title>
            <Text c="dimmed" size="sm">
              Choose the password of the owner, who signs in with the user name <b>owner</b>.
            </Text>
            {fault !== undefined && (
              <Alert role="alert" color="red">
                {faultText(fault)}
              </Alert>
            )}
            <PasswordInput
              label="API key"
              description="The server printed it at its first start"
              autoComplete="off"
              required
              value={key}
              onChange={(event) => setKey(event.currentTarget.value)}
            />
            <TextInput
              label="Your name"
              description="As others will see it in the history"
              autoComplete="name"
              placeholder="Owner"
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <input type="text" name="username" autoComplete="username" value="owner" readOnly hidden />
            <PasswordFields label="Password" value={password} onChange={setPassword} />
            <Button type="submit" loading={busy}>
              Set password and sign in
            </Button>
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}
