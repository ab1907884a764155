import { spawnSync } from 'node:child_process';

/**
 * A Python that is new enough (3.10), or undefined: the program itself, not the script with which a version manager may
 * find it, which takes four times as long as Python's own start. On a learner's machine the tests that need it are
 * skipped and the summary says so; with CI set they fail.
 */
export const python: readonly [string, ...string[]] | undefined = findPython();

function findPython(): readonly [string, ...string[]] | undefined {
  const candidates: (readonly [string, ...string[]])[] = [['python3'], ['python'], ['py', '-3']];
  const check = 'import sys; print(sys.executable); sys.exit(sys.version_info < (3, 10))';
  for (const [file, ...args] of candidates) {
    const { status, stdout } = spawnSync(file, [...args, '-c', check], { encoding: 'utf8' });
    if (status === 0) return [stdout.trim()];
  }
  return undefined;
}

/** For `describe.skipIf`: true where there is no Python and nobody promised one. */
export const skipWithoutPython = python === undefined && !process.env.CI;
