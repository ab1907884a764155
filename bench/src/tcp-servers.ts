import { join } from 'node:path';
import { python, root } from '@tomada/testing';
import type { LoadJob } from './load.ts';
import type { ServerCommand } from './server-process.ts';

/** Who is compared; every mode has one server of each. */
export const competitors = {
  ours: 'nosso',
  minimal: 'Node mínimo',
  'python-threads': 'Python, threads',
  'python-serial': 'Python, um por vez',
} as const;

export type Competitor = keyof typeof competitors;

/** A server that takes part, or the reason why it cannot. */
export interface Entry {
  readonly competitor: Competitor;
  readonly mode: LoadJob['mode'];
  readonly command: ServerCommand | undefined;
  readonly missing: string | undefined;
}

const NO_PYTHON = 'não encontrei Python 3.10 ou mais novo';
const bench = join(root, 'bench');
const lesson = join(root, 'lessons', 'tcp-server');

/** All servers: ours and its three rivals, with a connection per request and with persistent ones. */
export const entries: readonly Entry[] = [
  node('ours', 'per-request', lesson, 'src/upper-server.ts', '--port', '0'),
  node('minimal', 'per-request', bench, 'servers/minimal-upper.ts'),
  snake('python-threads', 'per-request', 'servers/upper.py', 'threads'),
  snake('python-serial', 'per-request', 'servers/upper.py', 'serial'),
  node('ours', 'persistent', lesson, 'src/lines-server.ts', '--port', '0'),
  node('minimal', 'persistent', bench, 'servers/minimal-lines.ts'),
  snake('python-threads', 'persistent', 'servers/lines.py', 'threads'),
  snake('python-serial', 'persistent', 'servers/lines.py', 'serial'),
];

function node(
  competitor: Competitor,
  mode: LoadJob['mode'],
  cwd: string,
  ...args: string[]
): Entry {
  const argv = [process.execPath, '--import', 'tsx', ...args] as const;
  return {
    competitor,
    mode,
    command: { name: name(competitor, args), argv, cwd },
    missing: undefined,
  };
}

function snake(competitor: Competitor, mode: LoadJob['mode'], ...args: string[]): Entry {
  if (!python) return { competitor, mode, command: undefined, missing: NO_PYTHON };
  const argv = [...python, ...args] as const;
  return {
    competitor,
    mode,
    command: { name: name(competitor, args), argv, cwd: bench },
    missing: undefined,
  };
}

function name(competitor: Competitor, args: readonly string[]): string {
  return `${competitors[competitor]} (${args[0]})`;
}
