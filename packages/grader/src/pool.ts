/**
 * Does something with each value, several at a time, in their order.
 *
 * @param workers how many at a time, 1 or more
 * @param signal after it no more are begun
 */
export async function eachAtOnce<Value>(
  values: readonly Value[],
  workers: number,
  signal: AbortSignal,
  act: (value: Value, index: number) => Promise<void>,
): Promise<void> {
  const rest = values.entries();
  const work = async () => {
    for (const [index, value] of rest) {
      if (signal.aborted) return;
      await act(value, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, values.length) }, work));
}
