import { createRootRoute, createRoute, createRouter, Outlet, redirect } from '@tanstack/react-router';
import { AccountPage } from './pages/Account';
import { AuditPage, type AuditSearch } from './pages/Audit';
import { EntityPage, type EntitySearch } from './pages/Entity';
import { HomePage } from './pages/Home';
import { ListPage, type ListSearch } from './pages/List';
import { MembersPage } from './pages/Members';
import { ProposalsPage, type ProposalsSearch } from './pages/Proposals';
import { SettingsPage } from './pages/Settings';
import { SetupPage } from './pages/Setup';
import { SignInPage } from './pages/SignIn';
import { SystemPage } from './pages/System';
import { WebhookPage, type WebhookSearch } from './pages/Webhook';
import { WebhooksPage } from './pages/Webhooks';
import { Fault } from './ui/Waiting';
import { Empty } from './ui/Empty';
import { Shell, SignedIn } from './ui/Shell';
import { DELIVERY_STATES } from './webhook/Deliveries';

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: () => <Empty title="There is no such page">Check the address, or go back.</Empty>,
  errorComponent: ({ error, reset }) => <Fault fault={error} again={reset} />,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: SignInPage,
  validateSearch: (search): { to?: string } => ({ to: localPath(search['to']) }),
});
const setup = createRoute({ getParentRoute: () => root, path: '/setup', component: SetupPage });

const signedIn = createRoute({ getParentRoute: () => root, id: 'signed-in', component: SignedIn });
const home = createRoute({ getParentRoute: () => signedIn, path: '/', component: HomePage });
const account = createRoute({ getParentRoute: () => signedIn, path: '/account', component: AccountPage });

const workspace = createRoute({ getParentRoute: () => signedIn, path: '/w/$w', component: Shell });
const start = createRoute({
  getParentRoute: () => workspace,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/w/$w/$kind', params: { w: params.w, kind: 'notes' }, replace: true });
  },
});
export const list = createRoute({
  getParentRoute: () => workspace,
  path: '/$kind',
  component: ListPage,
  validateSearch: (search): ListSearch => ({
    q: text(search['q']),
    tag: text(search['tag']),
    by: text(search['by']),
    status: text(search['status']),
    archived: search['archived'] === true ? true : undefined,
    deleted: search['deleted'] === true ? true : undefined,
    asOf: text(search['asOf']),
  }),
});
export const entity = createRoute({
  getParentRoute: () => workspace,
  path: '/$kind/$id',
  component: EntityPage,
  validateSearch: (search): EntitySearch => ({
    tab: (['history', 'past', 'blame'] as const).find((tab) => tab === search['tab']),
    version: typeof search['version'] === 'number' ? search['version'] : undefined,
    by: text(search['by']),
  }),
});
export const audit = createRoute({
  getParentRoute: () => workspace,
  path: '/audit',
  component: AuditPage,
  validateSearch: (search): AuditSearch => ({
    text: text(search['text']),
    type: text(search['type']),
    userId: text(search['userId']),
    subjectId: text(search['subjectId']),
    from: text(search['from']),
    to: text(search['to']),
  }),
});
export const proposals = createRoute({
  getParentRoute: () => workspace,
  path: '/proposals',
  component: ProposalsPage,
  validateSearch: (search): ProposalsSearch => ({ decided: search['decided'] === true ? true : undefined }),
});
const members = createRoute({ getParentRoute: () => workspace, path: '/members', component: MembersPage });
const webhooks = createRoute({ getParentRoute: () => workspace, path: '/webhooks', component: WebhooksPage });
const webhook = createRoute({
  getParentRoute: () => workspace,
  path: '/webhooks/$id',
  component: WebhookPage,
  validateSearch: (search): WebhookSearch => ({
    status: DELIVERY_STATES.find((status) => status === search['status']),
  }),
});
const settings = createRoute({ getParentRoute: () => workspace, path: '/settings', component: SettingsPage });
const system = createRoute({ getParentRoute: () => workspace, path: '/system', component: SystemPage });

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    setup,
    signedIn.addChildren([
      home,
      account,
      workspace.addChildren([start, list, entity, audit, proposals, members, webhooks, webhook, settings, system]),
    ]),
  ]),
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;
}

/** A path of this app: whoever sends somebody a link to sign in must not lead them elsewhere afterwards. */
function localPath(value: unknown): string | undefined {
  return typeof value === 'string' && /^\/[^/\\]/.test(value) ? value : undefined;
}
