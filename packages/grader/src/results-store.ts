import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PartResult } from './class-report.ts';
import { writeWhole } from './write-whole.ts';

/** Below the folder of the reports. */
export const FOLDER = 'julgamentos';

/** Keeps the results of each submission, so that a run that was stopped goes on where it was. */
export class ResultsStore {
  readonly #folder: string;

  /** @param out the folder of the reports; it is made when it is not there */
  constructor(out: string) {
    this.#folder = join(out, FOLDER);
    mkdirSync(this.#folder, { recursive: true });
  }

  /**
   * @param digest of the submission's files and the exercises' checks: results of others count no more
   * @returns by the part's name
   */
  read(name: string, digest: string): Map<string, PartResult> {
    try {
      const kept = JSON.parse(readFileSync(this.#file(name), 'utf8'));
      if (kept.digest !== digest) return new Map();
      const results: readonly PartResult[] = kept.results; // written by us
      return new Map(results.map((result) => [result.part, result]));
    } catch {
      return new Map(); // none was kept, or not by us
    }
  }

  write(name: string, digest: string, results: Iterable<PartResult>): void {
    const kept = [...results].filter(({ state }) => state !== 'broken');
    writeWhole(this.#file(name), `${JSON.stringify({ name, digest, results: kept })}\n`);
  }

  /** Any name is a name of a submission, and not any is one of a file. */
  #file(name: string): string {
    const short = createHash('sha256').update(name).digest('hex').slice(0, 24);
    return join(this.#folder, `${short}.json`);
  }
}
