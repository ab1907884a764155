import { visibleText } from '@tomada/utils';
import { CheckFailure } from './failure.ts';
import type { Exit } from './program/supervised-program.ts';

/** How a client that was judged ended, and what it printed. */
export class ClientRun {
  readonly exit: Exit;
  readonly stdout: string;
  readonly #output: readonly string[];

  /** @param output its last lines of both streams, safe to print */
  constructor(exit: Exit, stdout: string, output: readonly string[]) {
    this.exit = exit;
    this.stdout = stdout;
    this.#output = output;
  }

  /**
   * These lines must be among what it printed, in this order. Before each may stand what a program asks its user.
   *
   * @throws {CheckFailure} wrong-output
   */
  expectLines(...expected: readonly string[]): void {
    const lines = this.stdout.split('\n').map((line) => line.trimEnd());
    let from = 0;
    for (const line of expected) {
      const at = lines.findIndex((each, index) => index >= from && each.endsWith(line));
      if (at < 0) this.#fail(`Faltou esta linha na saída: ${line}`);
      from = at + 1;
    }
  }

  /**
   * No line of what it printed may match.
   *
   * @throws {CheckFailure} wrong-output
   */
  refuseLines(pattern: RegExp): void {
    const line = this.stdout.split('\n').find((each) => pattern.test(each));
    if (line !== undefined) this.#fail(`Esta linha não devia estar na saída: ${visibleText(line)}`);
  }

  /**
   * @param code 0 for success, 1 for a failure of the network or the server
   * @throws {CheckFailure} wrong-exit-code
   */
  expectCode(code: number): void {
    if (this.exit.code === code) return;
    const { code: got, signal } = this.exit;
    const how = got === null ? `morreu (${signal})` : `terminou com o código ${got}`;
    const sentence = `O programa ${how}, e o certo aqui é o código ${code}.`;
    throw new CheckFailure('wrong-exit-code', sentence, this.#shown);
  }

  get #shown(): string[] {
    return ['O que o programa disse:', ...this.#output.map((line) => `  ${line}`)];
  }

  #fail(sentence: string): never {
    throw new CheckFailure('wrong-output', sentence, this.#shown);
  }
}
