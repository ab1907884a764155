/** Runs turbo without telemetry: nothing of this project asks another host for anything but packages. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * @param args turbo's own, such as `['run', 'build']`
 * @param environment of what it runs
 * @returns turbo's exit code; 1 when a signal ended it
 */
export async function turbo(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const binary = createRequire(import.meta.url).resolve('turbo/bin/turbo');
  const child = spawn(process.execPath, [binary, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...environment, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' },
  });
  // Ctrl-C reaches turbo by itself; we only wait for its end.
  process.on('SIGINT', () => {});
  const [code] = await once(child, 'close');
  return typeof code === 'number' ? code : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = await turbo(['run', ...process.argv.slice(2)]);
}
