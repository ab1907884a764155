import type { Timed } from './event-log.ts';
import type { Direction } from './tcp-events.ts';

interface OfClient extends Timed {
  /** 1 for the first address and port that sent something. */
  readonly client: number;
}

interface OfDatagram extends OfClient {
  readonly direction: Direction;
  /** 1 for the first one of this client in this direction. */
  readonly datagram: number;
}

interface OfBytes extends OfDatagram {
  readonly length: number;
  /** The first 64 bytes at most, in hexadecimal. */
  readonly hex: string;
}

/**
 * What the relay saw and did, as datagrams that its own sockets received and sent.
 *
 * - `open`: an address sent its first datagram (`address`); `ended`: it was forgotten
 * - `received`, `sent`: a datagram came, left (`copy` 2: the repeated one)
 * - `lost`: it is not passed on, by a fault or because too many were held (`by: 'fault' | 'full'`)
 * - `repeated`, `held-back`: that was decided
 * - `cut`: `length` bytes of `from` are left; `changed`: the byte at `offset` was `before` and is `after` now
 * - `delayed`: it waits `ms`
 * - `failed`: a system call failed (`code`: ECONNREFUSED when nobody listens at the target)
 */
export type UdpEvent =
  | (OfClient & { readonly event: 'open'; readonly address: string })
  | (OfBytes & { readonly event: 'received' })
  | (OfBytes & { readonly event: 'sent'; readonly copy: 1 | 2 })
  | (OfBytes & { readonly event: 'lost'; readonly by: 'fault' | 'full' })
  | (OfDatagram & { readonly event: 'repeated' | 'held-back' })
  | (OfDatagram & { readonly event: 'cut'; readonly from: number; readonly length: number })
  | (OfDatagram & {
      readonly event: 'changed';
      readonly offset: number;
      readonly before: number;
      readonly after: number;
    })
  | (OfDatagram & { readonly event: 'delayed'; readonly ms: number })
  | (OfClient & {
      readonly event: 'failed';
      readonly direction: Direction;
      readonly code: string;
    })
  | (OfClient & { readonly event: 'ended' });
