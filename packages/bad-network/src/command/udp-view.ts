import { type Endpoint, explainError, PeerError } from '@tomada/utils';
import type { UdpEvent } from '../udp-events.ts';
import { describeBytes, describeDelay, type Line, who } from './view.ts';

/** Tells in Portuguese, a line for each thing, what a UDP relay does. */
export class UdpView {
  readonly #target: Endpoint;
  readonly #delays = new Map<string, number>();

  constructor(target: Endpoint) {
    this.#target = target;
  }

  /** The line of an event, or undefined when there is nothing to tell. */
  tell(event: UdpEvent): Line | undefined {
    if (event.event === 'open') return undefined;
    if (event.event === 'ended') {
      for (const key of this.#delays.keys()) {
        if (key.startsWith(`${event.client} `)) this.#delays.delete(key);
      }
      return undefined;
    }
    if (event.event === 'failed') {
      const endpoint = event.direction === 'toServer' ? this.#target : undefined;
      const [what] = explainError(new PeerError(event.code, 'connect'), endpoint).split('\n');
      const text = `${who(event.client, event.direction)}  ${what} Continuo escutando.`;
      return { text, isProblem: true };
    }
    const done = this.#describe(event);
    if (done === undefined) return undefined;
    const start = `${who(event.client, event.direction)}  datagrama ${event.datagram}`;
    return { text: `${start}  ${done}`, isProblem: false };
  }

  #describe(event: Extract<UdpEvent, { datagram: number }>): string | undefined {
    const key = `${event.client} ${event.direction} ${event.datagram}`;
    switch (event.event) {
      case 'received':
      case 'repeated':
        return undefined;
      case 'delayed':
        this.#delays.set(key, event.ms);
        return undefined;
      case 'sent': {
        const delay = describeDelay(this.#delays.get(key));
        this.#delays.delete(key);
        const verb = event.copy === 1 ? 'passei' : 'passei de novo';
        return `${verb} ${describeBytes(event)}${delay}`;
      }
      case 'lost':
        return `perdi ${describeBytes(event)}${event.by === 'full' ? '  (não cabia mais nada na fila)' : ''}`;
      case 'held-back':
        return 'segurei: passa depois do próximo';
      case 'cut':
        return `cortei: de ${event.from} bytes ficaram ${event.length}`;
      case 'changed':
        return `mudei o byte ${event.offset + 1}: era ${hex(event.before)}, agora é ${hex(event.after)}`;
    }
  }
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
