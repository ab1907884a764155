// #region screen
/**
 * O teclado e a tela. Em um terminal, o que você está digitando desce uma linha
 * quando chega uma mensagem, e continua inteiro; por um cano, são só linhas.
 */
import {
  clearScreenDown,
  createInterface,
  cursorTo,
  type Interface,
} from 'node:readline';

export class Screen {
  readonly isTerminal = Boolean(process.stdin.isTTY && process.stdout.isTTY);
  #keyboard: Interface | undefined;

  /** Escreve uma linha acima do que está sendo digitado. */
  print(line: string): void {
    if (!this.isTerminal || !this.#keyboard) {
      console.log(line);
      return;
    }
    this.#erase();
    console.log(line);
    this.#keyboard.prompt(true); // Redesenha o sinal e o que já se digitou.
  }

  /** Apaga o que está sendo digitado; só na tela. */
  #erase(): void {
    cursorTo(process.stdout, 0);
    clearScreenDown(process.stdout);
  }

  /** O que se digita, linha por linha, até o fim da entrada. */
  async *lines(): AsyncGenerator<string, void> {
    this.#keyboard = createInterface({
      input: process.stdin,
      terminal: this.isTerminal,
      prompt: '> ',
      ...(this.isTerminal ? { output: process.stdout } : {}),
    });
    // No terminal, a tecla Ctrl-C chega ao editor, e não ao programa.
    this.#keyboard.on('SIGINT', () => {
      this.#erase();
      process.kill(process.pid, 'SIGINT');
    });
    if (this.isTerminal) this.#keyboard.prompt();
    for await (const line of this.#keyboard) {
      yield line;
      if (this.isTerminal) this.#keyboard.prompt();
    }
    this.#keyboard = undefined;
  }
}

/** A hora de agora, como «[10:32]». */
export function now(): string {
  return `[${new Date().toTimeString().slice(0, 5)}]`;
}
// #endregion screen
