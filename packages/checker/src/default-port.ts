import type { ClientSide } from './exercise.ts';
import { portTaken } from './failure.ts';
import { PortLock } from './program/port-lock.ts';
import { waitUntilFree } from './program/ports.ts';

/** ms that another program may still be on the port. */
const WAIT = 5_000;

/**
 * The port on which a client comes that does not read PORT. Until it is known that this one does, the lock is held: a
 * client that comes to the default port must not meet the server of another judgement.
 */
export class DefaultPort implements AsyncDisposable {
  readonly port: number;
  /** Whether the program reads PORT; undefined until it has come once. */
  readsPort: boolean | undefined;
  readonly #side: ClientSide;
  readonly #signal: AbortSignal;
  #lock: PortLock | undefined;
  #isTaken = false;

  /** @param signal ends the waiting for the lock */
  constructor(side: ClientSide, signal: AbortSignal) {
    this.port = side.port;
    this.#side = side;
    this.#signal = signal;
  }

  /** @throws {CheckFailure} port-taken */
  async lock(): Promise<void> {
    this.#lock ??= await PortLock.take(this.port, this.#signal).catch(() => {
      throw portTaken(this.port);
    });
  }

  /** Waits until nobody listens there; who did not go the first time is not waited for again. @throws {CheckFailure} port-taken */
  async awaitFree(): Promise<void> {
    const isFree = await waitUntilFree(this.#side, this.#isTaken ? 0 : WAIT, this.#signal);
    this.#isTaken = !isFree;
    if (!isFree) throw portTaken(this.port);
  }

  /** Notes how the program came, and gives the lock back when it needs it no more. */
  async note(readsPort: boolean): Promise<void> {
    this.readsPort = readsPort;
    if (readsPort) await this[Symbol.asyncDispose]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lock?.[Symbol.asyncDispose]();
    this.#lock = undefined;
  }
}
