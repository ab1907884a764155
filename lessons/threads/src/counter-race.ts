// #region counter-race-imports
/**
 * Um contador para várias threads: cada uma soma 1 muitas vezes. Sem proteção,
 * somas se perdem; com Atomics, nenhuma.
 */
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import {
  isMainThread,
  parentPort,
  type Worker,
  workerData,
} from 'node:worker_threads';
import {
  endOnInterrupt,
  readOptions,
  startWorker,
  wholeNumberOption,
} from '@tomada/utils';

// #endregion counter-race-imports

// #region counter-race-shared
/** Os lugares da memória comum: o contador, e a largada de todas. */
const COUNTER = 0;
const GO = 1;

interface Task {
  readonly shared: Int32Array;
  readonly times: number;
  readonly isSafe: boolean;
}
// #endregion counter-race-shared

// #region counter-race-add
/** O trabalho de uma thread. */
function add({ shared, times, isSafe }: Task): void {
  // Todas prontas antes da largada: senão a primeira terminaria antes de a
  // segunda começar, e nada se perderia.
  parentPort?.postMessage('ready');
  Atomics.wait(shared, GO, 0);
  for (let i = 0; i < times; i++) {
    if (isSafe) Atomics.add(shared, COUNTER, 1);
    // Três passos: ler, somar, guardar. Outra thread pode agir no meio deles.
    else shared[COUNTER] = (shared[COUNTER] ?? 0) + 1;
  }
}
// #endregion counter-race-add

// #region counter-race-main
/** Solta as threads sobre um contador novo e devolve quanto ele marcou. */
async function race(
  workers: number,
  times: number,
  isSafe: boolean,
): Promise<number> {
  // Um SharedArrayBuffer não é copiado: todas veem os mesmos bytes.
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const task: Task = { shared, times, isSafe };
  const file = new URL(import.meta.url);
  const threads: Worker[] = [];
  for (let i = 0; i < workers; i++) {
    threads.push(startWorker(file, { workerData: task }));
  }
  const ended = threads.map((thread) => once(thread, 'exit'));
  await Promise.all(threads.map((thread) => once(thread, 'message')));
  Atomics.store(shared, GO, 1);
  Atomics.notify(shared, GO);
  await Promise.all(ended);
  return Atomics.load(shared, COUNTER);
}

/** Diz quanto era esperado, quanto veio e quanto se perdeu. */
function report(label: string, expected: number, counted: number): void {
  const show = (n: number) => n.toLocaleString('pt-BR', { useGrouping: true });
  const lost = show(expected - counted);
  console.log(
    `${label}: esperado ${show(expected)}, obtido ${show(counted)}, ` +
      `perdidas ${lost}`,
  );
}

async function main(): Promise<void> {
  endOnInterrupt(async () => {});
  const { workers, times } = readOptions({
    usage: 'pnpm --filter lesson-threads start:race',
    about: 'Threads que somam 1 ao mesmo contador: sem proteção e com ela.',
    options: {
      workers: wholeNumberOption('quantas threads', 2, {
        lowest: 2,
        highest: 64,
      }),
      times: wholeNumberOption('quantas somas cada uma faz', 10_000_000, {
        lowest: 1,
        highest: 30_000_000,
      }),
    },
  });
  const expected = workers * times;
  console.log(`${workers} threads somam 1 ao mesmo contador.`);
  const unsafe = await race(workers, times, false);
  report('Sem proteção', expected, unsafe);
  if (unsafe === expected) {
    const cores = availableParallelism();
    console.log(`Nenhuma se perdeu: foi sorte (${cores} núcleo(s) aqui).`);
  }
  // #endregion counter-race-main

  // #region counter-race-safe
  report('Com proteção', expected, await race(workers, times, true));
  // #endregion counter-race-safe

  // #region counter-race-main-end
}

if (isMainThread) await main();
else add(workerData);
// #endregion counter-race-main-end
