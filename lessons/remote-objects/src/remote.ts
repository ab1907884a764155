// #region remote-caller
/** O lado de quem chama: transforma uma chamada em mensagem, e a resposta em resultado. */
import type { Socket } from 'node:net';
import { LengthPrefixDecoder, PeerError } from '@tomada/utils';
import { type Answer, encode, LONGEST, readAnswer } from './message.ts';
import { CallError } from './published.ts';

/** O servidor encerrou a conversa e disse por quê. */
export class FarewellError extends Error {}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly timer: NodeJS.Timeout;
}

export class Caller {
  readonly #connection: Socket;
  readonly #timeout: number;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #failure: unknown;

  /** @param timeout quanto esperar por cada resposta, em ms */
  constructor(connection: Socket, timeout: number) {
    this.#connection = connection;
    this.#timeout = timeout;
    connection.setNoDelay(true); // Uma chamada pequena não espera companhia.
    this.#listen();
  }

  /** Chama um método de longe. @throws {CallError} o servidor disse não */
  async call(
    object: string,
    method: string,
    args: readonly unknown[],
  ): Promise<unknown> {
    if (this.#failure !== undefined) throw this.#failure;
    this.#lastId++;
    const id = this.#lastId;
    this.#connection.write(encode({ id, object, method, args }));
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new PeerError('ETIMEDOUT'));
      }, this.#timeout);
      this.#waiting.set(id, { resolve, reject, timer });
    });
  }
  // #endregion remote-caller

  // #region remote-listen
  #listen(): void {
    const frames = new LengthPrefixDecoder(LONGEST);
    let isFirst = true;
    this.#connection.on('data', (piece) => {
      isFirst = false;
      try {
        for (const frame of frames.push(piece)) this.#take(readAnswer(frame));
      } catch (error) {
        this.#fail(error);
        this.#connection.destroy();
      }
    });
    this.#connection.on('error', (error) => this.#fail(error));
    this.#connection.on('end', () => {
      try {
        frames.end();
        // Acabou entre duas mensagens: quem esperava não terá resposta.
        const code = isFirst ? 'ERR_EMPTY_ANSWER' : 'ECONNRESET';
        this.#fail(new PeerError(code));
      } catch (error) {
        this.#fail(error);
      }
    });
  }

  /** A conexão acabou: nenhuma chamada terá mais resposta. */
  #fail(error: unknown): void {
    this.#failure ??= error;
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(this.#failure);
    }
    this.#waiting.clear();
  }
  // #endregion remote-listen

  // #region remote-take
  /** Entrega uma resposta a quem espera por ela. */
  #take(answer: Answer): void {
    if (answer.id === null) throw new FarewellError(answer.error.message);
    const waiting = this.#waiting.get(answer.id);
    if (!waiting) {
      const isOld = answer.id <= this.#lastId;
      const which = isOld ? 'atrasada ou repetida da' : 'que não pedi, da';
      console.log(`Resposta ${which} chamada ${answer.id}, ignorada.`);
      return;
    }
    this.#waiting.delete(answer.id);
    clearTimeout(waiting.timer);
    if ('result' in answer) waiting.resolve(answer.result);
    else {
      const { code, message } = answer.error;
      waiting.reject(new CallError(code, message));
    }
  }
}
// #endregion remote-take

// #region remote-object
/** Os mesmos métodos, mas cada resultado é uma promessa: ele vem de longe. */
export type Remote<Target> = {
  readonly [Name in keyof Target]: Target[Name] extends (
    ...args: infer Args
  ) => infer Result
    ? (...args: Args) => Promise<Result>
    : never;
};

/** Um objeto que não está aqui: chamar um método dele é enviar uma mensagem. */
export function remoteObject<Target>(
  caller: Caller,
  name: string,
): Remote<Target> {
  const object = new Proxy(Object.create(null), {
    get: (_, method) =>
      // Quem faz `await ana` procura em ana um método then: não o mande longe.
      typeof method === 'symbol' || method === 'then'
        ? undefined
        : (...args: unknown[]) => caller.call(name, method, args),
  });
  // O tipo é o que combinamos; que o servidor o cumpra, só ele garante.
  return object as Remote<Target>;
}
// #endregion remote-object
