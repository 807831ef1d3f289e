import type { Connection } from './connection.js';
import { refusal, SynapError } from './errors.js';
import { type Answer, Link, type RealtimeOptions } from './link.js';
import { Listeners, type MessageName, type PresenceState, type RealtimeMessages } from './messages.js';
import { sleep } from './patience.js';
import { type Place, Places, type Room } from './places.js';
import { Presences, type Shown } from './presences.js';

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5_000;
const ASK_AGAIN_AFTER = 1_000;

/**
 * What changes, told as it changes, once lists show it. A connection that breaks is made anew by itself, with a fresh
 * ticket each time, and the rooms go on behind the last position that came: each message comes once and in order, and
 * none is missed, or else `reload` says that there were too many.
 *
 * ```ts
 * const realtime = synap.realtime();
 * realtime.on('entity:updated', (change) => console.log(change.subjectId, change.userId));
 * await realtime.join();
 * ```
 */
export class Realtime {
  private readonly listeners = new Listeners();
  private readonly places = new Places();
  private readonly presences = new Presences();
  private readonly closing = new AbortController();
  private readonly running: Promise<void>;
  private link: Link | undefined;
  private asked = new Set<Place>();
  private over: SynapError | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly options: RealtimeOptions = {},
  ) {
    this.running = this.run();
  }

  /**
   * Calls the listener with each message of this name.
   *
   * @returns ends that
   */
  on<N extends MessageName>(name: N, listener: (message: RealtimeMessages[N]) => void): () => void {
    return this.listeners.add(name, listener);
  }

  /**
   * Listens to the client's workspace, or to one subject and the comments on it: `join({ subjectId: 'note_123' })`. With
   * `after`, the last position that the app has, it is first told what it has missed; else it begins now. Where that is
   * listened to already, it goes on as it is.
   *
   * @returns once it is listened to, however long there is no connection
   * @throws SynapError when the server refuses, or the credential is no longer good
   */
  join(room: Room & { after?: number } = {}): Promise<void> {
    if (this.over !== undefined) {
      return Promise.reject(this.over);
    }
    const workspaceId = room.workspaceId ?? this.connection.w;
    const place =
      this.places.find(workspaceId, room.subjectId) ?? this.places.add(workspaceId, room.subjectId, room.after);
    if (this.places.seatOf(place).seated) {
      place.arrive();
    }
    this.ask();
    return place.joined;
  }

  /** No longer listens to a room. */
  leave(room: Room = {}): void {
    const place = this.find(room);
    if (place !== undefined) {
      this.places.remove(place);
      place.resolve();
      this.ask();
    }
  }

  /**
   * Lets the others know that one looks at a subject or edits it, until one is `gone`; its room, or its workspace's, must
   * have been joined. It holds across broken connections.
   */
  async presence(subjectId: string, state: PresenceState | 'gone', workspaceId = this.connection.w): Promise<void> {
    if (this.over !== undefined) {
      throw this.over;
    }
    const place = this.find({ workspaceId }) ?? this.find({ workspaceId, subjectId });
    if (place === undefined) {
      throw new SynapError('not-joined', 0, `join ${workspaceId} or ${subjectId} first, so that others can be told`);
    }
    await place.joined;
    const shown = { workspaceId, subjectId, state };
    this.presences.show(shown);
    const answer = await this.say(shown);
    if (answer?.ok === false) {
      this.presences.hide(shown);
      throw problemOf(answer);
    }
  }

  /** The position up to which a room has told everything, to be kept for a later `join`; undefined before it is joined. */
  lastPosition(room: Room = {}): number | undefined {
    const place = this.find(room);
    return place && this.places.seatOf(place).position;
  }

  /** Ends it, for good. */
  async close(): Promise<void> {
    this.finish(new SynapError('closed', 0, 'this realtime is closed: get another one by synap.realtime()'));
    await this.running;
  }

  private find(room: Room): Place | undefined {
    return this.places.find(room.workspaceId ?? this.connection.w, room.subjectId);
  }

  private async run(): Promise<void> {
    let failures = 0; // in a row: also connections that broke at once
    let again = false;
    while (this.over === undefined) {
      let error: SynapError | undefined;
      let reason: string;
      try {
        const link = await Link.open(this.connection, this.options, (...said) => this.told(...said), this.closing.signal);
        this.link = link;
        const since = Date.now();
        this.listeners.tell('connected', { again });
        again = true;
        this.ask();
        reason = await link.ended;
        failures = Date.now() - since > LONGEST_PAUSE ? 0 : failures;
      } catch (fault) {
        error = fault instanceof SynapError ? fault : new SynapError('unreachable', 0, String(fault), undefined, { cause: fault });
        reason = error.message;
      }
      this.unlink();
      if (error !== undefined && isFinal(error)) {
        this.finish(error);
      }
      this.listeners.tell('disconnected', { reason, final: this.over !== undefined, ...(error && { error }) });
      const pause = Math.min(FIRST_PAUSE * 2 ** failures++, LONGEST_PAUSE);
      await sleep(pause / 2 + (Math.random() * pause) / 2, this.closing.signal).catch(() => undefined);
    }
  }

  private finish(over: SynapError): void {
    this.over ??= over;
    this.closing.abort();
    this.link?.end();
    for (const place of this.places.list().filter((place) => !place.wasSeated)) {
      place.joined.catch(() => undefined); // who awaits it hears of it all the same
      place.reject(this.over);
    }
  }

  private unlink(): void {
    this.link = undefined;
    this.asked = new Set();
    this.places.unseat();
    this.presences.forget().forEach((message) => this.listeners.tell('presence:changed', message));
  }

  /** Makes the server's seats those that are wanted. */
  private ask(): void {
    const link = this.link;
    if (link === undefined) {
      return;
    }
    const wanted = new Set(this.places.seats());
    for (const place of [...this.asked].filter((place) => !wanted.has(place))) {
      if (this.places.has(place)) {
        // Its workspace is to tell of it from now on. What its own seat has still on the way could not be told from that.
        link.end();
        return;
      }
      this.asked.delete(place);
      link.ask('leave', place.room);
    }
    for (const place of [...wanted].filter((place) => !this.asked.has(place))) {
      this.asked.add(place);
      this.sit(link, place);
    }
  }

  private sit(link: Link, place: Place): void {
    const body = { ...place.room, ...(place.position === undefined ? {} : { after: place.position }) };
    link.ask('join', body, (answer) => {
      if (link !== this.link || !this.places.has(place)) {
        return;
      }
      if (!answer.ok) {
        this.refused(link, place, problemOf(answer));
        return;
      }
      this.places.seat(place);
      const position = answer.position ?? 0;
      if (answer.reload === true || answer.missed === 0) {
        place.position = answer.reload === true ? position : Math.max(position, place.position ?? 0);
      }
      if (answer.reload === true) {
        this.listeners.tell('reload', { ...place.room, position });
      }
      this.seated(place);
    });
  }

  private seated(seat: Place): void {
    for (const place of this.places.list().filter((place) => this.places.seatOf(place) === seat)) {
      place.arrive();
    }
    this.presences.at(seat).forEach((shown) => void this.say(shown));
  }

  private refused(link: Link, place: Place, fault: SynapError): void {
    if (place.wasSeated && fault.retryable) {
      sleep(ASK_AGAIN_AFTER, this.closing.signal).then(
        () => {
          if (link === this.link && this.places.has(place)) {
            this.sit(link, place);
          }
        },
        () => undefined,
      );
      return;
    }
    this.places.remove(place);
    this.asked.delete(place);
    if (place.wasSeated) {
      this.listeners.tell('left', { ...place.room, reason: place.letGo ?? fault.message });
    }
    place.reject(fault);
    this.ask();
  }

  /** What is answered; undefined where the connection ends first, and the next one is to say it again. */
  private async say(shown: Shown): Promise<Answer | undefined> {
    const link = this.link;
    return (
      link &&
      Promise.race([
        new Promise<Answer>((resolve) => link.ask('presence', shown, resolve)),
        link.ended.then(() => undefined),
      ])
    );
  }

  private told(name: string, body: any): void {
    switch (name) {
      case 'position':
        this.places.moveOn(body);
        return;
      case 'left':
        this.letGo(body);
        return;
      case 'presence:changed':
        this.presences.note(body);
        break;
      case 'projection:progress':
        break;
      default:
        if (!this.places.accept(body)) {
          return;
        }
        body = { ...body, timestamp: new Date(body.timestamp) };
    }
    this.listeners.tell(name as MessageName, body);
  }

  /** Asks again for a room that the server has let go: who may not be there any more is refused then. */
  private letGo(said: RealtimeMessages['left']): void {
    const place = this.find(said);
    if (place?.seated && this.link !== undefined) {
      place.seated = false;
      place.letGo = said.reason;
      this.sit(this.link, place);
    }
  }
}

function problemOf(answer: Answer & { ok: false }): SynapError {
  return refusal(answer.problem.status ?? 0, answer.problem);
}

/** Whether trying again cannot help. */
function isFinal(error: SynapError): boolean {
  return error.code === 'missing-dependency' || (error.status >= 400 && error.status < 500 && !error.retryable);
}
