import { type Twin, twins } from '@tomada/testing';

/** A client and a server of whatever languages. */
export interface Pair {
  readonly server: Twin;
  readonly client: Twin;
  /** For `test.skipIf`. */
  readonly skip: boolean;
}

/** All four pairings of a server of lesson-tcp-server and a client of lesson-tcp-client: each its script and its name. */
export function pairs(
  server: readonly [string, string],
  client: readonly [string, string],
): Pair[] {
  return twins('tcp-server', ...server).flatMap((server) =>
    twins('tcp-client', ...client).map((client) => ({
      server,
      client,
      skip: server.skip || client.skip,
    })),
  );
}
