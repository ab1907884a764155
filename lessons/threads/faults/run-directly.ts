// #region run-directly
import { setTimeout as sleep } from 'node:timers/promises';

class NamedThread {
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  async run(): Promise<void> {
    for (let i = 0; i < 2; i++) {
      console.log(`T: ${this.#name} ${i}`);
      await sleep(100);
    }
  }
}

// O defeito: chamar run() não inicia thread alguma. Cada uma espera a outra.
await new NamedThread('Ana').run();
await new NamedThread('Bruno').run();
// #endregion run-directly
