import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';

const running = new Set<ChildProcess>();
const folders = new Set<string>();

// 'exit' comes on every way out that a process has a say in, so nothing that we started outlives us.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** Notes a process that must end with this one. Gives it back. */
export function adopt<Child extends ChildProcess>(child: Child): Child {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Notes a folder that must be removed when this process ends. Gives it back. */
export function adoptFolder(folder: string): string {
  folders.add(folder);
  return folder;
}

/** Kills a process and waits until it is gone. */
export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** Ctrl-C, SIGTERM and a closed terminal end the bench and all that it started, with the shell's code for it (128 + signal). */
export function endOnSignals(): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => {
      process.stderr.write('\nInterrompido: nada foi medido até o fim.\n');
      process.exit(code);
    });
  }
}
