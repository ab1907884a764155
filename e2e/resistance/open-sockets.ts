import { readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Whether the system says which sockets a process holds. */
const tellsSockets = process.platform === 'linux';

/** How many sockets a process holds open: the listening one, its standard output… Elsewhere than on Linux 0. */
export function countSockets(pid: number): number {
  if (!tellsSockets) return 0;
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder).filter((fd) => {
    try {
      return readlinkSync(`${folder}/${fd}`).startsWith('socket:');
    } catch {
      return false; // closed since the folder was read
    }
  }).length;
}

/** All that a process has open: files, pipes, sockets. Linux only. */
export function countOpen(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

/**
 * Waits until a process holds no more sockets than `most`.
 *
 * @param limit ms
 * @returns how many it holds in the end
 */
export async function socketsSettle(pid: number, most: number, limit = 8_000): Promise<number> {
  const until = performance.now() + limit;
  for (;;) {
    const count = countSockets(pid);
    if (count <= most || performance.now() > until) return count;
    await wait(10);
  }
}
