import { once } from 'node:events';
import { unlinkSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Between two tries for a lock that another checker holds; its end gives no sign. */
const AGAIN = 50;

/**
 * One checker at a time on a port: for programs that do not read PORT and all take the same one. The lock is a name
 * that the system holds for as long as this process lives (an abstract Unix socket on Linux, a pipe on Windows), so
 * that a checker that was killed leaves none behind.
 */
export class PortLock implements AsyncDisposable {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Takes the lock at once, or gives undefined when another checker holds it. */
  static async tryTake(port: number): Promise<PortLock | undefined> {
    const name = lockName(port);
    const server = createServer((connection) => connection.destroy());
    server.unref();
    server.listen(name);
    try {
      await once(server, 'listening');
      return new PortLock(server);
    } catch {
      if (name.startsWith(tmpdir())) await removeStale(name);
      return undefined;
    }
  }

  /**
   * Waits for the lock.
   *
   * @param signal ends the waiting
   * @throws the signal's reason
   */
  static async take(port: number, signal: AbortSignal): Promise<PortLock> {
    for (;;) {
      const lock = await PortLock.tryTake(port);
      if (lock) return lock;
      signal.throwIfAborted();
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    await once(this.#server, 'close');
  }
}

function lockName(port: number): string {
  const name = `tomada-checker-${port}`;
  if (process.platform === 'linux') return `\0${name}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return join(tmpdir(), `${name}.sock`);
}

/** A socket file outlives its process: where nobody answers, it goes. */
async function removeStale(file: string): Promise<void> {
  const connection = connect(file);
  try {
    await once(connection, 'connect');
  } catch {
    try {
      unlinkSync(file);
    } catch {
      // Another checker was faster.
    }
  } finally {
    connection.destroy();
  }
}
