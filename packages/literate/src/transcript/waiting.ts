import type { RunningCommand } from './running.ts';

/**
 * Waits until a condition holds, looking again each time that something comes from the command or it ends.
 *
 * @param ms the longest wait
 * @returns whether it holds; false also when the command ended without it
 */
export async function until(
  running: RunningCommand,
  condition: () => boolean,
  ms: number,
): Promise<boolean> {
  let late: NodeJS.Timeout | undefined;
  const limit = new Promise<'late'>((resolve) => {
    late = setTimeout(() => resolve('late'), ms);
  });
  try {
    for (;;) {
      if (condition()) return true;
      if (running.ending) return false;
      if ((await Promise.race([running.change(), limit])) === 'late') return condition();
    }
  } finally {
    clearTimeout(late);
  }
}

/** Waits until nothing has come for a while, or the command ended. Only for `--update`, which cannot know what comes. */
export async function untilQuiet(running: RunningCommand, ms: number): Promise<void> {
  while (!running.ending) {
    const before = running.text;
    if (!(await until(running, () => running.text !== before, ms))) return;
  }
}
