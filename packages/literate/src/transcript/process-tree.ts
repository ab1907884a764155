import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/**
 * Kills a process that leads a session, its group, and whatever it started: pnpm gives its scripts groups of their
 * own, which the group's signal does not reach.
 */
export function killTree(leader: number): void {
  // Twice: what was just being started when we looked is seen the second time.
  for (let round = 0; round < 2; round++) {
    const started = process.platform === 'linux' ? inSession(leader) : descendants(leader);
    for (const target of [-leader, leader, ...started]) sendSignal(target, 'SIGKILL');
  }
}

/** Sends a signal to a process, or to a group when the number is negative; one that is gone is no error. */
export function sendSignal(target: number, signal: NodeJS.Signals): void {
  try {
    process.kill(target, signal);
  } catch {
    // Gone already.
  }
}

/** Linux: the processes of a session, also those whose parent has ended (proc_pid_stat(5)). */
function inSession(leader: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const [, , , session] = readStat(pid);
      return session === String(leader);
    })
    .map(Number);
}

/** State, parent, group, session…: what stands after the name, which is in brackets and may hold anything. */
function readStat(pid: string): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return []; // it ended meanwhile
  }
}

/** Elsewhere: the children, and theirs. */
function descendants(leader: number): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const rows = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const found = [leader];
  for (const parent of found) {
    for (const [pid, ppid] of rows) if (pid && ppid === parent) found.push(pid);
  }
  return found.slice(1);
}
