/**
 * Onde não há redes à parte: tudo em 127.0.0.1, e os datagramas passam pela rede ruim deste projeto. O TCP fica de fora:
 * um programa no meio de uma conexão vê bytes, não pacotes, e não tem o que perder.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { UdpRelay } from '@tomada/bad-network';
import { Computer } from './computer.ts';
import type { Transport, WireCounts } from './measurement.ts';
import type { Network, Weather } from './network.ts';

const NO_TCP =
  'um programa no meio de uma conexão só vê bytes: não consegue perder um pacote do TCP';

/** Quantas olhadas seguidas sem novidade: então nada mais está a caminho. */
const QUIET = 3;

export class OneNetwork implements Network {
  readonly through = 'bad-network';
  readonly host = '127.0.0.1';
  readonly about = {};
  readonly a: Computer;
  readonly b: Computer;
  #weather: Weather = { loss: 0, delay: 0, seed: 1 };
  #relay: UdpRelay | undefined;
  #counts = zeroes();

  private constructor(a: Computer, b: Computer) {
    this.a = a;
    this.b = b;
  }

  static async open(): Promise<OneNetwork> {
    const a = await Computer.start();
    try {
      return new OneNetwork(a, await Computer.start());
    } catch (error) {
      await a[Symbol.asyncDispose]();
      throw error;
    }
  }

  whyNot(transport: Transport): string | undefined {
    return transport === 'tcp' ? NO_TCP : undefined;
  }

  async set(weather: Weather): Promise<void> {
    await this.#relay?.close();
    this.#relay = undefined;
    this.#weather = weather;
    this.#counts = zeroes();
  }

  async routeTo(port: number): Promise<{ host: string; port: number }> {
    const { loss, delay, seed } = this.#weather;
    const faults = { loss: { probability: loss / 100 }, delay };
    const counts = this.#counts;
    this.#relay = await UdpRelay.listen({
      target: { host: this.host, port },
      toServer: faults,
      toClient: faults,
      seed,
      recordEvents: false,
      onEvent(event) {
        if (!('direction' in event)) return;
        const own = counts[event.direction];
        if (event.event === 'received') own.received++;
        else if (event.event === 'sent') own.passed++;
        else if (event.event === 'lost') own.dropped++;
      },
    });
    return { host: this.host, port: this.#relay.port };
  }

  async drain(): Promise<WireCounts> {
    const { toServer, toClient } = this.#counts;
    // Os datagramas que este processo ainda não leu não se contam: espera-se até nada mais mudar.
    let quiet = 0;
    let before = '';
    while (quiet < QUIET) {
      await wait(20);
      const state = JSON.stringify(this.#counts);
      const isHolding = [toServer, toClient].some(
        ({ received, passed, dropped }) => received > passed + dropped,
      );
      quiet = isHolding || state !== before ? 0 : quiet + 1;
      before = state;
    }
    const show = ({ passed, dropped }: Counts) => ({ passed, dropped });
    return { there: show(toServer), back: show(toClient) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#relay?.close();
    await Promise.all([this.a[Symbol.asyncDispose](), this.b[Symbol.asyncDispose]()]);
  }
}

interface Counts {
  received: number;
  passed: number;
  dropped: number;
}

function zeroes(): { readonly toServer: Counts; readonly toClient: Counts } {
  const zero = () => ({ received: 0, passed: 0, dropped: 0 });
  return { toServer: zero(), toClient: zero() };
}
