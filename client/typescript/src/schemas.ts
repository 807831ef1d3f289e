import type { Connection } from './connection.js';
import { type ListQuery, listOf, type Row } from './entities.js';
import type { components } from './schema.js';
import type { Sequence } from './sequence.js';
import { type WriteOptions, type WriteResult, Writes } from './writes.js';

/** The form that entities of a type are held to. */
export interface TypeSchema extends Row {
  /** The type of the entities. */
  type: string;
  /** A JSON Schema. */
  schema: Record<string, any>;
}

/** What the entities of each type must be like: `create('recipe', { required: ['title'] })`. */
export class Schemas {
  private readonly writes: Writes;

  constructor(private readonly connection: Connection) {
    this.writes = new Writes(connection);
  }

  list(query: ListQuery = {}): Sequence<TypeSchema> {
    return listOf(this.connection, 'schemas', query);
  }

  /** Holds entities of this type to a JSON Schema from now on. */
  create(type: string, schema: Record<string, unknown>, options: WriteOptions = {}): Promise<WriteResult<TypeSchema>> {
    const body = this.writes.body({ type, schema }, options);
    return this.writes.result(
      type,
      body,
      this.connection.api.POST('/api/v1/workspaces/{w}/schemas', {
        params: { path: this.connection.path, query: this.writes.query(options) },
        body: body as components['schemas']['NewSchema'],
      }),
    );
  }

  /** Replaces keywords of a schema; `null` removes one. */
  change(type: string, schema: Record<string, unknown>, options: WriteOptions = {}): Promise<WriteResult<TypeSchema>> {
    const body = this.writes.body({ schema }, options);
    return this.writes.result(
      type,
      body,
      this.connection.api.PATCH('/api/v1/workspaces/{w}/schemas/{type}', {
        params: { path: { ...this.connection.path, type }, query: this.writes.query(options) },
        body: body as components['schemas']['NewSchema'],
      }),
    );
  }

  /** Lets entities of this type be as they like again. */
  remove(type: string, options: WriteOptions = {}): Promise<WriteResult<TypeSchema>> {
    const body = this.writes.body({}, options);
    return this.writes.result(
      type,
      body,
      this.connection.api.DELETE('/api/v1/workspaces/{w}/schemas/{type}', {
        params: { path: { ...this.connection.path, type }, query: this.writes.query(options) },
        body,
      }),
    );
  }
}
