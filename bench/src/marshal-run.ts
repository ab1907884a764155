import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dumps, loads } from '@tomada/marshal';
import { python } from '@tomada/testing';
import { adoptFolder } from './children.ts';
import { makeValue, marshalCases, VARIANTS } from './marshal-cases.ts';
import {
  digestOf,
  libraries,
  type MarshalJob,
  type MarshalResult,
  type Operation,
  operations,
} from './marshal-jobs.ts';
import { PythonMarshal } from './marshal-python.ts';
import { Progress } from './progress.ts';
import { turns } from './rounds.ts';
import { WorkerProcess } from './worker-process.ts';

export const contestants = [...libraries, 'Python'] as const;
export type Contestant = (typeof contestants)[number];
/** Those that are read and written; what Python writes in version 4 refers to texts that come again. */
export const versions = [2, 4] as const;

/** How much is measured. */
export interface Plan {
  readonly rounds: number;
  /** Bytes of a value in version 2, at least. */
  readonly size: number;
  /** How many times each value is read or written. */
  readonly turns: number;
}

/** One contestant with one kind of value, operation and version in one round. */
export interface Measurement {
  readonly contestant: Contestant;
  readonly name: string;
  readonly operation: Operation;
  readonly version: number;
  readonly round: number;
  /** Processor time of one call. */
  readonly milliseconds: number;
  /** False when it gave something else than it should, and its speed says nothing. */
  readonly right: boolean;
}

export interface Outcome {
  readonly measurements: readonly Measurement[];
  readonly complaints: readonly string[];
}

type Measure = (job: Omit<MarshalJob, 'library'>) => Promise<MarshalResult | null>;

/**
 * Makes the values, starts a process for each contestant, warms them up, and measures them by turns.
 *
 * @throws {Error} when one of them ends
 */
export async function measureMarshal(plan: Plan): Promise<Outcome> {
  const started: AsyncDisposable[] = [];
  try {
    const peer = python && new PythonMarshal(python);
    if (peer) started.push(peer);
    const files = await makeFiles(plan.size, peer);
    const running = new Map<Contestant, Measure>();
    for (const library of libraries) {
      const worker = new WorkerProcess<MarshalJob, MarshalResult | null>('./marshal-worker.ts');
      started.push(worker);
      running.set(library, (job) =>
        worker.run({ ...job, library }, `${library}, ${job.operation}`),
      );
    }
    if (peer) running.set('Python', (job) => peer.run(job));
    return await measureAll(running, files, plan);
  } finally {
    await Promise.all(started.map((each) => each[Symbol.asyncDispose]()));
  }
}

/** The files of each kind of value in each version. */
type Files = ReadonlyMap<string, ReadonlyMap<number, readonly string[]>>;

async function makeFiles(size: number, peer: PythonMarshal | undefined): Promise<Files> {
  const folder = adoptFolder(mkdtempSync(join(tmpdir(), 'bench-marshal-')));
  const files = new Map<string, ReadonlyMap<number, readonly string[]>>();
  for (const [index, one] of marshalCases.entries()) {
    const name = (variant: number, version: number) =>
      join(folder, `${index}-${variant}-${version}`);
    const variants = Array.from({ length: VARIANTS }, (_, variant) => variant);
    for (const variant of variants) {
      const value = makeValue(one, variant, (items) => dumps(items).length >= size);
      writeFileSync(name(variant, 2), dumps(value));
      writeFileSync(name(variant, 4), dumps(value, 4));
    }
    const [second, fourth] = [2, 4].map((version) =>
      variants.map((variant) => name(variant, version)),
    );
    if (second === undefined || fourth === undefined) throw new Error('there are two versions');
    await peer?.prepare(second, fourth);
    files.set(
      one.name,
      new Map([
        [2, second],
        [4, fourth],
      ]),
    );
  }
  return files;
}

async function measureAll(
  running: ReadonlyMap<Contestant, Measure>,
  files: Files,
  plan: Plan,
): Promise<Outcome> {
  const measurements: Measurement[] = [];
  const progress = new Progress(
    (1 + plan.rounds) * files.size * operations.length * versions.length,
  );
  // Round -1 warms up and counts for nothing.
  for (let round = -1; round < plan.rounds; round++) {
    const when = round < 0 ? 'aquecimento' : `rodada ${round + 1} de ${plan.rounds}`;
    for (const [name, byVersion] of files) {
      for (const operation of operations) {
        for (const version of versions) {
          progress.begin(`${when} · ${operation}, versão ${version} · ${name}`);
          const job = {
            operation,
            version,
            files: byVersion.get(version) ?? [],
            turns: plan.turns,
          };
          for (const [contestant, measure] of turns([...running], Math.max(0, round))) {
            const short = contestant === 'py-marshal' ? { ...job, turns: 1 } : job;
            const result = await measure(short);
            if (round < 0 || result === null) continue;
            const { milliseconds } = result;
            const right = result.digest === expectedDigest(byVersion.get(2) ?? [], contestant);
            measurements.push({ contestant, name, operation, version, round, milliseconds, right });
          }
        }
      }
    }
  }
  progress.end();
  return { measurements, complaints: [] };
}

/** Of the last value: as it was, or, from whoever does not tell tuples from lists, as ours is after plain mode. */
function expectedDigest(files: readonly string[], contestant: Contestant): string {
  const bytes = new Uint8Array(readFileSync(files.at(-1) ?? ''));
  const isExact = contestant === 'Python' || contestant === 'tomada exact';
  return digestOf(isExact ? bytes : dumps(loads(bytes)));
}
