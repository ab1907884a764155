import { checkKeys, checkProbability, checkTime, checkWhole, refuse } from './fault-error.ts';
import { TCP_FAULTS, UDP_FAULTS } from './fault-names.ts';

/**
 * When a fault happens that happens once: after so many bytes of this direction were passed on (0: as soon as the
 * connection is open), or by a lot drawn before each piece (0 to 1); the piece that draws it is not passed on.
 */
export type When = { readonly after: number } | { readonly probability: number };

/** A size in bytes, or a range to draw each size from, both ends included; 1 or more. */
export type Size = number | { readonly from: number; readonly to: number };

/** What happens to the bytes of one direction. Nothing is lost except by the last four. */
export interface TcpFaults {
  /**
   * Cuts into pieces of at most so many bytes, each a write of its own with `noDelay` and `gap` ms between them. The
   * cuts fall at byte offsets, however the bytes arrive. That a reader sees each piece apart is made likely, not
   * sure: a reader that is busy for longer than the gap finds several pieces together. That is TCP.
   */
  readonly chunk?: Size | undefined;
  /** ms between two pieces of `chunk`, default 1; 0 waits for the next turn of the event loop only. */
  readonly gap?: number | undefined;
  /** ms: holds what comes from the first byte on for so long, and sends it as one write. Comes before `chunk`. */
  readonly join?: number | undefined;
  /** ms that each piece comes later than it would. */
  readonly delay?: number | undefined;
  /** ms: at most so much more delay, drawn for each piece. The order of the bytes never changes. */
  readonly jitter?: number | undefined;
  /** bytes a second at most, more than 0. */
  readonly rate?: number | undefined;
  /** From then on this direction passes nothing on and is not read any more; the connection stays open. */
  readonly stall?: When | undefined;
  /** The receiver gets a FIN; what still comes in this direction is discarded. The other direction goes on. */
  readonly halfClose?: When | undefined;
  /** Both sides get a FIN; what still comes is discarded for up to a second, then the sockets are gone. */
  readonly close?: When | undefined;
  /** Both sides get an RST. */
  readonly reset?: When | undefined;
}

/** The faults that happen once; of two for the same byte, the first one of this list happens. */
export const ONCE = ['reset', 'close', 'halfClose', 'stall'] as const;

export type Once = (typeof ONCE)[number];

/**
 * Checks faults that come from outside the type checker.
 *
 * @param name what to call them in a sentence, such as `toServer`
 * @throws {FaultError} on an unknown fault, a value out of its range, a probability over 1
 */
export function checkTcpFaults(name: string, faults: TcpFaults): void {
  checkKeys(name, faults, TCP_FAULTS, { names: UDP_FAULTS, protocol: 'UDP' });
  checkSize(`${name}.chunk`, faults.chunk);
  for (const key of ['gap', 'join', 'delay', 'jitter'] as const) {
    checkTime(`${name}.${key}`, faults[key]);
  }
  const { rate } = faults;
  if (rate !== undefined && !(typeof rate === 'number' && rate > 0)) {
    refuse(`${name}.rate`, rate, 'não é uma taxa em bytes por segundo (maior que 0)');
  }
  for (const key of ONCE) checkWhen(`${name}.${key}`, faults[key]);
}

function checkSize(name: string, size: Size | undefined): void {
  if (typeof size !== 'object' || size === null) {
    checkWhole(name, size, 1);
  } else {
    checkWhole(`${name}.from`, size.from ?? Number.NaN, 1);
    checkWhole(`${name}.to`, size.to ?? Number.NaN, size.from);
  }
}

function checkWhen(name: string, when: When | undefined): void {
  if (when === undefined) return;
  if (typeof when !== 'object' || when === null || Object.keys(when).length !== 1) {
    refuse(name, when, 'não diz quando: use { after: bytes } ou { probability: 0 a 1 }');
  }
  if ('after' in when) checkWhole(`${name}.after`, when.after ?? Number.NaN, 0);
  else checkProbability(`${name}.probability`, when.probability);
}

/** Whether these faults draw lots, so that the seed changes what happens. */
export function drawsLots(faults: TcpFaults): boolean {
  return (
    typeof faults.chunk === 'object' ||
    (faults.jitter ?? 0) > 0 ||
    ONCE.some((key) => isByChance(faults[key]))
  );
}

function isByChance(when: When | undefined): boolean {
  return when !== undefined && 'probability' in when;
}

/** Whether nothing at all is done to this direction. */
export function isHarmless(faults: TcpFaults): boolean {
  return !reshapes(faults) && ONCE.every((key) => faults[key] === undefined);
}

/** Whether the pieces leave otherwise than they came: cut, joined or later. */
export function reshapes(faults: TcpFaults): boolean {
  return (
    faults.chunk !== undefined ||
    faults.rate !== undefined ||
    [faults.join, faults.delay, faults.jitter].some((ms) => (ms ?? 0) > 0)
  );
}
