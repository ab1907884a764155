import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const utils = JSON.stringify(new URL('./start-worker.ts', import.meta.url).href);
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-worker-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program under tsx, as a lesson is run: what vitest does to imports must not matter. */
function runProgram(text: string): { stdout: string; stderr: string; status: number | null } {
  const file = join(folder, 'program.mts');
  writeFileSync(file, text);
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', file], {
    encoding: 'utf8',
    cwd: new URL('..', import.meta.url),
  });
  return { stdout, stderr, status };
}

test('a TypeScript file that is its own worker: it runs, gets its data and its messages', () => {
  const ended = runProgram(`
    import { isMainThread, parentPort, workerData } from 'node:worker_threads';
    if (isMainThread) {
      const { startWorker } = await import(${utils});
      const worker = startWorker(new URL(import.meta.url), { workerData: { name: 'Ana' } });
      worker.on('message', (text: string) => console.log(text));
      worker.postMessage(20);
    } else {
      parentPort?.once('message', (n: number) => parentPort?.postMessage(\`\${workerData.name} \${n + 1}\`));
    }`);
  expect(ended).toEqual({ stdout: 'Ana 21\n', stderr: '', status: 0 });
});

test.each([
  ['throws at once', 'throw new Error("planted" as string)'],
  ['throws later', 'setTimeout(() => { throw new Error("planted" as string) }, 1)'],
  ['rejects', 'await Promise.reject(new Error("planted" as string))'],
])('a worker that %s: its error event has the error', (_name, text) => {
  const ended = runProgram(`
    import { isMainThread } from 'node:worker_threads';
    if (isMainThread) {
      const { startWorker } = await import(${utils});
      const worker = startWorker(new URL(import.meta.url));
      worker.on('error', (error: Error) => console.log('error:', error.message));
      worker.on('exit', (code: number) => console.log('exit:', code));
    } else { ${text}; }`);
  expect(ended).toEqual({ stdout: 'error: planted\nexit: 1\n', stderr: '', status: 0 });
});

test('a file that is not there: an error event, not an exception', () => {
  const ended = runProgram(`
    const { startWorker } = await import(${utils});
    const worker = startWorker(new URL(${JSON.stringify(pathToFileURL(join(folder, 'absent.mts')).href)}));
    worker.on('error', (error: Error) => console.log('error'));`);
  expect(ended).toMatchObject({ stdout: 'error\n', stderr: '', status: 0 });
});
