import { checkCoverage } from './coverage.ts';
import { type Lesson, lessonSlugs, readLesson } from './lesson.ts';
import { LiterateError, type Problem } from './problem.ts';
import { checkStates } from './typecheck.ts';

/** What the gate found: every lesson as it stands, and every problem, in the order of file and line. */
export interface GateResult {
  readonly lessons: readonly Lesson[];
  readonly problems: readonly Problem[];
}

/**
 * Checks all that can be seen in files: markers, directives, numbers of steps, coverage, typed code, and that the
 * program type-checks after every step.
 *
 * @param root the project's folder
 */
export function inspectLessons(root: string): GateResult {
  const problems: Problem[] = [];
  const report = (problem: Problem) => problems.push(problem);
  const lessons = lessonSlugs(root).map((slug) => {
    const lesson = readLesson(root, slug, report);
    checkCoverage(lesson, report);
    return lesson;
  });
  checkStates(root, lessons, report);
  problems.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
  return { lessons, problems };
}

/**
 * The same for a build.
 *
 * @throws {LiterateError} when there is any problem
 */
export function passGate(root: string): readonly Lesson[] {
  const { lessons, problems } = inspectLessons(root);
  if (problems.length > 0) throw new LiterateError(problems);
  return lessons;
}
