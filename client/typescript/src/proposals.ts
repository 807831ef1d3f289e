import { read, type Connection } from './connection.js';
import { type ListQuery, listOf, type Row } from './entities.js';
import type { AIReasoningTrace } from './event.js';
import type { components } from './schema.js';
import type { Sequence } from './sequence.js';
import { type WriteOptions, type WriteResult, Writes } from './writes.js';

/** A write that waits, or waited, for a person. */
export interface Proposal extends Row {
  status: 'waiting' | 'stale' | 'accepted' | 'modified' | 'rejected' | 'withdrawn' | 'expired';
  /** What is wanted, such as `entities.create.task`. */
  action: string;
  subjectId: string;
  /** The request as it was made. */
  content: Record<string, any>;
  /** What a decision must name, so that it is about this content. */
  contentHash: string;
  /** The subject's version that a decision must name; 0 where it does not exist yet. */
  baseVersion: number;
  requestId: string;
  proposedBy: string;
  expiresAt?: string;
  /** Why the agent wants it, in its own words. */
  ai?: AIReasoningTrace;
}

/**
 * The inbox: writes, mostly of agents, that wait for a person. A decision is bound to what the reviewer saw, so it takes the
 * proposal itself: where its subject has changed meanwhile, the decision is rejected by `proposal.stale`.
 */
export class Proposals {
  private readonly writes: Writes;

  constructor(private readonly connection: Connection) {
    this.writes = new Writes(connection);
  }

  /** Those that wait; decided ones with `list({ status: 'rejected' })`. */
  list(query: ListQuery = { status: 'waiting' }): Sequence<Proposal> {
    return listOf(this.connection, 'proposals', query);
  }

  async get(id: string): Promise<Proposal | undefined> {
    const found = await this.connection.find(
      this.connection.api.GET('/api/v1/workspaces/{w}/proposals/{id}', {
        params: {
          path: { ...this.connection.path, id },
          query: { minPosition: this.connection.minPosition() },
        },
      }),
    );
    return found as unknown as Proposal | undefined;
  }

  /** How often people agreed, by who proposed and what. */
  async rates(): Promise<components['schemas']['ProposalRate'][]> {
    const { items } = await read(
      this.connection.api.GET('/api/v1/workspaces/{w}/proposal-rates', { params: { path: this.connection.path } }),
    );
    return items;
  }

  /** Lets it happen as it is. */
  accept(proposal: Proposal, options: WriteOptions = {}): Promise<WriteResult<Proposal>> {
    return this.decide(proposal, 'accept', {}, options);
  }

  /** Lets something else happen: these fields instead of those proposed. The original stays beside it. */
  modify(
    proposal: Proposal,
    changes: Record<string, unknown>,
    options: WriteOptions = {},
  ): Promise<WriteResult<Proposal>> {
    return this.decide(proposal, 'modify', { content: { ...proposal.content, ...changes } }, options);
  }

  /** Says no, and why. */
  reject(proposal: Proposal, reason: string, options: WriteOptions = {}): Promise<WriteResult<Proposal>> {
    return this.decide(proposal, 'reject', { reason }, options);
  }

  /** Takes one's own proposal back. */
  withdraw(proposal: Proposal, options: WriteOptions = {}): Promise<WriteResult<Proposal>> {
    return this.decide(proposal, 'withdraw', {}, options);
  }

  private decide(
    proposal: Proposal,
    verb: 'accept' | 'modify' | 'reject' | 'withdraw',
    fields: Record<string, unknown>,
    options: WriteOptions,
  ): Promise<WriteResult<Proposal>> {
    const seen = { contentHash: proposal.contentHash, version: proposal.baseVersion };
    const body = this.writes.body({ ...fields, ...seen }, options);
    return this.writes.result(
      proposal.id,
      body,
      this.connection.api.POST(
        `/api/v1/workspaces/{w}/proposals/{id}/${verb}` as '/api/v1/workspaces/{w}/proposals/{id}/accept',
        {
          params: { path: { ...this.connection.path, id: proposal.id }, query: this.writes.query(options) },
          body: body as components['schemas']['ProposalDecision'],
        },
      ),
    );
  }
}
