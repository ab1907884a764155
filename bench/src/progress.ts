/** What a progress line is written to; a terminal says how wide it is. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const SPARSE_LINES = 10;

/**
 * Says how far a long work has come: one line written over and over on a terminal, about ten plain lines in a file
 * or pipe. It goes to standard error, so that standard output holds the result alone.
 */
export class Progress {
  readonly #total: number;
  readonly #stream: ProgressStream;
  readonly #started = performance.now();
  #done = 0;

  /** @param total how many steps there are */
  constructor(total: number, stream: ProgressStream = process.stderr) {
    this.#total = total;
    this.#stream = stream;
  }

  /** Says what the next step is about to do. */
  begin(text: string): void {
    const percent = Math.floor((100 * this.#done) / this.#total);
    const line = `${String(percent).padStart(3)} %  ${text}${this.#remaining()}`;
    if (this.#stream.isTTY) {
      // Back to the start, the line, and what is left of a longer one cleared (ECMA-48 EL).
      this.#stream.write(`\r${line.slice(0, (this.#stream.columns ?? 80) - 1)}\x1b[K`);
    } else if (this.#done % Math.ceil(this.#total / SPARSE_LINES) === 0) {
      this.#stream.write(`${line}\n`);
    }
    this.#done += 1;
  }

  /** Takes the line away from a terminal, so that what follows starts on a clean one; elsewhere says that all is done. */
  end(): void {
    this.#stream.write(this.#stream.isTTY ? '\r\x1b[K' : '100 %\n');
  }

  #remaining(): string {
    if (this.#done === 0) return '';
    const spent = (performance.now() - this.#started) / 1000;
    return ` · faltam uns ${Math.ceil((spent / this.#done) * (this.#total - this.#done))} s`;
  }
}
