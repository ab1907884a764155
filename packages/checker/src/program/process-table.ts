import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { readProc, readProcLine } from './read-proc.ts';

/** One process as the system tells it. */
export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  /** Its session (POSIX setsid), 0 where the system does not say. */
  readonly session: number;
  /** When it began, in the system's own unit: with `pid`, it names a process for good. Linux only. */
  readonly began?: string;
}

/** The variable in the environment of a program and all that it starts. */
export const MARK = 'TOMADA_CHECKER_MARK';

/**
 * A program's processes: its leader, what that started, and what those started, also where a parent has ended or a
 * child has left the session (a daemon): on Linux those are found by a mark in their environment (proc_pid_environ(5)).
 *
 * @param mark the value of `MARK` in this program's environment, which no other's holds
 */
export function processesOf(leader: number, mark: string): number[] {
  if (process.platform === 'win32') return isAlive(leader) ? [leader] : [];
  const rows = process.platform === 'linux' ? askProc() : askPs();
  const found = new Set(rows.filter(({ session }) => session === leader).map(({ pid }) => pid));
  if (rows.some(({ pid }) => pid === leader)) found.add(leader);
  if (process.platform === 'linux') {
    const marks = readMarks(rows);
    for (const { pid } of rows) if (marks.get(pid)?.value === mark) found.add(pid);
  }
  for (const pid of found) {
    for (const row of rows) if (row.parent === pid) found.add(row.pid);
  }
  return [...found];
}

/** PF_KTHREAD of include/linux/sched.h: a thread of the kernel's own, which no program started. */
const KERNEL_THREAD = 0x0020_0000;

function askProc(): ProcessRow[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = readStat(name);
      const [state, parent, , session, , , flags] = stat;
      if (state === undefined || state === 'Z' || state === 'X') return []; // ended, not yet reaped
      if (Number(flags) & KERNEL_THREAD) return [];
      const began = stat[19] ?? '';
      return [{ pid: Number(name), parent: Number(parent), session: Number(session), began }];
    });
}

/** State, parent, group, session…: what stands after the name, which is in brackets and may hold anything. */
function readStat(pid: string): string[] {
  try {
    const stat = readProcLine(`/proc/${pid}/stat`);
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return []; // it ended meanwhile
  }
}

/** Of each process whose environment could be read the mark that it holds, '' for none. */
let knownMarks = new Map<number, { readonly began: string; readonly value: string }>();

/**
 * Reads the marks of the processes that were not there at the look before: a process keeps its environment, also when
 * it becomes another program. (Only a program's first process may be seen before it has its mark; it is known anyhow.)
 */
function readMarks(rows: readonly ProcessRow[]): typeof knownMarks {
  const marks: typeof knownMarks = new Map();
  for (const { pid, began = '' } of rows) {
    const known = knownMarks.get(pid);
    const value = known?.began === began ? known.value : readMark(pid);
    if (value !== undefined) marks.set(pid, { began, value });
  }
  knownMarks = marks;
  return marks;
}

/** @returns undefined when there is nothing to read: it ended, is another user's, or just becomes another program */
function readMark(pid: number): string | undefined {
  try {
    const text = readProc(`/proc/${pid}/environ`);
    if (text === '') return undefined;
    const start = `${MARK}=`;
    const found = text.split('\0').find((each) => each.startsWith(start));
    return found?.slice(start.length) ?? '';
  } catch {
    return undefined;
  }
}

function askPs(): ProcessRow[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  return stdout.split('\n').flatMap((line) => {
    const [pid, parent] = line.trim().split(/\s+/).map(Number);
    return pid === undefined || parent === undefined ? [] : [{ pid, parent, session: 0 }];
  });
}

/** Bytes of memory that these processes occupy (resident set); 0 where the system does not say. */
export function residentBytes(pids: readonly number[]): number {
  if (process.platform !== 'linux') return 0;
  let pages = 0;
  for (const pid of pids) {
    try {
      pages += Number(readProcLine(`/proc/${pid}/statm`).split(' ')[1]);
    } catch {
      // It ended meanwhile.
    }
  }
  return pages * 4096;
}

/** Kills every process of a program, those too that are being started meanwhile. */
export function killAll(leader: number, mark: string): void {
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(leader), '/t', '/f'], { stdio: 'ignore' });
    return;
  }
  send(-leader, 'SIGKILL'); // the whole group at once: a program that forks without end has no time to
  for (let round = 0; round < 50; round++) {
    const rest = processesOf(leader, mark);
    if (rest.length === 0) return;
    // First still, then dead: what is stopped starts nothing more.
    for (const signal of ['SIGSTOP', 'SIGKILL'] as const) for (const pid of rest) send(pid, signal);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Sends a signal to a process, or to a group when the number is negative; one that is gone is no error. */
export function send(target: number, signal: NodeJS.Signals): void {
  try {
    process.kill(target, signal);
  } catch {
    // Gone already.
  }
}
