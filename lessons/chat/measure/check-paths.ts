/** Confere, antes de medir, se há onde gravar. Se não há, diz qual opção não serve e termina com o código 2. */
import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync } from 'node:fs';
import { sep } from 'node:path';

export function checkPaths(json: string | undefined, plots: string | undefined): void {
  if (json !== undefined) check('--json', json, () => closeSync(openSync(json, 'a')));
  if (plots !== undefined) check('--plots', plots, () => openFolder(plots));
}

function check(option: string, path: string, open: () => void): void {
  try {
    open();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'sem código';
    process.stderr.write(
      `Opção ${option}: não consigo gravar em «${path}» (${code}). Escolha outro lugar.\n`,
    );
    process.exit(2);
  }
}

function openFolder(path: string): void {
  if (!existsSync(path)) mkdirSync(path);
  accessSync(path + sep, constants.W_OK); // Com a barra, um arquivo não passa por pasta.
}
