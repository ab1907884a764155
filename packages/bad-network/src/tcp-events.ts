import type { Timed } from './event-log.ts';

/** `toServer`: from the client to the server; `toClient`: back. */
export type Direction = 'toServer' | 'toClient';

interface OfConnection extends Timed {
  /** 1 for the first client that connected. */
  readonly connection: number;
}

interface OfDirection extends OfConnection {
  readonly direction: Direction;
  /** How many bytes of this direction came before. */
  readonly offset: number;
}

interface OfBytes extends OfDirection {
  readonly length: number;
  /** The first 64 bytes at most, in hexadecimal. */
  readonly hex: string;
}

/**
 * What the proxy saw and did, as reads and writes of its own sockets: it does not see the system's TCP segments and
 * does not pretend to.
 *
 * - `open`: a client connected (its address in `client`); `connected`: the target accepted, too
 * - `connect-failed`: the target did not (`code`: ECONNREFUSED…), so the client was reset
 * - `received`, `sent`: bytes that were read, bytes that were written (given to the system)
 * - `delayed`: the next bytes wait, in all `ms`
 * - `discarded`: bytes that were read and are lost, because a fault said so or their receiver is gone
 * - `half-closed`: the receiver was sent a FIN, as the sender sent one (`by: 'sender'`) or as a fault wants it
 * - `stalled`, `closed`: that fault happened
 * - `reset`: a side reset the connection (`by`, with the error's `code`) or a fault did; the rest was reset
 * - `ended`: both sockets are closed
 */
export type TcpEvent =
  | (OfConnection & { readonly event: 'open'; readonly client: string })
  | (OfConnection & { readonly event: 'connected' })
  | (OfConnection & { readonly event: 'connect-failed'; readonly code: string })
  | (OfBytes & { readonly event: 'received' | 'sent' | 'discarded' })
  | (OfDirection & { readonly event: 'delayed'; readonly ms: number })
  | (OfDirection & { readonly event: 'half-closed'; readonly by: 'sender' | 'fault' })
  | (OfDirection & { readonly event: 'stalled' | 'closed' })
  | (OfDirection & {
      readonly event: 'reset';
      readonly by: 'client' | 'server' | 'fault';
      readonly code: string;
    })
  | (OfConnection & { readonly event: 'ended' });
