import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A transfer: so many bytes one way on one connection. */
export interface BulkJob {
  readonly port: number;
  readonly bytes: number;
}

/** How it went. */
export interface BulkResult {
  /** From the first write to the receiver's word that all has come. */
  readonly bytesPerSecond: number;
  /** What makes the figure worthless: bytes lost, changed, out of order, too many; a connection that broke. */
  readonly problem: string | null;
}

/** What the receiver found. */
export interface Received {
  readonly bytes: number;
  /** Where the first byte was that should not have been there; null when there was none. */
  readonly firstWrong: number | null;
}

/** What a program writes at once; also what Node's streams read from a file at once. */
export const BLOCK = 65_536;

/** A prime, so that no piece of a usual size that is lost or comes twice leaves the rest in step. */
const PERIOD = 262_139;

const stream = makeStream();

/** The bytes of a transfer from an offset on, up to `length` of them and at most `BLOCK`; not to be changed. */
export function bytesAt(offset: number, length: number): Buffer {
  const start = offset % PERIOD;
  return stream.subarray(start, start + Math.min(length, BLOCK));
}

/** Compares what comes with what should, byte for byte; so much cheaper than the reading that no figure shows it. */
export class BulkCheck implements Received {
  bytes = 0;
  firstWrong: number | null = null;

  take(piece: Buffer): void {
    for (let at = 0; at < piece.length; at += BLOCK) {
      const part = piece.subarray(at, at + BLOCK);
      if (this.firstWrong === null && !part.equals(bytesAt(this.bytes, part.length))) {
        this.firstWrong = this.bytes;
      }
      this.bytes += part.length;
    }
  }
}

/** Serves one connection of a receiver: takes what comes to its end, then says what it got. */
export function receiveBulk(connection: Socket): void {
  const check = new BulkCheck();
  connection.on('error', () => connection.destroy());
  connection.on('data', (piece) => check.take(piece));
  connection.on('end', () => connection.end(JSON.stringify(check)));
}

/** Sends all bytes, ends its side, and waits for the receiver's word. A broken connection is a `problem`, no error. */
export async function sendBulk({ port, bytes }: BulkJob): Promise<BulkResult> {
  const connection = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
  try {
    await once(connection, 'connect');
    const started = performance.now();
    const answer = readText(connection);
    let sent = 0;
    const send = (): void => {
      while (sent < bytes) {
        const block = bytesAt(sent, bytes - sent);
        sent += block.length;
        if (!connection.write(block)) return; // goes on at 'drain'
      }
      connection.removeListener('drain', send);
      connection.end();
    };
    connection.on('drain', send);
    send();
    const text = await answer;
    const seconds = (performance.now() - started) / 1000;
    if (text === '') return { bytesPerSecond: 0, problem: 'o destino não disse o que recebeu' };
    const received: Received = JSON.parse(text); // sound: `receiveBulk` wrote it, whole as the FIN came
    return { bytesPerSecond: bytes / seconds, problem: explain(received, bytes) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException; // only sockets fail here
    return { bytesPerSecond: 0, problem: `a conexão falhou (${code ?? message})` };
  } finally {
    connection.destroy();
  }
}

/** What is wrong with a transfer, in words; null when nothing is. */
export function explain({ bytes: got, firstWrong }: Received, sent: number): string | null {
  if (firstWrong !== null) return `o byte ${firstWrong} de ${sent} chegou errado`;
  return got === sent ? null : `chegaram ${got} de ${sent} bytes`;
}

async function readText(connection: Socket): Promise<string> {
  let text = '';
  for await (const piece of connection.iterator({ destroyOnReturn: false })) text += piece;
  return text;
}

/** A period and its first block once more, so that every block lies in one piece. The generator is Numerical Recipes'. */
function makeStream(): Buffer {
  const made = Buffer.alloc(PERIOD + BLOCK);
  let state = 1;
  for (let at = 0; at < PERIOD; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    made[at] = state >>> 24;
  }
  made.copyWithin(PERIOD, 0, BLOCK);
  return made;
}
