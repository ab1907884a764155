/** O que uma medida pede à rede. Há duas: entre duas redes do Linux, e pela rede ruim deste projeto. */
import type { Endpoint } from '@tomada/utils';
import type { Computer } from './computer.ts';
import type { Through, Transport, WireCounts } from './measurement.ts';

/** O que acontece aos pacotes, nos dois sentidos. */
export interface Weather {
  /** % que se perde. */
  readonly loss: number;
  /** ms a mais. */
  readonly delay: number;
  /** De onde saem os sorteios. */
  readonly seed: number;
}

/** O que vai para o arquivo das medidas. */
export interface About {
  /** Como o TCP decide o seu passo (RFC 5681); só onde ele é medido. */
  readonly congestionControl?: string;
  /** A versão do Python que faz o fio. */
  readonly python?: string;
}

export interface Network extends AsyncDisposable {
  readonly through: Through;
  /** Quem envia e quem recebe. */
  readonly a: Computer;
  readonly b: Computer;
  /** O endereço de `b`. */
  readonly host: string;
  readonly about: About;
  /** Por que um deles não pode ser medido aqui; undefined: pode. */
  whyNot(transport: Transport): string | undefined;
  /** Muda o tempo e zera as contas. */
  set(weather: Weather): Promise<void>;
  /** Para onde `a` envia o que deve chegar a esta porta de `b`. */
  routeTo(port: number): Promise<Endpoint>;
  /** Espera não haver nada a caminho, e dá as contas. */
  drain(): Promise<WireCounts>;
}

/** Esta máquina não deixa; a mensagem diz por quê. */
export class NoNetworkError extends Error {}
