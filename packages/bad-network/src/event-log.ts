/** A run keeps so many events at most; what comes later is only counted. */
const MOST_EVENTS = 100_000;

/** Most bytes of a piece that its event shows. */
export const MOST_BYTES_SHOWN = 64;

/** What each event has: ms since the proxy began to listen, with three decimals, on a clock that never goes back. */
export interface Timed {
  readonly at: number;
}

/** The first bytes of a piece, in hexadecimal. */
export function firstBytes(bytes: Buffer): string {
  return bytes.toString('hex', 0, MOST_BYTES_SHOWN);
}

type Distribute<Event> = Event extends Timed ? Omit<Event, 'at'> : never;

/** Notes an event; undefined where nobody wants to know, so that none is built. */
export type Note<Event extends Timed> = ((event: Distribute<Event>) => void) | undefined;

/** Keeps the events of a run and tells them to whoever listens. */
export class EventLog<Event extends Timed> {
  readonly kept: Event[] = [];
  readonly note: Note<Event>;
  #notKept = 0;

  constructor(isKept: boolean, onEvent: ((event: Event) => void) | undefined) {
    const start = performance.now();
    this.note =
      isKept || onEvent
        ? (told) => {
            const at = Math.round((performance.now() - start) * 1000) / 1000;
            // Sound: an event is what was told and its time.
            const event = { at, ...told } as unknown as Event;
            if (isKept) this.#keep(event);
            onEvent?.(event);
          }
        : undefined;
  }

  /** How many events came after the log was full. */
  get notKept(): number {
    return this.#notKept;
  }

  #keep(event: Event): void {
    if (this.kept.length < MOST_EVENTS) this.kept.push(event);
    else this.#notKept++;
  }
}
