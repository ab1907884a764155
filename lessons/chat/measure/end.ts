/** As duas pontas de uma medida. */
import type { Endpoint } from '@tomada/utils';
import type { Arrival } from './count.ts';
import type { TcpCounts } from './measurement.ts';

/** O que quem envia precisa saber. */
export interface Job {
  readonly to: Endpoint;
  readonly size: number;
  readonly messages: number;
  readonly interval: number;
}

export interface Sent {
  readonly startedAt: number;
  readonly openedAt: number;
  readonly sentAt: readonly number[];
}

export interface Received {
  readonly arrivals: readonly Arrival[];
  readonly duplicates?: number;
}

/** Quem recebe: já escuta. */
export interface Receiver {
  readonly port: number;
  /** Quantas mensagens o programa já recebeu. */
  readonly count: number;
  take(): Received;
  close(): Promise<void>;
}

/** Quem envia. */
export interface Sender {
  /** Abre o caminho e envia tudo, no ritmo pedido. */
  send(): Promise<Sent>;
  tcpCounts?(): TcpCounts | undefined;
  close(): Promise<void>;
}

/** Um jeito de mandar mensagens: as suas duas pontas. */
export interface Ends {
  receive(host: string): Promise<Receiver>;
  sender(job: Job): Sender;
}
