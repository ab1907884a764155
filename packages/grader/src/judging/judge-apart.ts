import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Judgement } from '@tomada/checker';
import { type Isolation, wrap } from './isolation.ts';
import type { Job } from './job.ts';

/** ms that a judgement takes at most by itself, and some more for its start and end, times the slack. */
const LIMIT = 60_000;
/** Characters of a judgement: many times the longest. */
const MOST_OUTPUT = 16 * 2 ** 20;
/** Of what the process said when it broke. */
const SHOWN = 400;

const CHILD = fileURLToPath(new URL('judge-child.ts', import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** What programs may know of this process' environment: no token of a CI, no key. */
const KEPT = [
  ...['PATH', 'HOME', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TZ', 'JAVA_HOME', 'GOROOT'],
  ...['SYSTEMROOT', 'WINDIR', 'PATHEXT', 'COMSPEC', 'TEMP', 'TMP', 'USERPROFILE', 'TMPDIR'],
];

/** The judging process ended without a judgement; the sentence is for the submission's row. */
export class BrokenJudgement extends Error {
  override readonly name = 'BrokenJudgement';
}

/** Where a judgement happens. */
export interface Place {
  readonly isolation: Isolation;
  /** The copy that the program works in; with namespaces a mount point that all share. */
  readonly sandbox: string;
  /** What is copied there. */
  readonly source: string;
  readonly hidden: readonly string[];
}

/**
 * Judges one program in a process of its own. All that it started is gone when the promise is settled.
 *
 * @throws {BrokenJudgement} when that process crashed or did not end
 * @throws the signal's reason
 */
export async function judgeApart(job: Job, place: Place, signal: AbortSignal): Promise<Judgement> {
  const { isolation, sandbox, source, hidden } = place;
  const isCopy = isolation === 'limits';
  try {
    if (isCopy) await cp(source, sandbox, { recursive: true, verbatimSymlinks: true });
    const judge = [process.execPath, '--import', TSX, CHILD];
    const { argv, env } = wrap(isolation, sandbox, source, hidden, judge);
    const [file, ...args] = argv;
    const child = spawn(file, args, {
      cwd: sandbox,
      env: { ...ownEnvironment(), ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
      // Ctrl-C is for us; we end it.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    return await collect(child, job, signal);
  } finally {
    if (isCopy) await rm(sandbox, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function collect(child: ChildProcess, job: Job, signal: AbortSignal): Promise<Judgement> {
  let output = '';
  let errors = '';
  let why = '';
  const stop = (reason: string) => {
    why ||= reason;
    clearTimeout(guard);
    // Its input ends, so it ends its program and itself; in namespaces everything dies with it anyhow.
    child.stdin?.end();
    guard = setTimeout(() => kill(child), GRACE);
  };
  const limit = LIMIT * job.slack;
  let guard = setTimeout(() => stop(`não terminou em ${limit / 1000} s`), limit);
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (output.length > MOST_OUTPUT) stop('disse mais do que devia');
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-SHOWN);
  });
  child.stdin?.on('error', () => {}); // it may have died
  child.stdin?.write(`${JSON.stringify(job)}\n`);
  const interrupt = () => stop('foi interrompido');
  signal.addEventListener('abort', interrupt, { once: true });
  if (signal.aborted) interrupt();
  try {
    const [code, killedBy] = await once(child, 'close');
    signal.throwIfAborted();
    if (code === 0 && why === '') return readJudgement(output, job.part);
    why ||= code === null ? `morreu (${killedBy})` : `terminou com o código ${code}`;
    throw new BrokenJudgement(`O processo que julgava ${why}. ${errors.trim()}`.trim());
  } finally {
    clearTimeout(guard);
    signal.removeEventListener('abort', interrupt);
    kill(child);
  }
}

/** ms that a judging process has to end its program and itself. */
const GRACE = 3_000;

function kill(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

function readJudgement(output: string, part: string): Judgement {
  try {
    const judgement: Judgement = JSON.parse(output); // of our own process
    if (Number.isInteger(judgement.earned) && Array.isArray(judgement.results)) return judgement;
  } catch {
    // Said below.
  }
  throw new BrokenJudgement(`O processo que julgava ${part} não deu um resultado.`);
}

function ownEnvironment(): Record<string, string> {
  const kept = KEPT.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(kept);
}
