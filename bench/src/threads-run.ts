import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type Command, lessonScript, python, pythonPeer, run, start } from '@tomada/testing';
import { startWorker } from '@tomada/utils';
import { Progress } from './progress.ts';
import { turns } from './rounds.ts';
import { askAll } from './threads-clients.ts';

export type Language = 'Node' | 'Python';

export interface Plan {
  readonly rounds: number;
  /** The highest number of threads that the work is divided among. */
  readonly workers: number;
  /** How far each language counts primes: the same would take Python tens of times as long. */
  readonly work: Readonly<Record<Language, number>>;
  /** How many clients ask the servers at once, each for the primes up to `limit`. */
  readonly clients: number;
  readonly limit: number;
}

/** One measurement in ms. */
export interface Measurement {
  readonly about: 'cpu' | 'start' | 'server';
  /** Who: a key of `names` in threads-report.ts. */
  readonly who: string;
  /** How many threads, for `cpu`. */
  readonly size?: number;
  readonly round: number;
  readonly ms: number;
  /** ms that a small request waited among the big ones, for `server`. */
  readonly smallMs?: number;
}

export interface Outcome {
  readonly measurements: readonly Measurement[];
  readonly wrong: readonly string[];
  readonly complaints: readonly string[];
}

/** Everyone in every round, each round beginning with another one. @throws {Error} when a program fails */
export async function measureThreads(plan: Plan): Promise<Outcome> {
  const measurements: Measurement[] = [];
  const wrong: string[] = [];
  const tasks = [...cpuTasks(plan), ...startTasks(), ...serverTasks(plan)];
  const progress = new Progress(plan.rounds * tasks.length);
  for (let round = 0; round < plan.rounds; round++) {
    for (const { name, measure } of turns(tasks, round)) {
      progress.begin(`${name}, rodada ${round + 1} de ${plan.rounds}`);
      const { found, faults } = await measure();
      measurements.push(...found.map((each) => ({ ...each, round })));
      wrong.push(...faults.map((fault) => `${name}, rodada ${round + 1}: ${fault}`));
    }
  }
  progress.end();
  return { measurements, wrong, complaints: [] };
}

interface Task {
  readonly name: string;
  measure(): Promise<{
    readonly found: readonly Omit<Measurement, 'round'>[];
    readonly faults: readonly string[];
  }>;
}

const languages: readonly Language[] = python ? ['Node', 'Python'] : ['Node'];

/** The lesson's own table, one round of it: warm code, threads that are there, the time of the count alone. */
function cpuTasks({ workers, work }: Plan): Task[] {
  const programs: Record<Language, Command> = {
    Node: lessonScript('threads', 'start:parallel'),
    Python: pythonPeer('threads', 'parallel-primes'),
  };
  return languages.map((language) => ({
    name: `contas em ${language}`,
    async measure() {
      const limits = ['--workers', String(workers), '--work', String(work[language])];
      const args = [...limits, '--rounds', '1'];
      const { code, stdout, stderr } = await run(programs[language], args, { limit: 300_000 });
      if (code !== 0) throw new Error(`contas em ${language}: ${stderr}`);
      const rows = [...stdout.matchAll(/^ +(\d+) +([\d.]+,\d) +\d+,\d\d /gm)];
      const found = rows.map(([, size, ms]) => ({
        about: 'cpu' as const,
        who: language,
        size: Number(size),
        ms: Number(ms?.replaceAll('.', '').replace(',', '.')),
      }));
      return { found, faults: rows.length === workers ? [] : [`só ${rows.length} linhas`] };
    },
  }));
}

const NOTHING = 'require("node:worker_threads").parentPort.postMessage(0)';

/** From the wish to the first sign of life. */
function startTasks(): Task[] {
  const timed = (who: string, work: () => Promise<number>): Task => ({
    name: `iniciar ${who}`,
    measure: async () => ({ found: [{ about: 'start', who, ms: await work() }], faults: [] }),
  });
  const worker = async (made: () => Worker): Promise<number> => {
    const since = performance.now();
    const thread = made();
    await once(thread, 'message');
    const ms = performance.now() - since;
    await thread.terminate();
    return ms;
  };
  const process_ = async (file: string, args: readonly string[]): Promise<number> => {
    const since = performance.now();
    await once(spawn(file, args, { stdio: 'ignore' }), 'exit');
    return performance.now() - since;
  };
  const typescript = new URL('./nothing-worker.ts', import.meta.url);
  const tasks = [
    timed('worker-js', () => worker(() => new Worker(NOTHING, { eval: true, execArgv: [] }))),
    timed('worker-ts', () => worker(() => startWorker(typescript))),
    timed('node', () => process_(process.execPath, ['-e', '0'])),
  ];
  if (!python) return tasks;
  const [file, ...first] = python;
  return [
    ...tasks,
    timed('thread-py', async () => {
      const command = { name: 'python', argv: python ?? ['python3'], cwd: '.' } as const;
      const { stdout } = await run(command, ['-c', PYTHON_THREADS]);
      return Number(stdout);
    }),
    timed('python', () => process_(file, [...first, '-c', '0'])),
  ];
}

/** ms for one, of a hundred: one alone is below what a clock tells well. */
const PYTHON_THREADS = `
import threading, time
def one():
    here = threading.Event()
    threading.Thread(target=here.set).start()
    here.wait()
one()
since = time.perf_counter()
for _ in range(100): one()
print((time.perf_counter() - since) * 10)`;

/** Many clients at once, each with a sum of its own, and one small sum among them. */
function serverTasks({ clients, limit, workers }: Plan): Task[] {
  const pooled = lessonScript('threads', 'start:server');
  const servers: readonly (readonly [string, Command, readonly string[]])[] = [
    ['pool', pooled, ['--workers', String(workers), '--deadline', '600']],
    ['single', pooled, ['--single-thread']],
    ['per-client', lessonScript('threads', 'fault:worker-per-client'), []],
    ...(python
      ? ([
          [
            'python-server',
            pythonPeer('threads', 'primes-server'),
            ['--workers', '64', '--deadline', '600'],
          ],
        ] as const)
      : []),
  ];
  return servers.map(([who, command, args]) => ({
    name: `servidor ${who}`,
    async measure() {
      await using server = start(command, [...args, '--port', '0'], { limit: 900_000 });
      const port = await server.listening();
      const { ms, smallMs, wrong } = await askAll(port, clients, limit);
      return { found: [{ about: 'server', who, ms, smallMs }], faults: wrong };
    },
  }));
}
