// #region delivery-outbox
/** Quantas linhas esperam confirmação, no máximo. */
const MOST_WAITING = 1_000;

/** As linhas enviadas ou por enviar que o outro lado ainda não confirmou. */
export class Outbox {
  /** O número da primeira que espera. */
  first = 1;
  readonly #waiting: string[] = [];

  get size(): number {
    return this.#waiting.length;
  }

  get isFull(): boolean {
    return this.size >= MOST_WAITING;
  }

  /** Guarda uma linha, com o número seguinte. */
  add(text: string): void {
    this.#waiting.push(text);
  }

  /** Esquece todas até este número. Diz se alguma saiu da fila. */
  confirm(number: number): boolean {
    const count = Math.min(number - this.first + 1, this.size);
    if (count <= 0) return false;
    this.#waiting.splice(0, count);
    this.first += count;
    return true;
  }

  /** A linha deste número, se ela espera. */
  at(number: number): string | undefined {
    return this.#waiting[number - this.first];
  }
}
// #endregion delivery-outbox

// #region delivery-inbox
/** Quantas linhas adiantadas guardar, no máximo: a janela de quem envia. */
export const WINDOW = 32;

/** Põe as linhas na ordem e joga fora as repetidas. */
export class Inbox {
  /** Até aqui, chegaram todas. */
  last = 0;
  readonly #early = new Map<number, string>();

  /** Um outro lado novo: a primeira linha dele terá o número `next`. */
  restart(next: number): void {
    this.last = Math.max(next, 1) - 1; // O olá de um estranho pode dizer 0.
    this.#early.clear();
  }

  /** Recebe uma linha e dá as que ficaram na ordem: nenhuma, uma ou várias. */
  take(number: number, text: string): string[] {
    if (number <= this.last || number > this.last + WINDOW) return [];
    this.#early.set(number, text);
    const ready: string[] = [];
    for (;;) {
      const next = this.#early.get(this.last + 1);
      if (next === undefined) return ready;
      this.last++;
      this.#early.delete(this.last);
      ready.push(next);
    }
  }
}
// #endregion delivery-inbox
