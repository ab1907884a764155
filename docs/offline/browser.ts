import { existsSync } from 'node:fs';
import { browserPath } from '@tomada/testing';

export { browserFlags } from '@tomada/testing';

/**
 * The path of this machine's Chromium. Without one the command says so in a sentence and ends with code 1.
 *
 * @param does what the command needs it for, in Portuguese: «faz o PDF»
 */
export function browserPathOrEnd(does: string): string {
  if (browserPath !== undefined && existsSync(browserPath)) return browserPath;
  process.stderr.write(
    `Não achei um Chromium ou Chrome, que é quem ${does}: instale um deles, ou diga onde está, com CHROMIUM_PATH=/caminho/do/chromium\n`,
  );
  process.exit(1);
}
