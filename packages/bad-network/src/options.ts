import type { Endpoint } from '@tomada/utils';
import { checkWhole } from './fault-error.ts';
import { HIGHEST_SEED } from './random.ts';

/** Any free port of this computer only. */
export const LOOPBACK: Endpoint = { host: '127.0.0.1', port: 0 };

/** What the proxy and the relay are both told. */
export interface CommonOptions<Faults, Event> {
  /** Where the server is; a name is looked up anew for each client. */
  readonly target: Endpoint;
  /** Where to listen; default 127.0.0.1 and a free port. */
  readonly listen?: Endpoint | undefined;
  /** 0 to 4294967295; default: one by chance. The same seed gives the same decisions. */
  readonly seed?: number | undefined;
  /** What happens from the clients to the server; default nothing. */
  readonly toServer?: Faults | undefined;
  /** What happens from the server to the clients; default nothing. */
  readonly toClient?: Faults | undefined;
  /** Is told each event as it happens; it must not throw. */
  readonly onEvent?: ((event: Event) => void) | undefined;
  /** Whether `events` is filled, default true. False, and no `onEvent`, spares the work for long runs. */
  readonly recordEvents?: boolean | undefined;
}

/** @throws {FaultError} on a seed out of its range or a target without a port */
export function checkCommon({ seed, target }: CommonOptions<unknown, never>): void {
  checkWhole('seed', seed, 0, HIGHEST_SEED);
  checkWhole('target.port', target.port, 1, 65535);
}
