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
  /**
   * Processor time of one call, the loop around it included: not what other programs took meanwhile, but all threads
   * of this one, so that the garbage collector and the compiler count.
   */
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
    const since = process.cpuUsage();
    loop.run(calls);
    const { user, system } = process.cpuUsage(since); // µs
    return { nanoseconds: ((user + system) / calls) * 1e3, results };
  } catch (error) {
    if (library.startsWith('tomada')) throw error;
    return null; // there are formats that they do not know
  }
}
