import { Anchor, Button, Container, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { queries, server } from '../server';
import { Empty } from '../ui/Empty';
import { Page } from '../ui/Page';
import { ColorSchemeButton, PersonMenu } from '../ui/Shell';
import { tellFault } from '../ui/tell';
import { Ago } from '../ui/Time';
import { Waiting } from '../ui/Waiting';

/** The workspaces that one may see. */
export function HomePage() {
  const workspaces = useQuery({ queryKey: ['workspaces'], queryFn: () => server.workspaces.list().then((all) => all) });
  return (
    <Container size="sm" p="md" component="main">
      <Page
        title="Workspaces"
        actions={
          <>
            <ColorSchemeButton />
            <PersonMenu />
          </>
        }
      >
        {workspaces.data === undefined ? (
          <Waiting for={workspaces} />
        ) : workspaces.data.length === 0 ? (
          <Empty title="No workspace yet">Make one, or ask somebody to let you into theirs.</Empty>
        ) : (
          <Stack gap="xs">
            {workspaces.data.map((each) => (
              <Paper key={each.workspaceId} withBorder p="md">
                <Anchor component={Link} to={`/w/${each.workspaceId}/notes` as string} fw={600}>
                  {each.name}
                </Anchor>
                <Text size="sm" c="dimmed">
                  {each.workspaceId} · made <Ago at={each.createdAt} />
                </Text>
              </Paper>
            ))}
          </Stack>
        )}
        <NewWorkspace />
      </Page>
    </Container>
  );
}

function NewWorkspace() {
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const make = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const made = await server.workspaces.create({ name: name.trim() });
      await queries.invalidateQueries({ queryKey: ['workspaces'] });
      await navigate({ to: '/w/$w/$kind', params: { w: made.workspaceId, kind: 'notes' } });
    } catch (fault) {
      tellFault(fault);
    }
  };
  return (
    <form onSubmit={(event) => void make(event)}>
      <Title order={2} size="h4" mb="xs">
        New workspace
      </Title>
      <Group align="end">
        <TextInput
          label="Name"
          required
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit">Make it</Button>
      </Group>
    </form>
  );
}
