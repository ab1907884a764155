import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { addEvent, type Conversation, type NetworkEvent, type Side } from './conversation.ts';

interface Recorded {
  readonly client: string;
  readonly server: () => string;
  readonly events: NetworkEvent[];
  readonly closed: Promise<unknown>;
  readonly sockets: readonly [Socket, Socket];
}

/**
 * TCP proxies between the clients and the server of a transcript, that pass everything on (bytes, half-close,
 * reset, and slowness: a side that does not read is not read for) and note who did what.
 */
export class Recorder implements AsyncDisposable {
  readonly #recorded: Recorded[] = [];
  readonly #proxies: Server[] = [];

  /**
   * Stands on a port and passes on to another one.
   *
   * @param client the name of the terminal that connects here
   * @param server gives the name of the terminal that listens behind
   */
  async stand(port: number, target: number, client: string, server: () => string): Promise<void> {
    const proxy = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (near) => {
      const far = connect({ host: '127.0.0.1', port: target, allowHalfOpen: true });
      const events: NetworkEvent[] = [];
      const closed = Promise.all([closing(near), closing(far)]);
      this.#recorded.push({ client, server, events, closed, sockets: [near, far] });
      passOn(near, far, 'client', events);
      passOn(far, near, 'server', events);
      far.once('connect', () => near.resume());
    });
    proxy.listen({ host: '127.0.0.1', port, exclusive: true });
    await once(proxy, 'listening');
    this.#proxies.push(proxy);
  }

  /** Waits until the connections of these clients are closed: a process that ended has no more to say. */
  async settled(clients: readonly string[]): Promise<void> {
    const own = this.#recorded.filter(({ client }) => clients.includes(client));
    await Promise.all(own.map(({ closed }) => closed));
  }

  /** What was noted so far, in the order of the connections' openings. */
  conversations(): Conversation[] {
    return this.#recorded.map(({ client, server, events }) => ({
      client,
      server: server(),
      events: [...events],
    }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = this.#proxies.map((proxy) => once(proxy, 'close'));
    for (const proxy of this.#proxies) proxy.close();
    for (const { sockets } of this.#recorded) for (const socket of sockets) socket.destroy();
    await Promise.all(closed);
  }
}

function closing(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

/**
 * ms that the first bytes after the other side's turn are kept back: a half-close that was sent right behind them is
 * noted where it was sent, before the other side can have answered.
 */
const KEPT_BACK = 15;

function passOn(from: Socket, to: Socket, side: Side, events: NetworkEvent[]): void {
  let kept: Buffer[] | undefined;
  let hasEnded = false;

  function forward(piece: Buffer): void {
    if (to.destroyed || to.write(piece)) return;
    from.pause();
    to.once('drain', () => from.resume());
  }

  function release(): void {
    for (const piece of kept ?? []) forward(piece);
    kept = undefined;
    if (hasEnded) to.end();
  }

  from.on('data', (piece) => {
    const last = events.at(-1);
    const isFirst = last?.event !== 'data' || last.from !== side;
    addEvent(events, { event: 'data', from: side, hex: piece.toString('hex') });
    if (kept) kept.push(piece);
    else if (isFirst) {
      kept = [piece];
      setTimeout(release, KEPT_BACK);
    } else forward(piece);
  });
  from.on('end', () => {
    addEvent(events, { event: 'end', from: side });
    hasEnded = true;
    if (!kept) to.end();
  });
  from.on('error', () => {
    // The other side was reset by us because this one was: that is one event, not two.
    if (to.destroyed) return;
    addEvent(events, { event: 'reset', from: side });
    to.resetAndDestroy();
  });
}
