import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { Protocol } from '../exercise.ts';
import { waitFor } from '../waiting.ts';
import { readSockets } from './listening-sockets.ts';

const HOST = '127.0.0.1';
/** ms between two looks; a port that becomes free gives no sign. */
const LOOK_EVERY = 30;

/** A port of 127.0.0.1. */
export interface Place {
  readonly protocol: Protocol;
  readonly port: number;
}

/** A port that nobody uses now, from the system. */
export async function findFreePort(protocol: Protocol): Promise<number> {
  const opened = protocol === 'udp' ? createSocket('udp4').bind(0, HOST) : serve(0);
  await once(opened, 'listening');
  const address = opened.address();
  await closed(opened);
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Whether a program listens (TCP) or receives (UDP) there: whether we cannot. */
export async function isInUse({ protocol, port }: Place): Promise<boolean> {
  const opened =
    protocol === 'udp'
      ? createSocket('udp4').bind({ port, address: HOST, exclusive: true })
      : serve(port);
  try {
    await once(opened, 'listening');
  } catch {
    return true;
  }
  await closed(opened);
  return false;
}

/** @returns false when it was not free within so many ms, or the signal came before */
export async function waitUntilFree(
  place: Place,
  ms: number,
  signal: AbortSignal,
): Promise<boolean> {
  const limit = performance.now() + ms;
  while (await isInUse(place)) {
    if (performance.now() > limit || signal.aborted) return false;
    await waitFor(new EventTarget(), () => false, signal, LOOK_EVERY);
  }
  return true;
}

/** Whether somebody answers there, where the system does not say who listens. */
export async function answers(place: Place): Promise<boolean> {
  if (place.protocol === 'udp') return await isInUse(place);
  // Windows lets us listen beside a program that listens on every address: only a connection shows that one.
  const connection = connect({ host: HOST, port: place.port });
  try {
    await once(connection, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    connection.destroy();
  }
}

/** States of include/net/tcp_states.h: closed first, both ways (TIME_WAIT); closed first, one way; listening. */
const [TIME_WAIT, FIN_WAIT_2, LISTEN] = ['06', '05', '0A'];

/**
 * Whether nothing but connections that a server closed first holds its port (RFC 9293 §3.3.2), so that a program
 * without SO_REUSEADDR cannot listen there for a minute. Known on Linux only.
 */
export function isLingering({ protocol, port }: Place): boolean {
  if (protocol === 'udp') return false;
  const states = socketsOn(port).map(({ state }) => state);
  return states.includes(TIME_WAIT) && !states.includes(LISTEN);
}

/**
 * Whether the program on this port has closed at least one connection, each for good (close and not shutdown), so that
 * a reset reaches nobody, and leaves nothing in TIME_WAIT. Known on Linux only.
 */
export function hasLetGo(port: number): boolean {
  const halfClosed = socketsOn(port).filter(({ state }) => state === FIN_WAIT_2);
  return halfClosed.length > 0 && halfClosed.every(({ inode }) => inode === '0');
}

function socketsOn(port: number) {
  return [...readSockets('tcp'), ...readSockets('tcp6')].filter((row) => row.port === port);
}

function serve(port: number) {
  // A client that comes just now finds nobody, as before.
  return createServer((connection) => connection.destroy()).listen({ port, host: HOST });
}

async function closed(opened: ReturnType<typeof serve | typeof createSocket>): Promise<void> {
  const gone = once(opened, 'close');
  opened.close();
  await gone;
}
