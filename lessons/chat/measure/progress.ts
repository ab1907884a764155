/**
 * Diz até onde se chegou, na saída de erros: em um terminal, uma linha com uma barra, escrita por cima dela mesma; em um
 * arquivo, umas dez linhas comuns.
 */
const BAR = 20;
const LINES = 10;

export class Progress {
  readonly #total: number;
  readonly #stream: NodeJS.WriteStream;
  readonly #startedAt = performance.now();
  #done = 0;

  constructor(total: number, stream = process.stderr) {
    this.#total = total;
    this.#stream = stream;
  }

  /** O que se vai fazer agora. */
  begin(text: string): void {
    const share = this.#done / this.#total;
    const percent = `${Math.floor(share * 100)} %`.padStart(5);
    const rest = `${percent}  ${text}${this.#remaining()}`;
    if (this.#stream.isTTY) {
      const full = Math.round(share * BAR);
      const line = `[${'#'.repeat(full)}${'.'.repeat(BAR - full)}] ${rest}`;
      this.#stream.write(`\r${line.slice(0, (this.#stream.columns ?? 80) - 1)}\x1b[K`);
    } else if (this.#done % Math.ceil(this.#total / LINES) === 0) this.#stream.write(`${rest}\n`);
    this.#done++;
  }

  /** Tira a linha do terminal. */
  end(): void {
    if (this.#stream.isTTY) this.#stream.write('\r\x1b[K');
  }

  #remaining(): string {
    if (this.#done === 0) return '';
    const each = (performance.now() - this.#startedAt) / this.#done / 1000;
    return ` · faltam uns ${Math.ceil(each * (this.#total - this.#done))} s`;
  }
}
