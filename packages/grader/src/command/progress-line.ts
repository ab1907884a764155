import { visibleText } from '@tomada/utils';
import type { Progress } from '../grade.ts';

/** Characters of the bar. */
const WIDTH = 24;

/** Shows how far a run is: one line that changes on a terminal, a line a program elsewhere. On standard error. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream = process.stderr;

  show({ done, total, name, result, isKept }: Progress): void {
    const { state, part, earned, points } = result;
    const what =
      state === 'missing'
        ? 'não entregou'
        : state === 'broken'
          ? 'não julgado'
          : `${earned}/${points}`;
    const when = isKept ? ' (já julgado)' : '';
    const text = `${visibleText(name)}: ${part} ${what}${when}`;
    if (!this.#stream.isTTY) {
      this.#stream.write(`[${done}/${total}] ${text}\n`);
      return;
    }
    const full = Math.round((WIDTH * done) / total);
    const bar = '█'.repeat(full) + '░'.repeat(WIDTH - full);
    const line = `${bar} ${done}/${total}  ${text}`;
    this.#stream.write(`\r\x1b[2K${line.slice(0, (this.#stream.columns ?? 80) - 1)}`);
  }

  /** What follows starts on a clean line. */
  clear(): void {
    if (this.#stream.isTTY) this.#stream.write('\r\x1b[2K');
  }
}
