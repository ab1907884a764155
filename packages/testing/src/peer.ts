import type { Socket } from 'node:net';
import { open } from './sockets.ts';

/** How a connection ended: `undefined` in good order, else the system's code, such as ECONNRESET. */
export type Closed = string | undefined;

/** A test's side of a conversation with a program; destroyed when it goes out of scope (`await using`). */
export class Peer implements AsyncDisposable {
  readonly socket: Socket;
  /** What the program sees as its client's address: `127.0.0.1:50000`. */
  readonly name: string;
  /** Resolves when the connection is gone, by whatever side and in whatever way. */
  readonly closed: Promise<Closed>;
  readonly #changed = new EventTarget();
  #pieces: Buffer[] = [];
  #over = false;
  #error: Closed;

  constructor(socket: Socket) {
    this.socket = socket;
    this.name = `${socket.localAddress}:${socket.localPort}`;
    const change = () => this.#changed.dispatchEvent(new Event('change'));
    socket.on('data', (piece) => {
      this.#pieces.push(piece);
      change();
    });
    socket.on('end', () => {
      this.#over = true;
      change();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.#error = error.code ?? error.message;
    });
    this.closed = new Promise((resolve) =>
      socket.on('close', () => {
        this.#over = true;
        change();
        resolve(this.#error);
      }),
    );
  }

  /** Connects to a port of 127.0.0.1, or another of the own addresses. */
  static async open(port: number, host?: string): Promise<Peer> {
    const socket = await open(port, host);
    socket.setNoDelay(true);
    return new Peer(socket);
  }

  /** Says something, whole or in pieces that leave one by one; resolves when the system has taken them. */
  async say(...pieces: readonly (string | Uint8Array)[]): Promise<void> {
    for (const piece of pieces) {
      await new Promise<void>((taken) => this.socket.write(piece, () => setImmediate(taken)));
    }
  }

  /** Says that no more comes from here (FIN). */
  sayNoMore(): void {
    this.socket.end();
  }

  /** Waits for some text and gives what came up to it, its end included; that is then taken. */
  async hear(text: string): Promise<string> {
    for (;;) {
      const all = Buffer.concat(this.#pieces);
      const found = all.indexOf(text);
      if (found !== -1) {
        const end = found + Buffer.byteLength(text);
        this.#pieces = [all.subarray(end)];
        return all.subarray(0, end).toString();
      }
      if (this.#over) {
        throw new Error(`«${text}» never came, only «${all}»; ended by ${this.#error ?? 'FIN'}`);
      }
      await this.#change();
    }
  }

  /** Waits for the end of what the program says, and gives what was not taken. Rejects on a reset. */
  async hearAll(): Promise<string> {
    while (!this.#over) await this.#change();
    const all = Buffer.concat(this.#pieces).toString();
    if (this.#error !== undefined) throw new Error(`${this.#error} after «${all}»`);
    return all;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.socket.destroy();
    await this.closed;
  }

  async #change(): Promise<void> {
    await new Promise((resolve) =>
      this.#changed.addEventListener('change', resolve, { once: true }),
    );
  }
}

/**
 * Sends the same bytes again and again without reading a byte, until the program takes no more of them for a second.
 *
 * @param most bytes after which the test gives up: the program takes whatever comes
 * @returns bytes that were written, and whether the program stopped taking them
 */
export async function sendUntilStuck(
  connection: Socket,
  bytes: Uint8Array,
  most: number,
): Promise<{ readonly sent: number; readonly stuck: boolean }> {
  connection.pause();
  for (let sent = 0; sent < most; ) {
    sent += bytes.length;
    if (connection.write(bytes)) continue;
    const drained = await new Promise<boolean>((resolve) => {
      const patience = setTimeout(() => resolve(false), 1_000);
      connection.once('drain', () => {
        clearTimeout(patience);
        resolve(true);
      });
    });
    if (!drained) return { sent, stuck: true };
  }
  return { sent: most, stuck: false };
}
