// #region peer-machine-start
/** Anda pela tabela de estados, e sabe quando está na hora de chamar. */
import { nextState, type PeerEvent, type StateName } from './peer-states.ts';

/** Tempos, em milissegundos. */
const CALL_LIMIT = 3_000;
const FIRST_RETRY = 250;
const LONGEST_RETRY = 4_000;

export class PeerMachine {
  state: StateName = 'waiting';
  /** Se há a quem chamar. */
  mayCall = true;
  readonly #call: () => void;
  readonly #callTimedOut: () => void;
  #retry = FIRST_RETRY;
  #timer: NodeJS.Timeout | undefined;

  constructor(call: () => void, callTimedOut: () => void) {
    this.#call = call;
    this.#callTimedOut = callTimedOut;
  }
  // #endregion peer-machine-start

  // #region peer-machine-fire
  /** Algo aconteceu. Diz se isso muda o estado. */
  fire(event: PeerEvent): boolean {
    const next = nextState(this.state, event);
    if (next === undefined || (event === 'call' && !this.mayCall)) return false;
    this.state = next;
    clearTimeout(this.#timer);
    if (next === 'calling') {
      this.#timer = setTimeout(this.#callTimedOut, CALL_LIMIT);
      this.#call();
    } else if (next === 'together') this.#retry = FIRST_RETRY;
    else if (next !== 'left') this.#callLater();
    return true;
  }

  /** Chama de novo daqui a pouco: cada vez espera o dobro, até um limite. */
  #callLater(): void {
    this.#timer = setTimeout(() => this.fire('call'), this.#retry);
    this.#retry = Math.min(this.#retry * 2, LONGEST_RETRY);
  }
}
// #endregion peer-machine-fire
