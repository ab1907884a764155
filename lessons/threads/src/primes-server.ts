// #region primes-server-imports
/**
 * Servidor TCP que faz contas: cada linha é um número, a resposta é quantos
 * primos há até ele. A thread principal fica com os sockets; as contas vão
 * para outras threads, e ninguém espera a conta de ninguém.
 */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, type Worker } from 'node:worker_threads';
import {
  endAndLinger,
  endOnInterrupt,
  endWithError,
  explainError,
  formatEndpoint,
  hostOption,
  LineDecoder,
  listen,
  listenPortOption,
  readOptions,
  secondsOption,
  startWorker,
  switchOption,
  wholeNumberOption,
} from '@tomada/utils';

// #endregion primes-server-imports

// #region primes-server-options
const options = readOptions(
  {
    usage: 'pnpm --filter lesson-threads start:server',
    about:
      'Servidor TCP: recebe um número por linha e conta os primos até ele.',
    options: {
      host: hostOption('onde escutar'),
      port: listenPortOption(8080),
      workers: wholeNumberOption(
        'quantas threads fazem contas',
        Math.min(availableParallelism(), 64),
        { lowest: 1, highest: 64 },
      ),
      'single-thread': switchOption('faz as contas na thread principal'),
      deadline: secondsOption('quanto uma conta pode demorar', 5),
      'idle-timeout': secondsOption('quanto esperar por uma linha inteira', 60),
    },
  },
  isMainThread ? process.argv.slice(2) : [], // As opções são da principal.
);
const idleTimeout = options['idle-timeout'];
// #endregion primes-server-options

// #region primes-server-work
const HIGHEST = 10_000_000;
const LONGEST_LINE = 1_024;

/** A conta, lenta de propósito. Não espera nada: ocupa um núcleo inteiro. */
function countPrimes(limit: number): number {
  let found = 0;
  for (let n = 2; n <= limit; n++) {
    let i = 2;
    while (i * i <= n && n % i !== 0) i++;
    if (i * i > n) found++;
  }
  return found;
}

/** Responde a uma linha. Duas palavras pedem um desastre, para você ver. */
function work(line: string): string {
  if (line === 'quebre') throw new Error('você pediu para quebrar');
  if (line === 'trave') for (;;); // Nunca termina.
  const limit = /^\d{1,8}$/.test(line) ? Number(line) : Number.NaN;
  if (limit <= HIGHEST) return `Há ${countPrimes(limit)} primos até ${limit}.`;
  return `ERRO: mande um número inteiro de 0 a ${HIGHEST}.`;
}
// #endregion primes-server-work

// #region primes-server-here
/** Quem responde a uma linha; por enquanto, a thread principal. */
let compute = (line: string): string | Promise<string> => {
  // Um laço sem fim aqui pararia tudo, até o Ctrl-C.
  if (line === 'trave') throw new Error('sem threads, isso pararia o servidor');
  return work(line);
};
// #endregion primes-server-here

// #region primes-server-ask
/** Entrega a linha a uma thread e espera; se ela demora, ou falha, rejeita. */
async function ask(worker: Worker, line: string): Promise<string> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), options.deadline * 1000);
  try {
    worker.postMessage(line);
    const [answer] = await once(worker, 'message', { signal: late.signal });
    return String(answer);
  } finally {
    clearTimeout(timer);
  }
}
// #endregion primes-server-ask

// #region primes-server-pool
/** Threads prontas, e a fila de quem espera por uma. */
class Pool {
  readonly #free: Worker[] = [];
  readonly #waiting: ((worker: Worker) => void)[] = [];

  constructor(workers: number) {
    for (let i = 0; i < workers; i++) this.#add();
  }

