export { Synap, type State } from './synap.js';
export type { SynapOptions } from './connection.js';
export {
  ImmutableEventError,
  NotValidatedError,
  SynapError,
  VersionConflictError,
  type Problem,
} from './errors.js';
export type { AIReasoningTrace, EventDraft, EventMetadata, SynapEvent } from './event.js';
export type { EventQuery, HistoryQuery, Receipt, Subscription } from './events.js';
export type {
  Comment,
  Entity,
  ListQuery,
  NewFields,
  Note,
  Project,
  Relation,
  Row,
  Task,
} from './entities.js';
export {
  orThrow,
  type Proposed,
  type Rejected,
  type Requested,
  type Superseded,
  type Validated,
  type WriteOptions,
  type WriteResult,
} from './writes.js';
export type {
  Blame,
  Diff,
  Point,
  RedoChoice,
  RestoreChoice,
  Timeline,
  TimelineEntry,
  UndoByChoice,
  UndoByPreview,
  UndoByProgress,
  UndoChoice,
  UndoPolicy,
  UndoPreview,
  UndoToChoice,
  Why,
} from './history.js';
export type { Proposal } from './proposals.js';
export type { Rebuild } from './projections.js';
export type { AuditEntry, AuditQuery } from './audit.js';
export type { Member, Policy, PolicyEffect, Role, Share, ShareLevel } from './governance.js';
export type { TypeSchema } from './schemas.js';
export type { FlagSettingName, NumberSettingName, Setting, SettingName } from './settings.js';
export type { SignedCheckpoint, SigningKey } from './checkpoints.js';
export type { ApiKey, Me, User, Workspace } from './access.js';
export { Realtime } from './realtime.js';
export type { RealtimeOptions } from './link.js';
export type { Room } from './places.js';
export type {
  ChangeMessage,
  ConnectedMessage,
  DisconnectedMessage,
  LeftMessage,
  MessageName,
  PresenceMessage,
  PresenceState,
  ProgressMessage,
  ProposalMessage,
  RealtimeMessages,
  ReloadMessage,
} from './messages.js';
export type { Webhook, WebhookChange, WebhookChoice, WebhookDelivery } from './webhooks.js';
export type { DispatchEntry, Parked } from './workers.js';
export { type Page, type PageRequest, Sequence } from './sequence.js';
export type { components, paths } from './schema.js';
export type { SessionInfo } from './session.js';
