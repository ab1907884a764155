import { type Endpoint, explainError, PeerError } from '@tomada/utils';
import type { Direction, TcpEvent } from '../tcp-events.ts';
import { reshapes, type TcpFaults } from '../tcp-faults.ts';
import { describeBytes, describeDelay, type Line, who } from './view.ts';

/** Tells in Portuguese, a line for each thing, what a TCP proxy does. */
export class TcpView {
  readonly #target: Endpoint;
  readonly #faults: Readonly<Record<Direction, TcpFaults>>;
  readonly #delays = new Map<string, number>();

  constructor(target: Endpoint, faults: Readonly<Record<Direction, TcpFaults>>) {
    this.#target = target;
    this.#faults = faults;
  }

  /** The line of an event, or undefined when there is nothing to tell. */
  tell(event: TcpEvent): Line | undefined {
    if (event.event === 'connect-failed') {
      const [what] = explainError(new PeerError(event.code, 'connect'), this.#target).split('\n');
      const text = `${who(event.connection)}  ${what} Cortei a conexão dele e continuo escutando.`;
      return { text, isProblem: true };
    }
    const done = this.#describe(event);
    if (done === undefined) return undefined;
    const direction = 'direction' in event ? event.direction : undefined;
    return { text: `${who(event.connection, direction)}  ${done}`, isProblem: false };
  }

  #describe(event: Exclude<TcpEvent, { event: 'connect-failed' }>): string | undefined {
    switch (event.event) {
      case 'open':
        return 'conectou-se';
      case 'connected':
        return undefined;
      case 'received':
        // What leaves as it came needs no line of its own.
        return reshapes(this.#faults[event.direction])
          ? `recebi ${describeBytes(event)}`
          : undefined;
      case 'delayed':
        this.#delays.set(`${event.connection} ${event.direction}`, event.ms);
        return undefined;
      case 'sent':
        return `passei ${describeBytes(event)}${this.#takeDelay(event)}`;
      case 'discarded':
        return `descartei ${describeBytes(event)}`;
      case 'half-closed':
        return event.by === 'sender'
          ? 'fim dos dados (FIN)'
          : 'encerrei este sentido: fim dos dados (FIN)';
      case 'stalled':
        return 'parei: nada mais passa neste sentido';
      case 'closed':
        return 'fechei a conexão dos dois lados (FIN)';
      case 'reset':
        return describeReset(event.by, event.code);
      case 'ended':
        for (const direction of ['toServer', 'toClient']) {
          this.#delays.delete(`${event.connection} ${direction}`);
        }
        return 'conexão encerrada';
    }
  }

  #takeDelay({ connection, direction }: { connection: number; direction: Direction }): string {
    const key = `${connection} ${direction}`;
    const ms = this.#delays.get(key);
    this.#delays.delete(key);
    return describeDelay(ms);
  }
}

function describeReset(by: 'client' | 'server' | 'fault', code: string): string {
  if (by === 'fault') return 'cortei a conexão dos dois lados (RST)';
  const side = by === 'client' ? 'o cliente' : 'o servidor';
  return code === 'ECONNRESET' || code === 'EPIPE'
    ? `${side} cortou a conexão (RST)`
    : `a conexão com ${side} falhou (${code})`;
}