  #add(): void {
    const worker = startWorker(new URL(import.meta.url));
    worker.on('error', () => {}); // Quem espera a resposta fica sabendo.
    this.#give(worker);
  }

  #give(worker: Worker): void {
    const next = this.#waiting.shift();
    if (next) next(worker);
    else this.#free.push(worker);
  }

  async run(line: string): Promise<string> {
    const worker =
      this.#free.pop() ??
      (await new Promise<Worker>((resolve) => this.#waiting.push(resolve)));
    try {
      const answer = await ask(worker, line);
      this.#give(worker);
      return answer;
    } catch (error) {
      // A thread morreu ou não volta mais: fora com ela, e outra no lugar.
      await worker.terminate();
      this.#add();
      throw error;
    }
  }
}
// #endregion primes-server-pool

// #region primes-server-serve
/** Responde a uma linha, haja o que houver com a conta. */
async function answer(line: string): Promise<string> {
  try {
    return await compute(line);
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'AbortError';
    const reason = isLate
      ? `passou de ${options.deadline} s`
      : `falhou: ${error instanceof Error ? error.message : error}`;
    console.log(`Uma conta ${reason}`);
    return `ERRO: a conta ${reason}.`;
  }
}

/** Atende uma conexão: lê linhas, uma de cada vez, e responde a cada uma. */
async function serve(connection: Socket): Promise<void> {
  const peer = {
    host: connection.remoteAddress ?? '?',
    port: connection.remotePort ?? 0,
  };
  const name = formatEndpoint(peer);
  console.log(`Nova conexão: ${name}`);
  connection.once('close', () => console.log(`Conexão com ${name} fechada`));
  connection.on('error', (error) => console.error(explainError(error, peer)));

  const patience = idleTimeout * 1000;
  const refuse = (reason: string) => {
    const lastWords = `ERRO: ${reason}; a conversa termina aqui.\n`;
    endAndLinger(connection, lastWords, patience);
  };
  // O prazo é de cada linha, e não corre enquanto quem demora somos nós.
  let isBusy = false;
  const deadline = setTimeout(() => {
    if (isBusy) deadline.refresh();
    else refuse(`${idleTimeout} s sem uma linha inteira`);
  }, patience);
  connection.once('close', () => clearTimeout(deadline));

  const reply = async (line: string): Promise<void> => {
    if (connection.writableEnded) return; // Já tínhamos nos despedido.
    isBusy = true;
    const text = await answer(line);
    isBusy = false;
    deadline.refresh();
    if (connection.destroyed || connection.write(`${text}\n`)) return;
    // A fila encheu: quem não lê as respostas não ganha outras.
    const events = ['drain', 'close'].map((event) => once(connection, event));
    await Promise.race(events);
  };

  const decoder = new LineDecoder(LONGEST_LINE);
  try {
    // Enquanto uma conta anda, nada mais é lido desta conexão: quem manda
    // linhas demais espera, e não enche a nossa memória.
    for await (const piece of connection.iterator({ destroyOnReturn: false })) {
      for (const line of decoder.push(piece)) await reply(line);
    }
    for (const line of decoder.end()) await reply(line);
    endAndLinger(connection, '', patience);
  } catch {
    // Linha comprida demais; ou a conexão caiu, e 'error' já disse por quê.
    if (!connection.destroyed)
      refuse(`linha com mais de ${LONGEST_LINE} bytes`);
  }
}
// #endregion primes-server-serve

// #region primes-server-main
async function main(): Promise<void> {
  const { host, port } = options;
  // #endregion primes-server-main

  // #region primes-server-main-pool
  if (!options['single-thread']) {
    const pool = new Pool(options.workers);
    compute = (line) => pool.run(line);
  }
  // #endregion primes-server-main-pool

  // #region primes-server-listen
  const server = createServer({ allowHalfOpen: true }, serve);
  endOnInterrupt(server); // As threads terminam com o processo.
  const address = await listen(server, { host, port }).catch((error) =>
    endWithError(error, { host, port }),
  );
  console.log(`Escutando em ${address}`);
}

if (isMainThread) await main();
// #endregion primes-server-listen

// #region primes-server-worker
// Nas outras threads: uma linha vem, uma resposta vai.
parentPort?.on('message', (line) => parentPort?.postMessage(work(line)));
// #endregion primes-server-worker
