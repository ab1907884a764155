import { Server, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { Endpoint } from './endpoint.ts';
import { explainError } from './explain-error.ts';
import { close } from './listen.ts';
import { messages } from './messages.ts';

/**
 * Explains an error on standard error and ends the process with code 1. Made to be the last word:
 * `.catch(endWithError)`, or an `error` listener of a program that cannot go on.
 *
 * @param error what went wrong
 * @param endpoint the address that the user asked for, when the error does not know it
 */
export function endWithError(error: unknown, endpoint?: Endpoint): never {
  process.stderr.write(`${explainError(error, endpoint)}\n`);
  process.exit(1);
}

/**
 * From now on Ctrl-C (SIGINT), SIGTERM as service managers send it, and a closed terminal window (SIGHUP) close what
 * is given and end the process with code 0; a second Ctrl-C changes nothing. When nobody reads standard output any
 * more (`| head -1`), the process ends with code 1.
 *
 * @param opened a server, listening or about to (its connections are ended too), a connection, or a function that
 *   closes what was opened; without it the system closes what is open when the process ends
 */
export function endOnInterrupt(opened?: Server | Socket | (() => Promise<void>)): void {
  let ending = false;
  async function end(): Promise<void> {
    if (ending) return;
    ending = true;
    // A terminal has just shown «^C» and not started a new line.
    process.stdout.write(`${process.stdout.isTTY ? '\n' : ''}${messages.ended}\n`);
    if (opened instanceof Server) await close(opened);
    else if (typeof opened === 'function') await opened();
    await flush(process.stdout);
    process.exit(0);
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  process.stdout.on('error', () => process.exit(1));
}

/** Waits until all that was written has left, for a second at most: whoever reads it may have stopped reading. */
async function flush(stream: NodeJS.WriteStream): Promise<void> {
  if (stream.writableLength === 0) return;
  const left = new Promise((resolve) => stream.write('', resolve));
  await Promise.race([left, setTimeout(1_000)]);
}
