import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DEFAULT_LIMITS, type Part, type ProgramLimits } from '@tomada/checker';
import { ClassJudge } from './class-judge.ts';
import type { ClassReport, PartResult } from './class-report.ts';
import { probeIsolation } from './judging/isolation.ts';
import { type ExerciseLesson, headOf } from './lesson.ts';
import { eachAtOnce } from './pool.ts';
import { ResultsStore } from './results-store.ts';
import { type Scanned, scan } from './scan.ts';
import { passages } from './similar/fingerprint.ts';
import { findAlike } from './similar/pairs.ts';
import { nameOf } from './submission/answers.ts';
import { findSubmissions } from './submission/submission.ts';

/** How a class is graded. */
export interface GradeOptions {
  /** Whose subfolders and zips are the submissions. */
  readonly folder: string;
  readonly lesson: ExerciseLesson;
  /** Where results are kept. */
  readonly out: string;
  /** Judgements at a time, 1 or more. */
  readonly workers: number;
  /** What is judged; undefined judges every program that somebody handed in. */
  readonly parts?: readonly Part[] | undefined;
  /** The one submission that is judged; of the others the kept results are told. */
  readonly only?: string | undefined;
  /** Judges anew what was judged before; what the run does not come to keeps its result. */
  readonly again?: boolean;
  readonly limits?: ProgramLimits;
  /** Ends the run: what was judged is kept, and told. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** After each judgement. */
export interface Progress {
  /** Programs so far, and in all. */
  readonly done: number;
  readonly total: number;
  /** The submission's name. */
  readonly name: string;
  readonly result: PartResult;
  /** It was judged in an earlier run. */
  readonly isKept: boolean;
}

/** Grades a class. What one submission does harms neither another nor the run: it ends in its own row. */
export async function grade(options: GradeOptions): Promise<ClassReport> {
  const { folder, lesson, out, workers, only, signal } = options;
  const submissions = await findSubmissions(folder);
  const scratch = await mkdtemp(join(await realpath(tmpdir()), 'tomada-grade-'));
  try {
    const scanned: Scanned[] = new Array(submissions.length);
    await eachAtOnce(submissions, workers, signal, async (submission, index) => {
      scanned[index] = await scan(submission, lesson, join(scratch, `scan-${index}`));
    });
    const all = scanned.filter((each) => each !== undefined);
    const parts = options.parts ?? lesson.parts.filter((part) => isHandedIn(part, all));
    const heads = parts.map(headOf);
    const isolation = await probeIsolation();
    const judge = new ClassJudge({
      ...{ lesson, scratch, isolation, signal, heads, workers },
      ...{ hidden: [folder, out], limits: options.limits ?? DEFAULT_LIMITS },
      ...{ store: new ResultsStore(out), again: options.again ?? false },
      onProgress: options.onProgress,
    });
    const wanted = all.filter(({ submission }) => !only || submission.name === only);
    const rows = await judge.judgeAll(all, wanted);
    const names = new Set(heads.map(({ name }) => name));
    const works = all.flatMap((each) => each.works).filter(({ part }) => names.has(part));
    const title = basename(folder);
    const points = heads.reduce((sum, head) => sum + head.points, 0);
    const alike = findAlike(works, givenOf(parts, lesson));
    return { title, parts: heads, points, rows, alike, isolation };
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

function isHandedIn(part: Part, all: readonly Scanned[]): boolean {
  return all.some(({ answers }) => answers.has(nameOf(part)));
}

/** By the part's name, the passages of its starter. */
function givenOf(
  parts: readonly Part[],
  { starters }: ExerciseLesson,
): Map<string, ReadonlySet<string>> {
  const given = parts.flatMap((part) => {
    const file = join(starters, `${nameOf(part)}.ts`);
    if (!existsSync(file)) return [];
    const hashes = new Set(passages(readFileSync(file, 'utf8'), 'javascript'));
    return [[nameOf(part), hashes] as const];
  });
  return new Map(given);
}
