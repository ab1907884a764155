import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Bytes that a judged program may write: into one file, and in all. */
export const DISK_LIMITS = { file: 64 * 2 ** 20, all: 160 * 2 ** 20 } as const;

/** Processes and threads, where the system can hold them to it; the checker sees what is below. */
const MOST_TASKS = 600;

const SCRIPT = fileURLToPath(new URL('sandbox.sh', import.meta.url));
/** Own user, network, mounts and processes; whatever runs inside is killed with the first process. */
const UNSHARE = [
  ...['unshare', '--user', '--map-root-user', '--net', '--mount', '--pid'],
  ...['--fork', '--kill-child', '--mount-proc'],
] as const;
const HAPPENS_WITHIN = 20_000;

/** How programs are kept apart on this machine: in namespaces of their own, or by the checker's limits alone. */
export type Isolation = 'namespaces' | 'limits';

/** A command with its environment. */
export interface Wrapped {
  readonly argv: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * A command to run apart: in namespaces with a copy of `source` at `sandbox`, or in `sandbox` as it is.
 *
 * @param hidden folders whose content it must not see
 */
export function wrap(
  isolation: Isolation,
  sandbox: string,
  source: string,
  hidden: readonly string[],
  command: readonly string[],
): Wrapped {
  const { file, all } = DISK_LIMITS;
  if (isolation === 'namespaces') {
    const argv = [...UNSHARE, 'sh', SCRIPT, sandbox, source, ...hidden, '--', ...command] as const;
    const sizes = { SANDBOX_SIZE: String(all), FILE_SIZE: String(file) };
    return { argv, env: { ...sizes, MOST_TASKS: String(MOST_TASKS) } };
  }
  const [program = '', ...rest] = command;
  if (process.platform === 'win32') return { argv: [program, ...rest], env: {} };
  const script = `ulimit -f ${file / 512}; exec "$@"`; // POSIX counts blocks of 512 bytes
  return { argv: ['sh', '-c', script, 'sh', ...command], env: {} };
}

/** Folders to hide, without those that hold what the judgement needs, and those that another one hides already. */
export function hideable(folders: readonly string[], needed: readonly string[]): string[] {
  const free = folders.filter((folder) => !needed.some((each) => isWithin(each, folder)));
  const isHidden = (folder: string) =>
    free.some((other) => other !== folder && isWithin(folder, other));
  return [...new Set(free)].filter((folder) => !isHidden(folder));
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!way.startsWith('..') && !/^[A-Za-z]:/.test(way));
}

/** Tries what this machine allows: a program inside must be able to write in its sandbox, and not outside. */
export async function probeIsolation(): Promise<Isolation> {
  if (process.platform !== 'linux') return 'limits';
  const folder = await mkdtemp(join(tmpdir(), 'tomada-grade-probe-'));
  try {
    const [sandbox, source] = [join(folder, 'sandbox'), join(folder, 'source')];
    await mkdir(sandbox);
    await mkdir(source);
    await writeFile(join(source, 'here'), '');
    const script = 'test -f here && touch inside && ! touch ../outside 2>/dev/null';
    const { argv, env } = wrap('namespaces', sandbox, source, [], ['sh', '-c', script]);
    const [file, ...args] = argv;
    const child = spawn(file, args, {
      env: { ...process.env, ...env },
      stdio: 'ignore',
      timeout: HAPPENS_WITHIN,
      killSignal: 'SIGKILL',
    });
    const [code] = await once(child, 'close');
    return code === 0 ? 'namespaces' : 'limits';
  } catch {
    return 'limits'; // there is no unshare
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
