import { checkKeys, checkProbability, checkTime, checkWhole, refuse } from './fault-error.ts';
import { TCP_FAULTS, UDP_FAULTS } from './fault-names.ts';

/**
 * Which datagrams a fault meets: each one by a lot (0 to 1), or those of a list. Each client's datagrams are numbered
 * from 1 in each direction, as the relay receives them.
 */
export type Which = { readonly probability: number } | { readonly datagrams: readonly number[] };

/** What happens to the datagrams of one direction. */
export interface UdpFaults {
  /** Does not pass it on. */
  readonly loss?: Which | undefined;
  /** Passes it on twice, one right after the other. */
  readonly repeat?: Which | undefined;
  /** Holds it back until the next one of this client and direction has left, 200 ms at most. Holds one at a time. */
  readonly reorder?: Which | undefined;
  /** Passes on its first bytes only: `cutTo`, or half of them (rounded down). */
  readonly cut?: Which | undefined;
  /** bytes that `cut` leaves, 0 or more; a datagram that has no more stays whole. */
  readonly cutTo?: number | undefined;
  /** Changes one byte, drawn by lot, into another value; an empty datagram stays as it is. Comes after `cut`. */
  readonly change?: Which | undefined;
  /** ms that each datagram comes later. */
  readonly delay?: number | undefined;
  /** ms: at most so much more delay, drawn for each datagram; a later one may overtake an earlier one. */
  readonly jitter?: number | undefined;
}

/** The faults that meet some datagrams and others not, in the order in which lots are drawn. */
export const BY_DATAGRAM = ['loss', 'repeat', 'reorder', 'cut', 'change'] as const;

/**
 * Checks faults that come from outside the type checker.
 *
 * @param name what to call them in a sentence, such as `toServer`
 * @throws {FaultError} on an unknown fault, a value out of its range, a probability over 1
 */
export function checkUdpFaults(name: string, faults: UdpFaults): void {
  checkKeys(name, faults, UDP_FAULTS, { names: TCP_FAULTS, protocol: 'TCP' });
  for (const key of BY_DATAGRAM) checkWhich(`${name}.${key}`, faults[key]);
  checkWhole(`${name}.cutTo`, faults.cutTo, 0);
  checkTime(`${name}.delay`, faults.delay);
  checkTime(`${name}.jitter`, faults.jitter);
}

function checkWhich(name: string, which: Which | undefined): void {
  if (which === undefined) return;
  if (typeof which !== 'object' || which === null || Object.keys(which).length !== 1) {
    refuse(name, which, 'não diz quais: use { probability: 0 a 1 } ou { datagrams: [2, 5] }');
  }
  if (!('datagrams' in which)) checkProbability(`${name}.probability`, which.probability);
  else if (!Array.isArray(which.datagrams)) refuse(name, which, 'não é uma lista de datagramas');
  else for (const number of which.datagrams) checkWhole(`${name}.datagrams`, number, 1);
}

/** Whether these faults draw lots, so that the seed changes what happens. */
export function udpDrawsLots(faults: UdpFaults): boolean {
  return (
    faults.change !== undefined ||
    (faults.jitter ?? 0) > 0 ||
    BY_DATAGRAM.some((key) => 'probability' in (faults[key] ?? {}))
  );
}
