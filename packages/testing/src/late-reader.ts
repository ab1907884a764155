import { fileURLToPath } from 'node:url';
import type { Command } from './program.ts';
import { python } from './python.ts';

/**
 * A client that reads the answers only when it has sent everything, or never, over a connection that holds no more
 * than some 100 kB: backpressure comes after kilobytes, where a connection of Node's on loopback takes megabytes.
 * Run it with `{ input: 'open' }`: what is typed is sent; when the input ends it half-closes. Linux only.
 *
 * @param reads `at the end` writes all answers to standard output; `never` leaves them and the connection as they are
 */
export function lateReader(port: number, reads: 'at the end' | 'never'): Command {
  const script = fileURLToPath(new URL('late-reader.py', import.meta.url));
  return {
    name: `a late reader on port ${port}`,
    argv: [...(python ?? ['python3']), script, String(port), reads],
    cwd: '.',
  };
}

/** For `test.skipIf`: only Linux bounds the buffers by the size of the segments. */
export const skipWithoutLateReader = python === undefined || process.platform !== 'linux';
