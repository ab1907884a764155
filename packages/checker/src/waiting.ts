/**
 * Waits until a condition holds, looking again at each `change` of the target.
 *
 * @param signal ends the waiting as well
 * @param ms and so does this time, where given
 */
export async function waitFor(
  target: EventTarget,
  condition: () => boolean,
  signal: AbortSignal,
  ms?: number,
): Promise<void> {
  if (condition() || signal.aborted) return;
  await new Promise<void>((resolve) => {
    const look = () => {
      if (condition()) finish();
    };
    const finish = () => {
      target.removeEventListener('change', look);
      signal.removeEventListener('abort', finish);
      clearTimeout(timer);
      resolve();
    };
    const timer = ms === undefined ? undefined : setTimeout(finish, ms);
    target.addEventListener('change', look);
    signal.addEventListener('abort', finish);
  });
}

/** Waits until all are settled, so that none goes on alone. @throws the first rejection */
export async function settleAll(promises: readonly Promise<void>[]): Promise<void> {
  const outcomes = await Promise.allSettled(promises);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

/** Waits for a promise, but for so many ms at most; nothing keeps the process alive for it. */
export async function atMost(ms: number, promise: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([promise, over]);
  clearTimeout(timer);
}
