import { visibleText } from '@tomada/utils';

/** Bytes kept of the beginning and of the end. */
const KEPT = 16_384;
/** How many lines a report shows. */
const SHOWN_LINES = 12;
const LONGEST_LINE = 200;

/** What a program printed: its beginning and its end, however much there was between. */
export class ProgramOutput {
  /** Bytes in all. */
  total = 0;
  #first = '';
  #last = '';

  add(text: string): void {
    this.total += Buffer.byteLength(text);
    const room = KEPT - this.#first.length;
    this.#first += text.slice(0, room);
    this.#last = (this.#last + text.slice(room)).slice(-KEPT);
  }

  get text(): string {
    const isWhole = this.#first.length + this.#last.length < 2 * KEPT;
    return isWhole ? this.#first + this.#last : `${this.#first}\n…\n${this.#last}`;
  }

  /** Its last lines, safe to print. */
  get lastLines(): string[] {
    const lines = this.text.trimEnd().split('\n');
    return lines.slice(-SHOWN_LINES).map((line) => visibleText(line).slice(0, LONGEST_LINE));
  }
}
