// #region parallel-primes-imports
/**
 * A mesma conta (quantos primos há até um limite) dividida entre 1, 2, 3…
 * threads. Uma tabela diz quanto tempo cada divisão levou.
 */
import { once } from 'node:events';
import { availableParallelism, cpus } from 'node:os';
import { isMainThread, parentPort, type Worker } from 'node:worker_threads';
import {
  endOnInterrupt,
  readOptions,
  startWorker,
  wholeNumberOption,
} from '@tomada/utils';

// #endregion parallel-primes-imports

// #region parallel-primes-count
const BLOCK = 1_000;

/** Uma parte da conta: de cada parts blocos de mil números, um. */
interface Part {
  readonly limit: number;
  readonly part: number;
  readonly parts: number;
}

function isPrime(n: number): boolean {
  for (let i = 2; i * i <= n; i++) if (n % i === 0) return false;
  return n >= 2;
}

/** Conta os primos de uma parte, de um jeito lento de propósito. */
function countPrimes({ limit, part, parts }: Part): number {
  let found = 0;
  for (let from = part * BLOCK; from <= limit; from += parts * BLOCK) {
    const to = Math.min(from + BLOCK - 1, limit);
    for (let n = from; n <= to; n++) if (isPrime(n)) found++;
  }
  return found;
}
// #endregion parallel-primes-count

// #region parallel-primes-divide
/** Em cada thread: recebe uma parte, devolve quantos achou. */
function serveParts(): void {
  parentPort?.on('message', (part: Part) =>
    parentPort?.postMessage(countPrimes(part)),
  );
  parentPort?.postMessage('ready');
}

async function startThreads(workers: number): Promise<Worker[]> {
  const file = new URL(import.meta.url);
  const threads = Array.from({ length: workers }, () => startWorker(file));
  await Promise.all(threads.map((thread) => once(thread, 'message')));
  return threads;
}

/** Reparte a conta, espera todas as partes e soma. */
async function countTogether(
  threads: readonly Worker[],
  limit: number,
): Promise<number> {
  const counts = threads.map(async (thread, part) => {
    thread.postMessage({ limit, part, parts: threads.length } satisfies Part);
    const [count] = await once(thread, 'message');
    return Number(count);
  });
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}
// #endregion parallel-primes-divide

// #region parallel-primes-measure
const LONGEST_BAR = 30;

/** Uma linha escrita por cima dela mesma; só faz sentido em um terminal. */
function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${text}\x1b[K`);
}

/** O valor do meio: uma rodada azarada não o muda. */
function median(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)] ?? 0;
}

/** Mede com 1, 2, 3… threads e escreve uma linha da tabela para cada uma. */
async function measure(
  threads: readonly Worker[],
  work: number,
  rounds: number,
): Promise<void> {
  console.log('\nthreads   tempo (ms)   vezes mais rápido');
  let alone = 0;
  for (let size = 1; size <= threads.length; size++) {
    const times: number[] = [];
    for (let round = 1; round <= rounds; round++) {
      showProgress(`${size} thread(s), rodada ${round} de ${rounds}`);
      const since = performance.now();
      await countTogether(threads.slice(0, size), work);
      times.push(performance.now() - since);
    }
    showProgress('');
    const time = median(times);
    if (size === 1) alone = time;
    const bar = '#'.repeat(
      Math.round(((alone / time) * LONGEST_BAR) / threads.length),
    );
    const cells = [String(size).padStart(7), show(time, 1).padStart(12)];
    console.log(
      `${cells.join('')}${show(alone / time, 2).padStart(10)}  ${bar}`,
    );
  }
}
// #endregion parallel-primes-measure

// #region parallel-primes-main
function show(n: number, digits = 0): string {
  const format = {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  };
  return n.toLocaleString('pt-BR', format);
}

async function main(): Promise<void> {
  const cores = availableParallelism();
  const upTo64 = { lowest: 1, highest: 64 };
  const { workers, work, rounds } = readOptions({
    usage: 'pnpm --filter lesson-threads start:parallel',
    about: 'A mesma conta dividida entre 1, 2, 3… threads.',
    options: {
      workers: wholeNumberOption(
        'até quantas threads',
        Math.min(cores, 64),
        upTo64,
      ),
      work: wholeNumberOption('até onde contar os primos', 2_000_000, {
        lowest: 1_000,
        highest: 100_000_000,
      }),
      rounds: wholeNumberOption('quantas vezes medir cada uma', 3, upTo64),
    },
  });
  endOnInterrupt(async () => {}); // As threads terminam com o processo.
  const cpu = cpus()[0]?.model.trim() ?? 'processador desconhecido';
  console.log(`${cpu}, ${cores} núcleo(s), Node ${process.version}`);
  const found = countPrimes({ limit: work, part: 0, parts: 1 });
  console.log(`Há ${show(found)} primos até ${show(work)}.`);
  // #endregion parallel-primes-main

  // #region parallel-primes-main-divide
  const since = performance.now();
  const threads = await startThreads(workers);
  const spent = show(performance.now() - since);
  console.log(`Iniciar ${workers} thread(s) levou ${spent} ms.`);
  const together = await countTogether(threads, work);
  console.log(`Contando juntas, as threads acharam ${show(together)}.`);
  // #endregion parallel-primes-main-divide

  // #region parallel-primes-main-measure
  await measure(threads, work, rounds);
  // #endregion parallel-primes-main-measure

  // #region parallel-primes-main-stop
  // Elas ficariam à espera de mais trabalho, e o programa, delas.
  await Promise.all(threads.map((thread) => thread.terminate()));
  // #endregion parallel-primes-main-stop

  // #region parallel-primes-main-end
}

if (isMainThread) await main();
// #endregion parallel-primes-main-end

// #region parallel-primes-worker
if (!isMainThread) serveParts();
// #endregion parallel-primes-worker
