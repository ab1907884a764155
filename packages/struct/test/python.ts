import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { python } from '@tomada/testing';

const script = fileURLToPath(new URL('python_struct.py', import.meta.url));

/** A value on its way to or from Python. */
export type Wire =
  | { readonly int: string }
  | { readonly float: string }
  | { readonly bytes: string }
  | { readonly bool: boolean }
  | { readonly other: string };

/** Something to be done with struct. */
export interface Job {
  readonly operation: 'calcsize' | 'pack' | 'packInto' | 'unpack' | 'unpackFrom' | 'iterUnpack';
  readonly format: string;
  readonly values?: readonly Wire[];
  /** Hexadecimal. */
  readonly bytes?: string;
  readonly offset?: number;
}

/** What it gave: a number, bytes in hexadecimal, values; or the name of the exception. */
export type Answer = { readonly gives: unknown } | { readonly raises: string };

/** A Python process that answers jobs until it goes out of scope. */
export class PythonStruct implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #answers: AsyncIterator<string>;
  readonly #ended: Promise<unknown>;

  constructor() {
    const [file, ...args] = python ?? ['python3'];
    const child = spawn(file, [...args, script], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#ended = new Promise((resolve) => child.once('close', resolve));
    this.#answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    this.#child = child;
  }

  async answer(jobs: readonly Job[]): Promise<Answer[]> {
    this.#child.stdin?.write(jobs.map((job) => `${JSON.stringify(job)}\n`).join(''));
    const answers: Answer[] = [];
    for (const job of jobs) {
      const { value, done } = await this.#answers.next();
      if (done) throw new Error(`python ended at ${JSON.stringify(job)}`);
      answers.push(JSON.parse(value));
    }
    return answers;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.stdin?.end();
    await this.#ended;
  }
}

/** A value of ours as it goes to Python: whole numbers become ints, as JavaScript does not tell them apart. */
export function toWire(value: unknown, asFloat = false): Wire {
  if (typeof value === 'bigint') return { int: String(value) };
  if (typeof value === 'number' && !asFloat && Number.isInteger(value))
    return { int: String(BigInt(value)) };
  if (typeof value === 'number') return { float: floatToHex(value) };
  if (typeof value === 'boolean') return { bool: value };
  if (value instanceof Uint8Array) return { bytes: toHex(value) };
  return { other: String(value) };
}

/** A value that was unpacked, as Python would send it; a number may be an int or a float. */
export function unpackedToWire(value: unknown, like: Wire | undefined): Wire {
  if (typeof value === 'number' && like && 'float' in like) {
    return { float: Number.isNaN(value) ? 'nan' : floatToHex(value) };
  }
  return toWire(value);
}

function floatToHex(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return toHex(new Uint8Array(view.buffer));
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
