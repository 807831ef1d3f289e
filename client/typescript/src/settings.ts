import type { Connection } from './connection.js';
import { type ListQuery, listOf, type Row } from './entities.js';
import type { components } from './schema.js';
import type { Sequence } from './sequence.js';
import { type WriteOptions, type WriteResult, Writes } from './writes.js';

export type SettingName = components['schemas']['NewSetting']['name'];

const NUMBERS = ['suggestionThreshold', 'modelTokensPerDay'] as const;

/** Settings that say how much. */
export type NumberSettingName = (typeof NUMBERS)[number];

/** Settings that say whether. */
export type FlagSettingName = Exclude<SettingName, NumberSettingName>;

export interface Setting extends Row {
  name: SettingName;
  value: boolean | number;
}

/** What a workspace does or not, and how much; a setting of which nobody has said anything is false, or no number. */
export class Settings {
  private readonly writes: Writes;

  constructor(private readonly connection: Connection) {
    this.writes = new Writes(connection);
  }

  /** Those that somebody has said something of. */
  list(query: ListQuery = {}): Sequence<Setting> {
    return listOf(this.connection, 'settings', query);
  }

  get(name: FlagSettingName): Promise<boolean>;
  get(name: NumberSettingName): Promise<number | undefined>;
  async get(name: SettingName): Promise<boolean | number | undefined> {
    const value = (await this.list()).find((setting) => setting.name === name)?.value;
    return isNumber(name) ? value : value === true;
  }

  /** Makes the setting, or changes it where there is one. */
  set(name: FlagSettingName, value: boolean, options?: WriteOptions): Promise<WriteResult<Setting>>;
  set(name: NumberSettingName, value: number, options?: WriteOptions): Promise<WriteResult<Setting>>;
  async set(name: SettingName, value: boolean | number, options: WriteOptions = {}): Promise<WriteResult<Setting>> {
    return (await this.list()).some((setting) => setting.name === name)
      ? this.change(name, value, options)
      : this.make(name, value, options);
  }

  /** Makes it what it was before anybody said anything. */
  remove(name: SettingName, options: WriteOptions = {}): Promise<WriteResult<Setting>> {
    const body = this.writes.body({}, options);
    return this.writes.result(
      name,
      body,
      this.connection.api.DELETE('/api/v1/workspaces/{w}/settings/{name}', {
        params: { path: { ...this.connection.path, name }, query: this.writes.query(options) },
        body,
      }),
    );
  }

  private make(name: SettingName, value: boolean | number, options: WriteOptions): Promise<WriteResult<Setting>> {
    const body = this.writes.body({ name, value }, options);
    return this.writes.result(
      name,
      body,
      this.connection.api.POST('/api/v1/workspaces/{w}/settings', {
        params: { path: this.connection.path, query: this.writes.query(options) },
        body: body as components['schemas']['NewSetting'],
      }),
    );
  }

  private change(name: SettingName, value: boolean | number, options: WriteOptions): Promise<WriteResult<Setting>> {
    const body = this.writes.body({ value }, options);
    return this.writes.result(
      name,
      body,
      this.connection.api.PATCH('/api/v1/workspaces/{w}/settings/{name}', {
        params: { path: { ...this.connection.path, name }, query: this.writes.query(options) },
        body: body as components['schemas']['SettingChange'],
      }),
    );
  }
}

function isNumber(name: SettingName): name is NumberSettingName {
  return NUMBERS.some((each) => each === name);
}
