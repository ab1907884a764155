import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';

const LINES = 40_000;
const program = `
  import { endOnInterrupt } from '@tomada/utils';
  endOnInterrupt();
  for (let i = 0; i < ${LINES}; i++) process.stdout.write(\`linha \${i}\\n\`);
  process.stderr.write('escrito');
  setInterval(() => {}, 1_000);
`;

/** The program, told to end once it has written all. */
async function interrupted() {
  const argv = ['--import', 'tsx', '--input-type=module', '--eval', program];
  const child = spawn(process.execPath, argv, { cwd: import.meta.dirname });
  const exit = once(child, 'exit');
  await once(child.stderr, 'data');
  child.kill('SIGINT');
  return { stdout: child.stdout.setEncoding('utf8'), exit };
}

test('a slow reader of a pipe: gets all that was written before the end, and the end', async () => {
  const { stdout, exit } = await interrupted();
  await setTimeout(200);
  const lines = (await stdout.toArray()).join('').split('\n');
  expect(lines).toHaveLength(LINES + 2);
  expect(lines.slice(-2)).toEqual(['Encerrado.', '']);
  expect(await exit).toEqual([0, null]);
}, 20_000);

test('a reader that reads no more: does not hold the end', async () => {
  const { stdout, exit } = await interrupted();
  expect(await exit).toEqual([0, null]);
  stdout.destroy();
}, 20_000);
