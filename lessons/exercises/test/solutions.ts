/** The solutions as programs, in both languages. */
import { join } from 'node:path';
import { type Command, open, python, readAll, root, skipWithoutPython } from '@tomada/testing';

const lesson = join(root, 'lessons', 'exercises');

/** One side of an exercise, such as `oracle-server`, in one language. */
export interface Solution {
  readonly language: 'TypeScript' | 'Python';
  readonly program: Command;
  /** For `describe.skipIf`. */
  readonly skip: boolean;
}

/** Both solutions of a side, for `describe.each`. */
export function solutions(side: string): readonly [Solution, Solution] {
  const file = join('solutions', side);
  return [
    {
      language: 'TypeScript',
      program: {
        name: `${file}.ts`,
        argv: [process.execPath, '--import', 'tsx', `${file}.ts`],
        cwd: lesson,
      },
      skip: false,
    },
    {
      language: 'Python',
      program: {
        name: `${file}.py`,
        argv: [...(python ?? (['python3'] as const)), `${file}.py`],
        cwd: lesson,
      },
      skip: skipWithoutPython,
    },
  ];
}

/** Sends pieces one by one, half-closes unless told to keep open, and reads until the server closes. */
export async function exchange(
  port: number,
  pieces: readonly (string | Uint8Array)[],
  ending: 'half-close' | 'keep open' = 'half-close',
): Promise<Buffer> {
  const connection = await open(port);
  connection.setNoDelay(true);
  for (const piece of pieces) {
    await new Promise<void>((taken) => connection.write(piece, () => setImmediate(taken)));
  }
  if (ending === 'half-close') connection.end();
  const answer = await readAll(connection);
  connection.end();
  return answer;
}

/** Every byte a piece of its own. */
export function singly(bytes: string | Uint8Array): Uint8Array[] {
  return Array.from(Buffer.from(bytes), (byte) => Uint8Array.of(byte));
}

/** N as `!q`. */
export function int64(n: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(n);
  return bytes;
}

/** X as `!Q`. */
export function uint64(x: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(x);
  return bytes;
}

/** Whole numbers as `!I` each. */
export function uint32s(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * numbers.length);
  numbers.forEach((number, index) => {
    bytes.writeUInt32BE(number, 4 * index);
  });
  return bytes;
}

/** A message of the framing exercise. */
export function framed(text: string | Uint8Array): Buffer {
  const body = Buffer.from(text);
  return Buffer.concat([uint32s(body.length), body]);
}
