import {
  ActionIcon,
  Alert,
  AppShell,
  Badge,
  Burger,
  Button,
  Group,
  Menu,
  NavLink,
  Text,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconChecklist,
  IconDatabaseCog,
  IconFolder,
  IconListSearch,
  IconLogout,
  IconMoon,
  IconNotes,
  IconSettings,
  IconSparkles,
  IconSun,
  IconUserCircle,
  IconUsers,
  IconWebhook,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useNavigate, useParams, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useConnected } from '../live';
import { changedBy, isSignedOut, queries, server } from '../server';
import { InWorkspace, mayManage, useMe, useWorkspace } from '../workspace';
import { attempt } from './tell';
import { Waiting } from './Waiting';

/** What only who is signed in may see. */
export function SignedIn() {
  const session = useQuery({ queryKey: ['session'], queryFn: async () => (await server.session.current()) ?? null });
  const signedOut = useSignedOut();
  useMe(); // asked for at the same time: every page needs it
  if (session.data === undefined) {
    return <Waiting for={session} />;
  }
  if (session.data === null || signedOut) {
    return <ToSignIn />;
  }
  return <Outlet />;
}

/** Leads to where one signs in, and from there back to here. It goes once: the way there is a change of place, too. */
function ToSignIn() {
  const router = useRouter();
  useEffect(() => {
    void router.navigate({ to: '/sign-in', search: { to: router.state.location.href }, replace: true });
  }, [router]);
  return null;
}

/** Whether any answer has said that the session is over. */
function useSignedOut(): boolean {
  const [over, setOver] = useState(false);
  useEffect(
    () =>
      queries.getQueryCache().subscribe(({ query }) => {
        if (query.state.status === 'error' && isSignedOut(query.state.error)) {
          queries.setQueryData(['session'], null);
          setOver(true);
        }
      }),
    [],
  );
  return over;
}

/** The frame around the pages of a workspace. */
export function Shell() {
  const { w } = useParams({ from: '/signed-in/w/$w' });
  return (
    <InWorkspace w={w} key={w}>
      <Frame />
    </InWorkspace>
  );
}

function Frame() {
  const { w, title, live, role } = useWorkspace();
  const [opened, { toggle, close }] = useDisclosure();
  const path = useLocation({ select: (location) => location.pathname });
  useEffect(close, [path, close]);
  const connected = useConnected(live);
  const [offline, setOffline] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOffline(!connected), 3_000);
    return () => clearTimeout(timer);
  }, [connected]);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding="md"
    >
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Pages" />
            <Text fw={700} visibleFrom="xs">
              Synap
            </Text>
            <WorkspaceMenu w={w} title={title} />
          </Group>
          <Group gap="xs" wrap="nowrap">
            <ColorSchemeButton />
            <PersonMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label="Pages" className="pages" data-opened={opened || undefined}>
        <Item w={w} page="notes" label="Notes" icon={<IconNotes size={18} aria-hidden />} />
        <Item w={w} page="tasks" label="Tasks" icon={<IconChecklist size={18} aria-hidden />} />
        <Item w={w} page="projects" label="Projects" icon={<IconFolder size={18} aria-hidden />} />
        <Item w={w} page="proposals" label="Proposals" icon={<IconSparkles size={18} aria-hidden />} badge={<WaitingBadge />} />
        {mayManage(role) && <Item w={w} page="audit" label="Audit log" icon={<IconListSearch size={18} aria-hidden />} />}
        <Item w={w} page="members" label="Members" icon={<IconUsers size={18} aria-hidden />} />
        {mayManage(role) && <Item w={w} page="webhooks" label="Webhooks" icon={<IconWebhook size={18} aria-hidden />} />}
        {mayManage(role) && <Item w={w} page="settings" label="Settings" icon={<IconSettings size={18} aria-hidden />} />}
        {mayManage(role) && <Item w={w} page="system" label="System" icon={<IconDatabaseCog size={18} aria-hidden />} />}
      </AppShell.Navbar>
      <AppShell.Main>
        {live !== undefined && offline && (
          <Alert color="yellow" role="status" mb="md" title="No live connection">
            What others change is not shown at once. It is tried again by itself.
          </Alert>
        )}
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}

function Item(props: { w: string; page: string; label: string; icon: React.ReactNode; badge?: React.ReactNode }) {
  const active = useLocation({
    select: ({ pathname }) => pathname.split('/')[3] === props.page,
  });
  return (
    <NavLink
      renderRoot={(rest) => <Link to={`/w/${props.w}/${props.page}` as string} {...rest} />}
      label={props.label}
      leftSection={props.icon}
      rightSection={props.badge}
      active={active}
      aria-current={active ? 'page' : undefined}
    />
  );
}

function WaitingBadge() {
  const { w, synap } = useWorkspace();
  const waiting = useQuery({
    queryKey: [w, 'proposals', 'count'],
    queryFn: async () => (await synap.proposals.list().page({ limit: 100 })).items.length,
    ...changedBy('proposal'),
  });
  return waiting.data ? (
    <Badge size="sm" circle={waiting.data < 10} data-waiting aria-label={`${waiting.data} wait`}>
      {waiting.data >= 100 ? '100+' : waiting.data}
    </Badge>
  ) : null;
}

function WorkspaceMenu({ w, title }: { w: string; title: string }) {
  const workspaces = useQuery({ queryKey: ['workspaces'], queryFn: () => server.workspaces.list().then((all) => all) });
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default" size="xs" aria-label={`Workspace ${title}, change`}>
          {title}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(workspaces.data ?? []).map((each) => (
          <Menu.Item
            key={each.workspaceId}
            disabled={each.workspaceId === w}
            component={Link}
            to={`/w/${each.workspaceId}/notes` as string}
          >
            {each.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to="/">
          All workspaces
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

export function ColorSchemeButton() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const other = scheme === 'light' ? 'dark' : 'light';
  return (
    <ActionIcon variant="default" size="lg" aria-label={`Use ${other} colours`} onClick={() => setColorScheme(other)}>
      {scheme === 'light' ? <IconMoon size={18} aria-hidden /> : <IconSun size={18} aria-hidden />}
    </ActionIcon>
  );
}

export function PersonMenu() {
  const me = useMe();
  const navigate = useNavigate();
  const signOut = async () => {
    if (await attempt(server.session.signOut(), 'Signed out')) {
      queries.clear();
      await navigate({ to: '/sign-in' });
    }
  };
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconUserCircle size={18} aria-hidden />}>
          {me.data?.name ?? '…'}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to="/account" leftSection={<IconUserCircle size={16} aria-hidden />}>
          Account and API keys
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
