import { spawnSync } from 'node:child_process';

/**
 * The command of a Python that is new enough (3.10), or undefined. On a learner's machine the tests that need it
 * are skipped and the summary says so; with CI set they fail.
 */
export const python: readonly [string, ...string[]] | undefined = findPython();

function findPython(): readonly [string, ...string[]] | undefined {
  const candidates: (readonly [string, ...string[]])[] = [['python3'], ['python'], ['py', '-3']];
  return candidates.find(([file, ...args]) => {
    const check = 'import sys; sys.exit(sys.version_info < (3, 10))';
    return spawnSync(file, [...args, '-c', check], { stdio: 'ignore' }).status === 0;
  });
}

/** For `describe.skipIf`: true where there is no Python and nobody promised one. */
export const skipWithoutPython = python === undefined && !process.env.CI;
