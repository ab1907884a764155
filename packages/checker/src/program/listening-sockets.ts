import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Protocol } from '../exercise.ts';

/** Where a process listens (TCP) or receives (UDP). */
export interface ListeningSocket {
  readonly port: number;
  /** It may take IPv4 all the same, when it listens on every address (RFC 3493 §5.3). */
  readonly isIPv6: boolean;
}

/** Whether this system can say which process listens where. */
export const knowsListeners = process.platform === 'linux' || process.platform === 'darwin';

const run = promisify(execFile);

/**
 * The sockets of these processes that wait for others: from /proc on Linux (proc_pid_net(5)), from lsof on macOS.
 * Elsewhere the system is not asked, and the list is empty.
 */
export async function listeningSockets(
  pids: readonly number[],
  protocol: Protocol,
): Promise<ListeningSocket[]> {
  if (process.platform === 'linux') return await readLinux(pids, protocol);
  if (process.platform === 'darwin') return await askLsof(pids, protocol);
  return [];
}

async function readLinux(pids: readonly number[], protocol: Protocol): Promise<ListeningSocket[]> {
  const inodes = new Set((await Promise.all(pids.map(socketInodes))).flat());
  if (inodes.size === 0) return [];
  const tables = await Promise.all([readTable(protocol), readTable(`${protocol}6`)]);
  return tables.flat().flatMap(({ inode, socket }) => (inodes.has(inode) ? [socket] : []));
}

async function socketInodes(pid: number): Promise<string[]> {
  try {
    const files = await readdir(`/proc/${pid}/fd`);
    const targets = await Promise.all(
      files.map((file) => readlink(`/proc/${pid}/fd/${file}`).catch(() => '')),
    );
    return targets.flatMap((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []);
  } catch {
    return []; // it ended meanwhile
  }
}

/** States of include/net/tcp_states.h: 0A listens; an unconnected UDP socket is said to be in 07. */
const WAITING: Readonly<Record<Protocol, string>> = { tcp: '0A', udp: '07' };

async function readTable(name: string): Promise<{ inode: string; socket: ListeningSocket }[]> {
  const isIPv6 = name.endsWith('6');
  const waiting = WAITING[name.startsWith('tcp') ? 'tcp' : 'udp'];
  const text = await readFile(`/proc/net/${name}`, 'latin1').catch(() => ''); // no IPv6 on this machine
  const rows = text.split('\n').slice(1);
  return rows.flatMap((row) => {
    const [, local = '', , state, , , , , , inode = ''] = row.trim().split(/\s+/);
    const [, port = ''] = local.split(':');
    if (state !== waiting) return [];
    return [{ inode, socket: { port: Number.parseInt(port, 16), isIPv6 } }];
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
