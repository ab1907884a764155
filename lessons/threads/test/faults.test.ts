import { lessonScript, pythonFault, run, skipWithoutPython } from '@tomada/testing';
import { describe, expect, test } from 'vitest';

const outputOf = async (script: string) => (await run(lessonScript('threads', script), [])).stdout;
const linesOf = async (name: string) =>
  (await run(pythonFault('threads', name), [])).stdout.trimEnd().split(/\r?\n/);

describe.skipIf(skipWithoutPython)('faults in Python', () => {
  test('run-directly: everything happens in the main thread, one after the other', async () => {
    expect(await linesOf('run-directly')).toEqual([
      'T: Ana 0 em MainThread',
      'T: Ana 1 em MainThread',
      'T: Bruno 0 em MainThread',
      'T: Bruno 1 em MainThread',
    ]);
  });

  test('late-starting: the missing import is caught as an interruption, and «began» comes last', async () => {
    expect(await linesOf('late-starting')).toEqual([
      'T: Ana 0',
      'Ana: interrompida?',
      'Ana: começou',
    ]);
  });

  test('uninterruptible: the main thread is interrupted, and the other does all of its work', async () => {
    const lines = await linesOf('uninterruptible');
    expect(lines).toContain('A principal foi interrompida; a outra, não.');
    expect(lines.filter((line) => line.startsWith('T: '))).toHaveLength(4);
    expect(lines).not.toContain('Ana: interrompida');
    expect(lines.at(-1)).toBe('Ana: terminou, sem notar nada');
  });

  test('gil: the other thread takes no step while this one counts, and all while it waits', async () => {
    expect(await linesOf('gil')).toEqual([
      'Enquanto a Ana contava, o Bruno deu 0 de 1000 passos.',
      'Enquanto a Ana esperava a rede, chegou a 1000 de 1000.',
    ]);
  });
});

describe('faults in TypeScript', () => {
  test('no-gil: the other thread takes all of its steps while this one counts', async () => {
    expect(await outputOf('fault:no-gil')).toBe(
      'Enquanto a Ana contava, o Bruno deu 1000 de 1000 passos.\n',
    );
  });

  test('run-directly: one after the other', async () => {
    expect(await outputOf('fault:run-directly')).toBe(
      'T: Ana 0\nT: Ana 1\nT: Bruno 0\nT: Bruno 1\n',
    );
  });

  test('plain-variable: each thread has its own', async () => {
    const lines = (await outputOf('fault:plain-variable')).trimEnd().split('\n');
    expect(lines.sort()).toEqual(['A outra thread vê: 1', 'A principal vê: 1']);
  });
});
