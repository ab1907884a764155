import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
/** The built site. */
export const dist = join(root, 'docs/.vitepress/dist');

/** Ends the command with one sentence and code 1 while there is no built site, or one for a base path. */
export function requireBuild(): void {
  const home = join(dist, 'index.html');
  if (!existsSync(home)) endWith('O site ainda não foi construído. Antes: pnpm build');
  const [, base] =
    /<link rel="manifest" href="(.*?)manifest/.exec(readFileSync(home, 'utf8')) ?? [];
  if (base === '/') return;
  endWith(
    `O site construído é para o caminho ${base} de um servidor: faça-o de novo sem SITE_URL.`,
  );
}

function endWith(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
