import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProgramLimits } from '@tomada/checker';
import type { PartHead, PartResult, Row } from './class-report.ts';
import type { Progress } from './grade.ts';
import { hideable, type Isolation } from './judging/isolation.ts';
import { BrokenJudgement, judgeApart, type Place } from './judging/judge-apart.ts';
import type { ExerciseLesson } from './lesson.ts';
import { eachAtOnce } from './pool.ts';
import type { ResultsStore } from './results-store.ts';
import { explain, type Scanned } from './scan.ts';
import type { Answer } from './submission/answers.ts';
import { takeIn } from './submission/submission.ts';

const OWN_FILE = fileURLToPath(import.meta.url);
/** Several judgements at a time leave each of them less of the machine. */
const SLACK_TOGETHER = 2;

/** What the judgements of a class have in common. */
export interface ClassPlan {
  readonly lesson: ExerciseLesson;
  readonly heads: readonly PartHead[];
  /** A folder of ours for copies. */
  readonly scratch: string;
  readonly isolation: Isolation;
  /** Folders that no program may see: the submissions, the results. */
  readonly hidden: readonly string[];
  readonly workers: number;
  readonly limits: ProgramLimits;
  readonly store: ResultsStore;
  readonly again: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** Judges the submissions of a class, several at a time, each program in a process and a copy of its own. */
export class ClassJudge {
  readonly #plan: ClassPlan;
  readonly #rules: string;
  #done = 0;
  #total = 0;

  constructor(plan: ClassPlan) {
    this.#plan = plan;
    // Points come from the checks and the limits: results of other ones do not count.
    this.#rules = `${plan.lesson.digest} ${JSON.stringify(plan.limits)}`;
  }

  /**
   * @param all the class
   * @param wanted those that are judged; of the others the kept results are told
   * @returns a row for each of the class, in its order
   */
  async judgeAll(all: readonly Scanned[], wanted: readonly Scanned[]): Promise<Row[]> {
    const { heads, workers, signal, scratch } = this.#plan;
    await mkdir(join(scratch, 'copies'));
    await mkdir(join(scratch, 'sandboxes'));
    const results = new Map(all.map((each) => [each, this.#known(each)]));
    const judgeable = wanted.filter(({ refusal }) => refusal === undefined);
    this.#total = judgeable.length * heads.length;
    await eachAtOnce(judgeable, workers, signal, async (each, index) => {
      await this.#judgeOne(each, results.get(each) ?? new Map(), index);
    });
    return all.map((each) => this.#row(each, results.get(each) ?? new Map()));
  }

  #known(scanned: Scanned): Map<string, PartResult> {
    if (scanned.refusal !== undefined) return new Map();
    return this.#plan.store.read(scanned.submission.name, this.#digest(scanned));
  }

  /** Judges what is not known yet of one submission, or all of it anew, and keeps it. */
  async #judgeOne(
    scanned: Scanned,
    results: Map<string, PartResult>,
    index: number,
  ): Promise<void> {
    const { heads, store, again, signal, scratch, onProgress } = this.#plan;
    const { name } = scanned.submission;
    const copy = join(scratch, 'copies', String(index));
    let furnished: Promise<string | undefined> | undefined;
    try {
      for (const head of heads) {
        const answer = scanned.answers.get(head.name);
        const kept = again ? undefined : results.get(head.name);
        let result = kept;
        if (result === undefined && answer !== undefined) {
          furnished ??= this.#furnish(scanned, copy);
          const problem = await furnished;
          result =
            problem === undefined
              ? await this.#judge(scanned, head, answer, copy, index)
              : unjudged(head, 'broken', problem);
          if (signal.aborted && result.state === 'broken') return;
        }
        result ??= unjudged(head, 'missing', scanned.absences.get(head.name) ?? 'Não entregou.');
        results.set(head.name, result);
        store.write(name, this.#digest(scanned), results.values());
        const isKept = result === kept && result.state === 'judged';
        onProgress({ done: ++this.#done, total: this.#total, name, result, isKept });
        if (signal.aborted) return;
      }
    } finally {
      await rm(copy, { recursive: true, force: true, maxRetries: 5 });
    }
  }

  /** @returns what went wrong, if so */
  async #furnish(scanned: Scanned, copy: string): Promise<string | undefined> {
    try {
      await mkdir(copy);
      await takeIn(scanned.submission, await this.#plan.lesson.furnish(copy));
      return undefined;
    } catch (error) {
      return explain(error);
    }
  }

  async #judge(
    { root }: Scanned,
    head: PartHead,
    { argv, folder, shown, note }: Answer,
    source: string,
    index: number,
  ): Promise<PartResult> {
    const { lesson, isolation, hidden, limits, workers, scratch, signal } = this.#plan;
    const slack = workers > 1 ? SLACK_TOGETHER : 1;
    const sandbox = join(scratch, 'sandboxes', String(index));
    const needed = [sandbox, lesson.folder, process.execPath, OWN_FILE];
    const place: Place = {
      ...{ isolation, sandbox, source },
      hidden: hideable([join(scratch, 'copies'), ...hidden], needed),
    };
    const { catalogModule: catalog, pythonPath } = lesson;
    const job = { catalog, pythonPath, part: head.name, root: join(root, folder), argv, shown };
    try {
      await mkdir(sandbox, { recursive: true });
      const judgement = await judgeApart({ ...job, limits, slack }, place, signal);
      const { earned, points } = judgement;
      const told = note === undefined ? {} : { note };
      return { part: head.name, earned, points, state: 'judged', judgement, ...told };
    } catch (error) {
      const reason = error instanceof BrokenJudgement ? error.message : explain(error);
      return unjudged(head, 'broken', reason);
    }
  }

  #digest({ digest }: Scanned): string {
    return createHash('sha256').update(`${digest} ${this.#rules}`).digest('hex');
  }

  #row({ submission: { name }, refusal }: Scanned, known: ReadonlyMap<string, PartResult>): Row {
    if (refusal !== undefined) {
      return { name, state: 'refused', reason: refusal, results: [], earned: 0 };
    }
    const results = this.#plan.heads.flatMap((head) => known.get(head.name) ?? []);
    const earned = results.reduce((sum, each) => sum + each.earned, 0);
    const isWhole = results.length === this.#plan.heads.length;
    return { name, state: isWhole ? 'judged' : 'pending', results, earned };
  }
}

function unjudged(
  { name, points }: PartHead,
  state: PartResult['state'],
  reason: string,
): PartResult {
  return { part: name, earned: 0, points, state, reason };
}
