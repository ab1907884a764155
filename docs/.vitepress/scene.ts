import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isTcpState, type TcpState } from './tcp-states.ts';

export type Side = 'client' | 'server';
export type Flag = 'SYN' | 'ACK' | 'FIN' | 'RST' | 'PSH';

/** A program called a function of the socket, which returned at once when there is a result. */
export interface CallEvent {
  readonly event: 'call';
  readonly side: Side;
  /** The name in Python. */
  readonly call: string;
  readonly shown: string;
  readonly result?: string;
}

/** A call that had waited returned. */
export interface ReturnEvent {
  readonly event: 'return';
  readonly side: Side;
  readonly call: string;
  readonly result: string;
}

/** A segment or a datagram left this side. Sequence numbers are relative: each side begins at 0. */
export interface SentEvent {
  readonly event: 'sent';
  readonly segment: number;
  readonly side: Side;
  /** None: a UDP datagram. */
  readonly flags: readonly Flag[];
  readonly seq?: number;
  readonly ack?: number;
  readonly text: string;
  readonly bytes: number;
}

/** It came to this side, or the wire lost what this side had sent. */
export interface FateEvent {
  readonly event: 'arrived' | 'lost';
  readonly segment: number;
  readonly side: Side;
}

/** The states of both sides, as the system told them at this moment. */
export interface StatesEvent {
  readonly event: 'states';
  readonly client: TcpState;
  readonly server: TcpState;
}

/** One thing that happened in a conversation that was recorded (docs/scenes). */
export type SceneEvent = CallEvent | ReturnEvent | SentEvent | FateEvent | StatesEvent;

/** The content of the file that keeps a scene, as the formatter leaves it. */
export function formatScene(events: readonly SceneEvent[]): string {
  const text = JSON.stringify(events, undefined, 2);
  return `${text.replace(/\[\s+("[A-Z]+"(?:,\s+"[A-Z]+")*)\s+\]/g, (_, flags: string) => `[${flags.replace(/\s+/g, ' ')}]`)}\n`;
}

/**
 * Reads such a file.
 *
 * @param folder where the files are
 * @throws {Error} when it is missing or is no scene
 */
export function readScene(folder: string, name: string): SceneEvent[] {
  const events: unknown = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  if (!Array.isArray(events) || events.length === 0 || !events.every(isEvent)) {
    throw new Error(`${name}.json is no scene`);
  }
  return events;
}

function isEvent(value: unknown): value is SceneEvent {
  if (typeof value !== 'object' || value === null || !('event' in value)) return false;
  const has = (key: string, type: string) => typeof Reflect.get(value, key) === type;
  switch (value.event) {
    case 'states':
      return ['client', 'server'].every((side) => isTcpState(Reflect.get(value, side)));
    case 'call':
    case 'return':
      return has('call', 'string');
    case 'sent':
      return has('segment', 'number') && has('bytes', 'number') && has('text', 'string');
    case 'arrived':
    case 'lost':
      return has('segment', 'number');
    default:
      return false;
  }
}
