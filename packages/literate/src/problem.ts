/** Something that breaks a literate rule: where, what, and what to do about it. */
export interface Problem {
  /** Path from the root of the project, with forward slashes. */
  readonly file: string;
  /** 1 is the first line. */
  readonly line: number;
  readonly message: string;
  readonly remedy: string;
}

/** `file:line: what is wrong` and, on the next line, what to do: the form that editors can jump to. */
export function formatProblem({ file, line, message, remedy }: Problem): string {
  return `${file}:${line}: ${message}\n  → ${remedy}`;
}

/** Thrown by a build that met problems; its message lists all of them. */
export class LiterateError extends Error {
  override readonly name = 'LiterateError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(
      `${problems.length} problema(s) entre as páginas e os programas:\n\n${problems.map(formatProblem).join('\n\n')}`,
    );
    this.problems = problems;
  }
}
