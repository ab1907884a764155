import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { python } from '@tomada/testing';

const script = fileURLToPath(new URL('python_marshal.py', import.meta.url));

/** Something to be done in Python; bytes are hexadecimal. */
export type Job =
  /** A value drawn by lot. @returns its bytes in versions 0 to 4 */
  | { readonly kind: 'make'; readonly seed: number }
  /** Containers that contain each other. @returns bytes of version 4 */
  | { readonly kind: 'graph'; readonly seed: number }
  /** What a value looks like, with what is one and the same in it. */
  | { readonly kind: 'shape'; readonly bytes: string }
  /** @returns a Loaded */
  | { readonly kind: 'loads'; readonly bytes: string }
  /** @returns the bytes of version 2 of what an expression gives */
  | { readonly kind: 'dumps'; readonly expression: string };

/** What `marshal.loads` made of bytes: its bytes of version 2 (null where it has none), or the exception. */
export type Loaded =
  | { readonly gives: string | null }
  | { readonly raises: string }
  /** Python itself broke down. */
  | { readonly crashed: true };

/** A Python process that answers jobs until it goes out of scope; a new one takes over when it breaks down. */
export class PythonMarshal implements AsyncDisposable {
  #process = new PythonProcess();

  /** @throws {Error} when Python breaks down */
  async ask<Answer = string>(jobs: readonly Job[]): Promise<Answer[]> {
    const answers = await this.#process.answer<Answer>(jobs);
    if (answers.length < jobs.length) {
      throw new Error(`python ended at ${JSON.stringify(jobs[answers.length])}`);
    }
    return answers;
  }

  async loads(inputs: readonly Uint8Array[]): Promise<Loaded[]> {
    const jobs = inputs.map((bytes): Job => ({ kind: 'loads', bytes: toHex(bytes) }));
    const answers: Loaded[] = [];
    while (answers.length < jobs.length) {
      answers.push(...(await this.#process.answer<Loaded>(jobs.slice(answers.length))));
      if (answers.length === jobs.length) break;
      answers.push({ crashed: true });
      await this.#process[Symbol.asyncDispose]();
      this.#process = new PythonProcess();
    }
    return answers;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process[Symbol.asyncDispose]();
  }
}

class PythonProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #ended: Promise<unknown>;

  constructor() {
    const [file, ...args] = python ?? ['python3'];
    const child = spawn(file, [...args, script], { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.on('error', () => {}); // it broke down, and `answer` says so
    this.#ended = new Promise((resolve) => child.once('close', resolve));
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    this.#child = child;
  }

  /** @returns fewer answers than there are jobs when it broke down */
  async answer<Answer>(jobs: readonly Job[]): Promise<Answer[]> {
    this.#child.stdin?.write(jobs.map((job) => `${JSON.stringify(job)}\n`).join(''));
    const answers: Answer[] = [];
    while (answers.length < jobs.length) {
      const { value, done } = await this.#lines.next();
      if (done) break;
      answers.push(JSON.parse(value));
    }
    return answers;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.stdin?.end();
    await this.#ended;
  }
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}

export function fromHex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'hex'));
}
