import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { pnpm } from '@tomada/testing';
import { AssignError } from './assign-error.ts';

/**
 * Writes the lockfile of a new workspace: ours, less what it does not use. pnpm itself takes it out, so that
 * `--frozen-lockfile` finds nothing to mend; versions stay as they are, and nothing is asked of the registry.
 *
 * @throws {AssignError} when pnpm fails
 */
export async function writeLockfile(root: string, folder: string): Promise<void> {
  copyFileSync(join(root, 'pnpm-lock.yaml'), join(folder, 'pnpm-lock.yaml'));
  // What pnpm tells the scripts that it runs would be taken for settings of the new workspace.
  const env = Object.entries(process.env).filter(([name]) => !/^p?npm_config_/i.test(name));
  const [file, ...first] = pnpm(folder).argv;
  const args = [...first, 'install', '--lockfile-only', '--offline', '--ignore-scripts'];
  const child = spawn(file, args, {
    cwd: folder,
    env: Object.fromEntries(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  const [code, signal] = await once(child, 'close').catch((error: unknown) => [String(error)]);
  if (code === 0) return;
  if (signal === 'SIGINT' || code === 130) throw new AssignError('Interrompido: não fiz a pasta.');
  throw new AssignError(`O pnpm não conseguiu fazer o pnpm-lock.yaml (${code}):\n${said}`);
}
