// The process that measures one library: one for each, so that none is slowed down by what another has taught V8.
import { serveJobs } from './serve-jobs.ts';
import type { StructCase } from './struct-cases.ts';
import { type Library, makeLoop, type Operation } from './struct-loops.ts';

/** So many calls of one operation. */
export interface StructJob extends StructCase {
  readonly library: Library;
  readonly operation: Operation;
  readonly calls: number;
}

/** How it went: null when the library cannot do it. */
export interface StructResult {
  /** Of one call, the loop around it included. */
  readonly nanoseconds: number;
  /** What each set of values gave, as a text. */
  readonly results: readonly string[];
}

serveJobs(run);

async function run(job: StructJob): Promise<StructResult | null> {
  const { library, operation, calls } = job;
  try {
    const loop = makeLoop(library, operation, job);
    if (loop === undefined) return null;
    const results = loop.results();
    const since = performance.now();
    loop.run(calls);
    return { nanoseconds: ((performance.now() - since) / calls) * 1e6, results };
  } catch (error) {
    if (library.startsWith('tomada')) throw error;
    return null; // there are formats that they do not know
  }
}
