import type { TcpFaults, TcpProxyOptions } from '@tomada/bad-network';

type Profile = Pick<TcpProxyOptions, 'toServer' | 'toClient'>;

const both = (faults: TcpFaults): Profile => ({ toServer: faults, toClient: faults });
const pieces = { chunk: { from: 1, to: 8 }, gap: 0 } as const;
const often = { probability: 0.3 };
const rarely = { probability: 0.05 };

/** Networks that connections meet in turn; what happens to each connection there is drawn by lot. */
export const profiles: readonly Profile[] = [
  {},
  both(pieces),
  both({ jitter: 4 }),
  { toServer: { reset: often } },
  { toClient: { reset: often } },
  { toServer: { close: often } },
  { toClient: { close: often } },
  { toServer: { halfClose: often } },
  both({ ...pieces, reset: rarely }),
  both({ ...pieces, jitter: 2, close: rarely }),
];

/** Where the connection stays open and nothing passes: the client has to give up, and the server does not learn of it. */
export const stalling: readonly Profile[] = [
  { toServer: { ...pieces, stall: rarely } },
  { toClient: { ...pieces, stall: rarely } },
];
