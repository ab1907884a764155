// #region named-threads-imports
/**
 * Três threads com nome. Cada uma diz que começou, escreve quatro linhas com
 * uma pausa depois de cada uma e diz que terminou. A ordem entre elas, quem
 * decide é o sistema.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  isMainThread,
  parentPort,
  type Worker,
  workerData,
} from 'node:worker_threads';
import {
  endOnInterrupt,
  readOptions,
  secondsOption,
  startWorker,
} from '@tomada/utils';

// #endregion named-threads-imports

// #region named-threads-class
/** O que distingue uma thread das outras; é copiado para dentro dela. */
interface Task {
  readonly id: number;
  readonly name: string;
  readonly seconds: number;
}

/** Uma thread com nome. Criar o objeto não inicia nada. */
class NamedThread {
  readonly #task: Task;

  constructor(id: number, name: string, seconds: number) {
    this.#task = { id, name, seconds };
  }
  // #endregion named-threads-class

  // #region named-threads-start
  #worker: Worker | undefined;

  /** Inicia a thread: ela roda este mesmo arquivo e chama run(). */
  start(): void {
    const { id, name } = this.#task;
    const file = new URL(import.meta.url);
    this.#worker = startWorker(file, { workerData: this.#task });
    // Sem este ouvinte, um erro em uma thread derrubaria o programa inteiro.
    this.#worker.on('error', (error) => {
      console.error(`${name} (${id}): falhou: ${error.message}`);
      process.exitCode = 1;
    });
  }
  // #endregion named-threads-start

  // #region named-threads-join
  /** Espera a thread terminar, bem ou mal. */
  async join(): Promise<void> {
    await new Promise((resolve) => this.#worker?.once('exit', resolve));
  }
  // #endregion named-threads-join

  // #region named-threads-interrupt
  /** Pede à thread que pare. É só um pedido: ela precisa escutar. */
  interrupt(): void {
    this.#worker?.postMessage('interrupt');
  }
  // #endregion named-threads-interrupt

  // #region named-threads-class-end
}
// #endregion named-threads-class-end

// #region named-threads-run
const interruption = new AbortController();

/** O trabalho, já dentro da thread. */
async function run({ id, name, seconds }: Task): Promise<void> {
  console.log(`${name} (${id}): começou`);
  try {
    for (let i = 0; i < 4; i++) {
      console.log(`T: ${name} ${i}`);
      await sleep(seconds * 1000, undefined, { signal: interruption.signal });
    }
    console.log(`${name} (${id}): terminou`);
  } catch {
    // A pausa é o único ponto em que o pedido de parar nos alcança.
    console.log(`${name} (${id}): interrompida`);
  }
}
// #endregion named-threads-run

// #region named-threads-main
/** O que faz a thread principal, a única que existe no começo. */
async function main(): Promise<void> {
  const { ana, bruno, clara, patience } = readOptions({
    usage: 'pnpm --filter lesson-threads start',
    about: 'Três threads com nome; a ordem entre elas é o sistema que decide.',
    options: {
      ana: secondsOption('pausa da Ana', 1),
      bruno: secondsOption('pausa do Bruno', 1),
      clara: secondsOption('pausa da Clara', 1),
      patience: secondsOption('quanto esperar antes de interromper', 60),
    },
  });
  const threads = [
    new NamedThread(1, 'Ana', ana),
    new NamedThread(2, 'Bruno', bruno),
    new NamedThread(3, 'Clara', clara),
  ];
  console.log('Três threads criadas; nenhuma começou.');
  // #endregion named-threads-main

  // #region named-threads-main-start
  // Ctrl-C termina o processo, e as threads com ele.
  endOnInterrupt(async () => {});
  for (const thread of threads) thread.start();
  // #endregion named-threads-main-start

  // #region named-threads-main-interrupt
  const deadline = setTimeout(() => {
    for (const thread of threads) thread.interrupt();
  }, patience * 1000);
  // #endregion named-threads-main-interrupt

  // #region named-threads-main-join
  await Promise.all(threads.map((thread) => thread.join()));
  console.log('Todas terminaram.');
  // #endregion named-threads-main-join

  // #region named-threads-main-forget
  clearTimeout(deadline);
  // #endregion named-threads-main-forget

  // #region named-threads-main-end
}

if (isMainThread) await main();
// #endregion named-threads-main-end

// #region named-threads-worker-interrupt
// Na thread, um pedido de parar interrompe a pausa. Quem escuta não termina:
// acabado o trabalho, é preciso parar de escutar.
if (!isMainThread) parentPort?.once('message', () => interruption.abort());
// #endregion named-threads-worker-interrupt

// #region named-threads-worker
if (!isMainThread) await run(workerData);
// #endregion named-threads-worker

// #region named-threads-worker-close
parentPort?.close();
// #endregion named-threads-worker-close
