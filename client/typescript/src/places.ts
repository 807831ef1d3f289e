/** A workspace, or one subject of it and the comments on it; the client's own workspace, unless another is named. */
export interface Room {
  workspaceId?: string;
  subjectId?: string;
}

/** What tells how far a room has come. */
export interface Positioned {
  workspaceId: string;
  position: number;
  subjectId?: string;
  on?: string;
}

/** A room that somebody wants to listen to, and up to where it has told everything. */
export class Place {
  /** Whether the connection that there is now listens there. */
  seated = false;
  /** Whether it ever did. */
  wasSeated = false;
  /** Why the server let it go, until it is seated again. */
  letGo: string | undefined;
  /** Ends once it is listened to, or refused. */
  readonly joined: Promise<void>;
  resolve!: () => void;
  reject!: (reason: unknown) => void;

  constructor(
    readonly workspaceId: string,
    readonly subjectId: string | undefined,
    public position: number | undefined,
    /** Of a workspace: its subjects that were listened to before, and how far they had told. */
    private readonly before: { place: Place; position: number }[] = [],
  ) {
    this.joined = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  get room(): { workspaceId: string; subjectId?: string } {
    return { workspaceId: this.workspaceId, ...(this.subjectId === undefined ? {} : { subjectId: this.subjectId }) };
  }

  /** It is listened to, by itself or by its workspace. */
  arrive(): void {
    this.wasSeated = true;
    this.resolve();
  }

  shows(message: { subjectId?: string; on?: string }): boolean {
    return this.subjectId === undefined || this.subjectId === message.subjectId || this.subjectId === message.on;
  }

  toldBefore(message: Positioned): boolean {
    return this.before.some(({ place, position }) => message.position <= position && place.shows(message));
  }
}

/**
 * The rooms that are wanted. Messages do not say for which room the server sent them, so the server is asked for as few
 * as will do: who listens to a workspace needs no seats at its subjects.
 */
export class Places {
  private readonly all = new Map<string, Place>();
  /** How often the connection took a seat in each workspace. */
  private readonly taken = new Map<string, number>();

  find(workspaceId: string, subjectId: string | undefined): Place | undefined {
    return this.all.get(key(workspaceId, subjectId));
  }

  /** The place through which messages about this one come: it itself, or its workspace's. */
  seatOf(place: Place): Place {
    return this.find(place.workspaceId, undefined) ?? place;
  }

  has(place: Place): boolean {
    return this.find(place.workspaceId, place.subjectId) === place;
  }

  list(): Place[] {
    return [...this.all.values()];
  }

  /** What the server is to be asked for. */
  seats(): Place[] {
    return this.list().filter((place) => this.seatOf(place) === place);
  }

  /** A place that tells what lies behind a position, or begins now. A workspace goes on where its subjects were. */
  add(workspaceId: string, subjectId: string | undefined, after: number | undefined): Place {
    const before = this.of(workspaceId).flatMap((place) =>
      subjectId === undefined && place.position !== undefined ? [{ place, position: place.position }] : [],
    );
    const known = [...(after === undefined ? [] : [after]), ...before.map(({ position }) => position)];
    const place = new Place(workspaceId, subjectId, known.length === 0 ? undefined : Math.min(...known), before);
    this.all.set(key(workspaceId, subjectId), place);
    return place;
  }

  /** Subjects go on where their workspace was. */
  remove(place: Place): void {
    if (place.subjectId === undefined && place.wasSeated) {
      for (const subject of this.of(place.workspaceId)) {
        subject.position = Math.max(subject.position ?? 0, place.position ?? 0);
      }
    }
    this.all.delete(key(place.workspaceId, place.subjectId));
  }

  seat(place: Place): void {
    place.seated = true;
    place.letGo = undefined;
    this.taken.set(place.workspaceId, (this.taken.get(place.workspaceId) ?? 0) + 1);
  }

  /** The connection has ended. */
  unseat(): void {
    this.taken.clear();
    for (const place of this.all.values()) {
      place.seated = false;
    }
  }

  /** Notes how far a message brings the rooms that it is for; false when it is for none, or came before. */
  accept(message: Positioned): boolean {
    const behind = this.seats()
      .filter((place) => place.seated && place.workspaceId === message.workspaceId && place.shows(message))
      .filter((place) => place.position === undefined || place.position < message.position);
    const isNew = behind.some((place) => !place.toldBefore(message));
    for (const place of behind) {
      place.position = message.position;
    }
    return isNew;
  }

  /** Notes that the log has moved on by nothing that is told, where there is no doubt for which seat this was said. */
  moveOn(message: { workspaceId: string; position: number }): void {
    const [seat] = this.seats().filter((place) => place.seated && place.workspaceId === message.workspaceId);
    if (seat !== undefined && this.taken.get(message.workspaceId) === 1) {
      seat.position = Math.max(seat.position ?? 0, message.position);
    }
  }

  private of(workspaceId: string): Place[] {
    return this.list().filter((place) => place.workspaceId === workspaceId);
  }
}

function key(workspaceId: string, subjectId: string | undefined): string {
  return JSON.stringify([workspaceId, subjectId]);
}
