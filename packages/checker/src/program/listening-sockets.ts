import { execFile } from 'node:child_process';
import { readdirSync, readlinkSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Protocol } from '../exercise.ts';
import { readProc } from './read-proc.ts';

/** Where a process listens (TCP) or receives (UDP). */
export interface ListeningSocket {
  readonly port: number;
  /** It may take IPv4 all the same, when it listens on every address (RFC 3493 §5.3). */
  readonly isIPv6: boolean;
}

/** Whether this system can say which process listens where. */
export const knowsListeners = process.platform === 'linux' || process.platform === 'darwin';

const run = promisify(execFile);

/** A table of all sockets is read again after a change, when a new socket may have begun to listen, and after so many ms. */
const READS_AFTER_CHANGE = 4;
const READ_EVERY = 1_000;

/**
 * Looks, again and again, for the sockets of a program that wait for others: from /proc on Linux (proc_pid_net(5)), from
 * lsof on macOS. Elsewhere the system is not asked, and none is found.
 */
export class ListenerSearch {
  readonly #protocol: Protocol;
  #inodes: readonly string[] = [];
  #reads = 0;
  #lastRead = 0;
  #found: readonly ListeningSocket[] = [];

  constructor(protocol: Protocol) {
    this.#protocol = protocol;
  }

  /** @param pids the program's processes */
  async look(pids: readonly number[]): Promise<readonly ListeningSocket[]> {
    if (process.platform === 'linux') return this.#lookLinux(pids);
    if (process.platform === 'darwin') return await askLsof(pids, this.#protocol);
    return [];
  }

  /** The system's tables hold the sockets of everybody, and take it long: they are read no more often than need be. */
  #lookLinux(pids: readonly number[]): readonly ListeningSocket[] {
    const inodes = pids.flatMap(socketInodes);
    const now = performance.now();
    if (inodes.join() !== this.#inodes.join()) this.#reads = 0;
    this.#inodes = inodes;
    const isDue = this.#reads < READS_AFTER_CHANGE || now - this.#lastRead > READ_EVERY;
    if (isDue) {
      this.#reads++;
      this.#lastRead = now;
      this.#found = inodes.length === 0 ? [] : findListeners(new Set(inodes), this.#protocol);
    }
    return this.#found;
  }
}

function findListeners(inodes: ReadonlySet<string>, protocol: Protocol): ListeningSocket[] {
  const sockets = [...readSockets(protocol), ...readSockets(`${protocol}6`)];
  return sockets
    .filter(({ state, inode }) => state === WAITING[protocol] && inodes.has(inode))
    .map(({ port, isIPv6 }) => ({ port, isIPv6 }));
}

function socketInodes(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((file) => {
      const target = readlinkSync(`/proc/${pid}/fd/${file}`);
      return /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? [];
    });
  } catch {
    return []; // it ended meanwhile, or closed one: the next look shows
  }
}

/** States of include/net/tcp_states.h: 0A listens; an unconnected UDP socket is said to be in 07. */
const WAITING: Readonly<Record<Protocol, string>> = { tcp: '0A', udp: '07' };

/** A row of /proc/net/tcp, tcp6, udp or udp6. */
export interface SocketRow {
  readonly port: number;
  readonly isIPv6: boolean;
  /** Two hexadecimal digits, see include/net/tcp_states.h. */
  readonly state: string;
  /** What names the socket among the files of a process; 0 when no process holds it any more. */
  readonly inode: string;
}

/** ` 0: 0100007F:3039 00000000:0000 0A …`: own address and port, the other's, state, …, inode as the tenth word. */
const ROW =
  /^ *\d+: [\dA-F]+:([\dA-F]{4}) [\dA-F]+:[\dA-F]{4} ([\dA-F]{2}) \S+ \S+ \S+ +\d+ +\d+ (\d+)/gm;

/** All sockets of that kind on this machine; none where there is no /proc. */
export function readSockets(name: string): SocketRow[] {
  let text = '';
  try {
    text = readProc(`/proc/net/${name}`);
  } catch {
    return []; // not Linux, or no IPv6
  }
  const isIPv6 = name.endsWith('6');
  return Array.from(text.matchAll(ROW), ([, port = '', state = '', inode = '']) => {
    return { port: Number.parseInt(port, 16), isIPv6, state, inode };
  });
}

async function askLsof(pids: readonly number[], protocol: Protocol): Promise<ListeningSocket[]> {
  const what = protocol === 'tcp' ? ['-iTCP', '-sTCP:LISTEN'] : ['-iUDP'];
  const args = ['-nP', '-a', '-p', pids.join(','), ...what, '-Ftn'];
  // It ends with 1 when there are none.
  const stdout = await run('lsof', args).then(
    (done) => done.stdout,
    () => '',
  );
  return [...stdout.matchAll(/^t(IPv[46])\nn.*:(\d+)$/gm)].map(([, family, port]) => ({
    port: Number(port),
    isIPv6: family === 'IPv6',
  }));
}
