import { python } from '@tomada/testing';
import { Progress } from './progress.ts';
import { turns } from './rounds.ts';
import { type StructCase, structCases } from './struct-cases.ts';
import { libraries, type Operation, operations } from './struct-loops.ts';
import { PythonStruct } from './struct-python.ts';
import type { StructJob, StructResult } from './struct-worker.ts';
import { WorkerProcess } from './worker-process.ts';

/** Who is measured: ours and Python's in two ways each, by functions with the format and by a compiled Struct. */
export const contestants = [...libraries, 'Python', 'Python Struct'] as const;
export type Contestant = (typeof contestants)[number];

/** How much is measured. */
export interface Plan {
  readonly rounds: number;
  /** Of one measurement. */
  calls(contestant: Contestant, format: string): number;
}

/** One contestant with one format and operation in one round. */
export interface Measurement {
  readonly contestant: Contestant;
  readonly format: string;
  readonly operation: Operation;
  readonly round: number;
  /** Of one call. */
  readonly nanoseconds: number;
  /** False when it gave something else than ours, and its speed says nothing. */
  readonly right: boolean;
}

export interface Outcome {
  readonly measurements: readonly Measurement[];
  readonly complaints: readonly string[];
}

type Measure = (job: Omit<StructJob, 'library'>) => Promise<StructResult | null>;

/**
 * Starts a process for each contestant, warms them up, and measures them by turns.
 *
 * @throws {Error} when one of them ends
 */
export async function measureStruct(plan: Plan): Promise<Outcome> {
  const started: AsyncDisposable[] = [];
  try {
    return await measureAll(startAll(started), plan);
  } finally {
    await Promise.all(started.map((each) => each[Symbol.asyncDispose]()));
  }
}

/** @param started gets what must be closed */
function startAll(started: AsyncDisposable[]): ReadonlyMap<Contestant, Measure> {
  const running = new Map<Contestant, Measure>();
  for (const library of libraries) {
    const worker = new WorkerProcess<StructJob, StructResult | null>('./struct-worker.ts');
    started.push(worker);
    running.set(library, (job) => worker.run({ ...job, library }, `${library}, ${job.format}`));
  }
  if (python !== undefined) {
    const process = new PythonStruct(python);
    started.push(process);
    running.set('Python', (job) => process.run({ ...job, compiled: false }));
    running.set('Python Struct', (job) => process.run({ ...job, compiled: true }));
  }
  return running;
}

async function measureAll(running: ReadonlyMap<Contestant, Measure>, plan: Plan): Promise<Outcome> {
  const measurements: Measurement[] = [];
  const progress = new Progress((1 + plan.rounds) * structCases.length * operations.length);
  // Round -1 warms up and counts for nothing.
  for (let round = -1; round < plan.rounds; round++) {
    const when = round < 0 ? 'aquecimento' : `rodada ${round + 1} de ${plan.rounds}`;
    for (const one of structCases) {
      for (const operation of operations) {
        progress.begin(`${when} · ${operation} · ${one.format}`);
        const results = await measureOnce(running, one, operation, Math.max(0, round), plan);
        if (round >= 0) measurements.push(...results);
      }
    }
  }
  progress.end();
  return { measurements, complaints: [] };
}

async function measureOnce(
  running: ReadonlyMap<Contestant, Measure>,
  one: StructCase,
  operation: Operation,
  round: number,
  plan: Plan,
): Promise<Measurement[]> {
  const { format } = one;
  const measured = new Map<Contestant, StructResult>();
  for (const [contestant, measure] of turns([...running], round)) {
    const result = await measure({ ...one, operation, calls: plan.calls(contestant, format) });
    if (result !== null) measured.set(contestant, result);
  }
  const ours = measured.get('tomada')?.results.join('\n');
  return [...measured].map(([contestant, { nanoseconds, results }]) => {
    return {
      contestant,
      format,
      operation,
      round,
      nanoseconds,
      right: results.join('\n') === ours,
    };
  });
}
