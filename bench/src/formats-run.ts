import { python } from '@tomada/testing';
import { nodeFormats } from './formats-codecs.ts';
import { type MessageId, makeMessages, messages } from './formats-messages.ts';
import type { FormatsJob, FormatsResult } from './formats-worker.ts';
import { Progress } from './progress.ts';
import { PythonProcess } from './python-process.ts';
import { turns } from './rounds.ts';
import { WorkerProcess } from './worker-process.ts';

const pythonFormats = ['python-json', 'python-marshal', 'python-struct'] as const;
export type Format = (typeof nodeFormats)[number] | (typeof pythonFormats)[number];

export interface Plan {
  readonly rounds: number;
  /** How long each way of each format is measured in each round. */
  readonly ms: number;
}

/** One format with one kind of message in one round. */
export interface Measurement extends Omit<FormatsResult, 'right'> {
  readonly message: MessageId;
  readonly format: Format;
  readonly round: number;
}

export interface Outcome {
  readonly measurements: readonly Measurement[];
  readonly wrong: readonly string[];
  readonly complaints: readonly string[];
}

type Measure = (message: MessageId) => Promise<FormatsResult>;

/**
 * Starts a process for each format of Node and one for Python's, warms them up, and measures them by turns.
 *
 * @throws {Error} when one of them ends
 */
export async function measureFormats(plan: Plan): Promise<Outcome> {
  const started: AsyncDisposable[] = [];
  try {
    return await measureAll(startAll(started, plan), plan);
  } finally {
    await Promise.all(started.map((each) => each[Symbol.asyncDispose]()));
  }
}

/** @param started gets what must be closed */
function startAll(started: AsyncDisposable[], { ms }: Plan): ReadonlyMap<Format, Measure> {
  const running = new Map<Format, Measure>();
  for (const format of nodeFormats) {
    const worker = new WorkerProcess<FormatsJob, FormatsResult>('./formats-worker.ts');
    started.push(worker);
    running.set(format, (message) => worker.run({ format, message, ms }, `${format}, ${message}`));
  }
  if (python === undefined) return running;
  const process = new PythonProcess<FormatsJob, FormatsResult>(python, 'formats_loops.py');
  started.push(process);
  for (const format of pythonFormats) {
    running.set(format, (message) =>
      process.run({ format, message, ms, sets: makeMessages(message) }),
    );
  }
  return running;
}

async function measureAll(running: ReadonlyMap<Format, Measure>, plan: Plan): Promise<Outcome> {
  const measurements: Measurement[] = [];
  const wrong = new Set<string>();
  const progress = new Progress((1 + plan.rounds) * messages.length);
  // Round -1 warms up and counts for nothing.
  for (let round = -1; round < plan.rounds; round++) {
    const when = round < 0 ? 'aquecimento' : `rodada ${round + 1} de ${plan.rounds}`;
    for (const { id: message, title } of messages) {
      progress.begin(`${when} · ${title}`);
      const found = new Map<Format, Measurement>();
      for (const [format, measure] of turns([...running], Math.max(0, round))) {
        const { right, ...result } = await measure(message);
        if (!right) wrong.add(`${format}, ${title}: o que volta não é o que foi`);
        found.set(format, { message, format, round, ...result });
      }
      if (round < 0) continue;
      // Whoever began, the tables keep one order.
      measurements.push(...[...running.keys()].flatMap((format) => found.get(format) ?? []));
    }
  }
  progress.end();
  return { measurements, wrong: [...wrong], complaints: [] };
}
