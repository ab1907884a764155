/** Um dos dois computadores: um processo a quem se pede que envie ou receba. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Answers } from './worker.ts';

interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** Quem espera uma resposta. */
interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

export class Computer implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #count = 0;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', ({ id, value, error }: Answer) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) waiting?.resolve(value);
      else waiting?.reject(new Error(error));
    });
    child.on('close', () => {
      for (const each of this.#waiting.values()) each.reject(new Error('o computador se desligou'));
    });
  }

  /** @param enter o comando que o põe na rede dele; nenhum: a do próprio computador */
  static async start(enter: readonly string[] = []): Promise<Computer> {
    const file = fileURLToPath(new URL('./worker.ts', import.meta.url));
    const [command = '', ...args] = [...enter, process.execPath, ...process.execArgv, file];
    const child = spawn(command, args, {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      detached: true, // Um Ctrl-C no terminal é com quem o iniciou.
    });
    const computer = new Computer(child);
    await Promise.race([
      once(child, 'message'),
      once(child, 'close').then(([code]) => {
        throw new Error(`não consegui iniciar um programa em outra rede (código ${code})`);
      }),
    ]);
    return computer;
  }

  /** Pede algo e espera a resposta. */
  async ask<What extends keyof Answers>(
    what: What,
    ...args: Parameters<Answers[What]>
  ): Promise<Awaited<ReturnType<Answers[What]>>> {
    this.#count++;
    const id = this.#count;
    const answer = await new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#child.send({ id, what, args }, (error) => {
        if (error) reject(error);
      });
    });
    // Soundness: worker.ts responde a cada pedido com o que a sua função dá.
    return answer as Awaited<ReturnType<Answers[What]>>;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const closed = once(this.#child, 'close');
    this.#child.kill('SIGKILL');
    await closed;
  }
}
