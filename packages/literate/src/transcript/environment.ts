import { rmSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pnpm, python } from '@tomada/testing';

/** What a test runner, pnpm or CI adds, and a reader's shell does not have. */
const FOREIGN =
  /^(?:npm_|pnpm_|VITEST|GITHUB_|GITLAB_|TURBO|NODE_OPTIONS$|NODE_ENV$|INIT_CWD$|CI$|(?:FORCE|CLICOLOR)_|TEST$|DEV$|PROD$|MODE$|SSR$)/i;

/** Folders of shells that are still in use, so that none is left behind, whatever ends this process. */
const folders = new Set<string>();
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Where `python3` is the program itself, not the slow script of a version manager that finds it. */
const pythons = (python ?? []).map((file) => dirname(file)).filter((folder) => folder !== '.');

/** What stands on the pages for the folder of the project. */
export const SHOWN_ROOT = '/caminho/da/tomada';

/** Where typed commands run: a shell like the reader's, less colours, with the pnpm that runs now. */
export class ShellEnvironment implements AsyncDisposable {
  readonly env: NodeJS.ProcessEnv;
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
    folders.add(folder);
    const own = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
    this.env = {
      ...Object.fromEntries(own),
      PATH: [folder, ...pythons, process.env.PATH, dirname(process.execPath)].join(delimiter),
      NO_COLOR: '1',
      TERM: 'dumb',
      // A replay shows programs, never an installation; the page says where one happens.
      npm_config_verify_deps_before_run: 'false',
      pnpm_config_verify_deps_before_run: 'false',
    };
  }

  static async create(): Promise<ShellEnvironment> {
    const folder = await mkdtemp(join(tmpdir(), 'tomada-shell-'));
    const { argv } = pnpm();
    // Without one of its own, pnpm comes from the PATH.
    if (argv.length > 1 || argv[0].includes('/')) {
      const words = argv.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
      await writeFile(join(folder, 'pnpm'), `#!/bin/sh\nexec ${words} "$@"\n`);
      await chmod(join(folder, 'pnpm'), 0o755);
    }
    return new ShellEnvironment(folder);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
    folders.delete(this.#folder);
  }
}

/** The command that plays a terminal, for programs that show a prompt. */
export function terminalPlayer(): readonly [string, ...string[]] {
  return [
    ...(python ?? (['python3'] as const)),
    fileURLToPath(new URL('pseudo-terminal.py', import.meta.url)),
  ];
}
