import { closeSync, openSync, readSync } from 'node:fs';

/** One for all: some 64 kB for each of a hundred short files, five times a second, cost more than the reading. */
const buffer = Buffer.allocUnsafe(64 * 1024);

/**
 * A file of /proc (proc(5)), whose size is not known before it is read.
 *
 * @throws where it cannot be opened or read: its process ended meanwhile, or is another user's
 */
export function readProc(path: string): string {
  const file = openSync(path, 'r');
  try {
    let text = '';
    for (;;) {
      const bytes = readSync(file, buffer);
      if (bytes === 0) return text;
      text += buffer.toString('latin1', 0, bytes);
    }
  } finally {
    closeSync(file);
  }
}

/**
 * A file of /proc that holds one line, which one read brings whole: stat, statm.
 *
 * @throws as `readProc`
 */
export function readProcLine(path: string): string {
  const file = openSync(path, 'r');
  try {
    return buffer.toString('latin1', 0, readSync(file, buffer));
  } finally {
    closeSync(file);
  }
}
