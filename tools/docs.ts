/** `pnpm docs:zip` and `pnpm docs:pdf`: build the site for the root of a server, then run the command of docs/offline. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root, turbo } from './turbo.ts';

const [command = '', ...args] = process.argv.slice(2);
const { SITE_URL, ...env } = process.env;

// What is only asked for help needs no site.
if (!args.includes('--help')) {
  const code = await turbo(['run', 'docs#build', '--output-logs=errors-only', '--ui=stream'], env);
  if (code !== 0) process.exit(code);
}
const child = spawn(
  process.execPath,
  ['--import', 'tsx', join('offline', `${command}.ts`), ...args],
  { cwd: join(root, 'docs'), stdio: 'inherit' },
);
process.on('SIGINT', () => {}); // Ctrl-C reaches the child by itself; we only wait for its end.
const [code] = await once(child, 'close');
process.exitCode = typeof code === 'number' ? code : 1;
