import { expect, test } from 'vitest';
import { Progress } from './progress.ts';

function written(stream: { isTTY?: boolean; columns?: number }, steps: number): string {
  let text = '';
  const progress = new Progress(steps, { ...stream, write: (piece) => (text += piece) });
  for (let step = 0; step < steps; step++) progress.begin(`passo ${step}`);
  progress.end();
  return text;
}

test('progress on a terminal: one line, written over, gone at the end', () => {
  const text = written({ isTTY: true, columns: 20 }, 3);
  expect(text).not.toContain('\n');
  expect(text).toMatch(/^\r {2}0 % {2}passo 0/);
  expect(text.endsWith('\r\x1b[K')).toBe(true);
  for (const line of text.split('\r')) {
    expect(line.replace('\x1b[K', '').length).toBeLessThan(20);
  }
});

test('progress in a pipe: about ten plain lines, however many steps', () => {
  const lines = written({}, 200).trimEnd().split('\n');
  expect(lines).toHaveLength(11);
  expect(lines.at(-1)).toBe('100 %');
  expect(lines[1]).toMatch(/^ 10 % {2}passo 20 · faltam uns \d+ s$/);
  expect(lines.join('')).not.toContain('\x1b');
});
