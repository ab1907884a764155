import type { TcpFaults } from '@tomada/bad-network';

/** What the bad network does to a conversation, both ways; also as `pnpm bad-network` takes it. */
export interface NetworkFault {
  /** Bytes a piece at most. */
  readonly chunk?: number;
  /** The connection is reset after so many bytes of one direction. */
  readonly resetAfter?: number;
}

/** ms between two pieces: long enough for a program that waits to see them apart, mostly. */
const GAP = 2;

export function toTcpFaults({ chunk, resetAfter }: NetworkFault): TcpFaults {
  return {
    ...(chunk === undefined ? {} : { chunk, gap: GAP }),
    ...(resetAfter === undefined ? {} : { reset: { after: resetAfter } }),
  };
}

export function toOptions({ chunk, resetAfter }: NetworkFault): string {
  const options = [
    chunk === undefined ? '' : ` --chunk ${chunk}`,
    resetAfter === undefined ? '' : ` --reset ${resetAfter}`,
  ];
  return options.join('');
}
