import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A question and the only right answer, without a line's ending. */
export interface Question {
  readonly asked: Buffer;
  readonly answer: Buffer;
}

const NEWLINE = 0x0a;
const NOTHING = Buffer.alloc(0);

/** Different texts of one length, with accents: an answer that belongs to another question is seen. */
export const questions: readonly Question[] = Array.from({ length: 64 }, (_, number) => {
  const text = `olá, tomada número ${String(number).padStart(2, '0')}: ação e reação`;
  return { asked: Buffer.from(text), answer: Buffer.from(text.toUpperCase()) };
});

const lineQuestions: readonly Question[] = questions.map(({ asked, answer }) => ({
  asked: Buffer.concat([asked, Buffer.of(NEWLINE)]),
  answer: Buffer.concat([answer, Buffer.of(NEWLINE)]),
}));

/** Counts answers and keeps how long each took. */
export class Tally {
  readonly #latencies: Float64Array;
  readonly errors = new Map<string, number>();
  answered = 0;
  wrong = 0;
  failed = 0;

  constructor(requests: number) {
    this.#latencies = new Float64Array(requests);
  }

  /** In milliseconds. */
  get latencies(): Float64Array {
    return this.#latencies.subarray(0, this.answered);
  }

  answer(started: number, got: Buffer, expected: Buffer): void {
    this.#latencies[this.answered] = performance.now() - started;
    this.answered += 1;
    if (!got.equals(expected)) this.wrong += 1;
  }

  error(error: NodeJS.ErrnoException): void {
    const code = error.code ?? error.message;
    this.errors.set(code, (this.errors.get(code) ?? 0) + 1);
  }
}

/** One question on a connection of its own, which the server closes; waits until it is gone on this side, too. */
export function ask(port: number, question: Question | undefined, tally: Tally): Promise<void> {
  const { asked, answer } = question ?? { asked: NOTHING, answer: NOTHING };
  return new Promise((resolve) => {
    const started = performance.now();
    const connection = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
    let got = NOTHING;
    let ended = false;
    connection.on('data', (piece) => {
      got = got.length === 0 ? piece : Buffer.concat([got, piece]);
    });
    connection.on('end', () => {
      ended = true;
      tally.answer(started, got, answer);
      // close(2) sends our FIN as well, for one system call less than end(): the load generator must be light.
      connection.destroy();
    });
    connection.on('error', (error) => tally.error(error));
    connection.on('close', () => {
      if (!ended) tally.failed += 1;
      resolve();
    });
    connection.write(asked);
  });
}

/** Opens a job's connections; one that fails is given as it is, and `converse` counts its questions as failed. */
export function openAll(port: number, clients: number, tally: Tally): Promise<Socket[]> {
  return Promise.all(
    Array.from({ length: clients }, async () => {
      const connection = connect({ host: '127.0.0.1', port });
      connection.on('error', (error) => tally.error(error));
      await once(connection, 'connect').catch(() => {}); // counted by the listener above
      return connection;
    }),
  );
}

/** Asks one line after the other on an open connection, then ends it. */
export function converse(connection: Socket, requests: number, tally: Tally): Promise<void> {
  return new Promise((resolve) => {
    let asked = 0;
    let answered = 0;
    let started = 0;
    let got = NOTHING;
    const expected = (): Buffer =>
      lineQuestions[(asked - 1) % lineQuestions.length]?.answer ?? NOTHING;
    const next = (): void => {
      const question = lineQuestions[asked % lineQuestions.length]?.asked ?? NOTHING;
      asked += 1;
      got = NOTHING;
      started = performance.now();
      connection.write(question);
    };
    const finish = (): void => {
      tally.failed += requests - answered;
      resolve();
    };
    connection.on('data', (piece) => {
      got = got.length === 0 ? piece : Buffer.concat([got, piece]);
      if (got.at(-1) !== NEWLINE) return;
      tally.answer(started, got, expected());
      answered += 1;
      if (answered < requests) return next();
      connection.removeListener('close', finish);
      connection.end(); // a server that serves one at a time turns to the next connection now
      resolve();
    });
    connection.on('close', finish);
    if (connection.destroyed) return finish();
    next();
  });
}
