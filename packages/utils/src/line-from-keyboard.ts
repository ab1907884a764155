import { createInterface } from 'node:readline';
import { fill, messages } from './messages.ts';

/**
 * Reads one line of the keyboard, or of a pipe, for a program that was given no words. A blank line, or none, is wrong
 * usage: one sentence in Portuguese on standard error, and the process ends with code 2.
 *
 * Not for more than one line: what else a pipe holds is lost with the interface that read it.
 *
 * @param prompt shown on a terminal only, such as `Pergunta: `
 * @param example a right call, for the sentence that asks for words
 * @returns the line without its newline
 */
export async function lineFromKeyboard(prompt: string, example: string): Promise<string> {
  const isTerminal = process.stdin.isTTY;
  if (isTerminal) process.stdout.write(prompt);
  const keyboard = createInterface({ input: process.stdin });
  for await (const line of keyboard) {
    keyboard.close();
    if (line.trim() !== '') return line;
    break;
  }
  if (isTerminal) process.stdout.write('\n');
  process.stderr.write(`${fill(messages.usage.missingWords, { example })}\n`);
  process.exit(2);
}
