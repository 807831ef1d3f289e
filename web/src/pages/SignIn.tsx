import { Alert, Button, Center, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { faultText, queries, server } from '../server';

export function SignInPage() {
  const navigate = useNavigate();
  const { to } = useSearch({ from: '/sign-in' });
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => server.session.setup() });
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    document.title = 'Sign in · Synap';
  }, []);
  if (setup.data?.anybody === false) {
    return <Navigate to="/setup" replace />;
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const session = await server.session.signIn({ userName: userName.trim(), password });
      queries.clear();
      queries.setQueryData(['session'], session);
      await navigate({ to: to ?? '/', replace: true });
    } catch (refused) {
      setFault(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Center mih="100vh" p="md" component="main">
      <Paper withBorder p="xl" w={380} maw="100%">
        <form onSubmit={(event) => void submit(event)}>
          <Stack>
            <Title order={1} size="h2">
              Sign in to Synap
            </Title>
            {fault !== undefined && (
              <Alert role="alert" color="red">
                {faultText(fault)}
              </Alert>
            )}
            <TextInput
              label="User name"
              autoComplete="username"
              required
              autoFocus
              value={userName}
              onChange={(event) => setUserName(event.currentTarget.value)}
            />
            <PasswordInput
              label="Password"
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <Button type="submit" loading={busy}>
              Sign in
            </Button>
            {setup.data?.needed && (
              <Text size="sm">
                The owner of this server has no password yet: <Link to="/setup">set it up</Link> with the key that the server
                has printed.
              </Text>
            )}
            <Text size="sm" c="dimmed">
              Forgotten? Whoever runs this server can set a new password.
            </Text>
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}
