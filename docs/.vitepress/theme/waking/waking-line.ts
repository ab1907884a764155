/**
 * The parts of a built page that Vue has not taken over yet, in the order in which they were asked for. One wakes in
 * each task: between two of them the browser paints and answers. Whoever touches the page first wakes all of it, so
 * that no click goes to a part that sleeps.
 */
class WakingLine {
  readonly #waiting: (() => void)[] = [];
  /** Those that come when all others are awake. */
  readonly #last: (() => void)[] = [];
  readonly #whenAwake: (() => void)[] = [];
  /** Parts that were drawn and have not woken, those that did not come to the line yet among them. */
  #asleep = 0;
  #isHurried = false;
  #isCalled = false;

  /** One more part sleeps; it comes to the line, or leaves. */
  expect(): void {
    this.#asleep += 1;
  }

  /**
   * @param isLast whether it waits for all others
   * @returns what takes it from the line again, when it goes before its turn
   */
  join(wake: () => void, isLast: boolean): () => void {
    const line = isLast ? this.#last : this.#waiting;
    const turn = () => {
      wake();
      this.leave();
    };
    line.push(turn);
    this.#goOn();
    return () => {
      const place = line.indexOf(turn);
      if (place >= 0) line.splice(place, 1);
    };
  }

  /** One part less sleeps. */
  leave(): void {
    this.#asleep -= 1;
    if (this.#asleep === 0) for (const done of this.#whenAwake.splice(0)) done();
    else this.#goOn();
  }

  /** Calls it when no part sleeps. */
  whenAwake(done: () => void): void {
    if (this.#asleep === 0) done();
    else this.#whenAwake.push(done);
  }

  /** Now, all of them, and those that come after. */
  wakeAll(): void {
    this.#isHurried = true;
    this.#goOn();
  }

  #goOn(): void {
    if (this.#isHurried) this.#next()?.();
    else if (!this.#isCalled && this.#waiting.length + this.#last.length > 0) {
      this.#isCalled = true;
      setTimeout(() => {
        this.#isCalled = false;
        this.#next()?.();
      });
    }
  }

  #next(): (() => void) | undefined {
    return (
      this.#waiting.shift() ?? (this.#asleep === this.#last.length ? this.#last.shift() : undefined)
    );
  }
}

export const wakingLine = new WakingLine();
