import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { switchOption } from '@tomada/utils';
import { turbo } from '../../tools/turbo.ts';

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
/** The built site. */
export const dist = join(root, 'docs/.vitepress/dist');

/** For those who have just built it: the build takes longer than all the rest. */
export const noBuildOption = switchOption('usa o site como foi construído da última vez');

/**
 * Sees to it that the site is built, for the root of a server: whatever SITE_URL says, a book and a stick have no path.
 * What is in the way is told in one sentence, and ends the command with code 1.
 *
 * @param asIs whether to take the site as it is
 */
export async function requireSite(asIs: boolean): Promise<void> {
  if (!asIs) {
    const { SITE_URL, ...environment } = process.env;
    const args = ['run', 'docs#build', '--output-logs=errors-only', '--ui=stream'];
    const code = await turbo(args, environment);
    if (code !== 0) process.exit(code);
  }
  const home = join(dist, 'index.html');
  if (!existsSync(home)) endWith('O site ainda não foi construído: repita sem --no-build.');
  const [, base] =
    /<link rel="manifest" href="(.*?)manifest/.exec(readFileSync(home, 'utf8')) ?? [];
  if (base === '/') return;
  endWith(`O site construído é para o caminho ${base} de um servidor: repita sem --no-build.`);
}

function endWith(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
