import { run, start, twins } from '@tomada/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const NAMES = ['Ana', 'Bruno', 'Clara'] as const;
const quick = ['--ana', '0.01', '--bruno', '0.02', '--clara', '0.03'];

/** What each thread says, in its own order, when it is left alone. */
const whole = NAMES.map((name, index) => [
  `${name} (${index + 1}): começou`,
  ...[0, 1, 2, 3].map((i) => `T: ${name} ${i}`),
  `${name} (${index + 1}): terminou`,
]);

const linesOf = (stdout: string, name: string) =>
  stdout.split('\n').filter((line) => line.includes(name));

describe.each(twins('threads', 'start', 'named-threads'))(
  'named threads in $language',
  ({ program, skip }) => {
    test.skipIf(skip)(
      'three threads: each says all of its lines in its own order, after main',
      async () => {
        const { code, stdout, stderr } = await run(program, quick);
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
        const lines = stdout.trimEnd().split('\n');
        expect(lines[0]).toBe('Três threads criadas; nenhuma começou.');
        expect(lines.at(-1)).toBe('Todas terminaram.');
        expect(NAMES.map((name) => linesOf(stdout, name))).toEqual(whole);
        expect(lines).toHaveLength(20);
      },
    );

    test.skipIf(skip)('pauses far apart: the fast one is done before the slow one', async () => {
      const { stdout } = await run(program, ['--ana', '60', '--bruno', '0.01', '--patience', '12']);
      const lines = stdout.split('\n');
      expect(lines.indexOf('Bruno (2): terminou')).toBeGreaterThan(0);
      expect(lines.indexOf('Bruno (2): terminou')).toBeLessThan(
        lines.indexOf('Ana (1): interrompida'),
      );
    });

    test.skipIf(skip)(
      '--patience: the threads that pause are interrupted, and say so',
      async () => {
        const forever = ['--ana', '900', '--bruno', '0.01', '--clara', '900', '--patience', '12'];
        const { code, stdout, stderr } = await run(program, forever);
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
        expect(linesOf(stdout, 'Ana')).toEqual([
          'Ana (1): começou',
          'T: Ana 0',
          'Ana (1): interrompida',
        ]);
        expect(linesOf(stdout, 'Bruno')).toEqual(whole[1]);
        expect(linesOf(stdout, 'Clara').at(-1)).toBe('Clara (3): interrompida');
        expect(stdout).toMatch(/\nTodas terminaram\.\n$/);
      },
    );

    test.skipIf(skip)('Ctrl-C while all three pause: all ends, code 0', async () => {
      await using program_ = start(program, ['--ana', '900', '--bruno', '900', '--clara', '900']);
      for (const name of NAMES) await program_.waitFor(new RegExp(`T: ${name} 0`));
      const { code, stdout, stderr } = await program_.interrupt();
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/\nEncerrado\.\n$/);
    });

    test.skipIf(skip)(
      'any short pauses: nothing is lost, and no line is cut by another',
      async () => {
        const pause = fc.integer({ min: 1, max: 30 }).map((n) => String(n / 1000));
        await fc.assert(
          fc.asyncProperty(pause, pause, pause, async (ana, bruno, clara) => {
            const { stdout } = await run(program, [
              ...['--ana', ana, '--bruno', bruno, '--clara', clara],
            ]);
            expect(NAMES.map((name) => linesOf(stdout, name))).toEqual(whole);
          }),
          { numRuns: 4 },
        );
      },
    );

    test.skipIf(skip).each([
      [['--ana', 'rápido'], '--ana: «rápido» não é um tempo'],
      [['--patience', '0'], '--patience: «0»'],
      [['Ana'], '«Ana»'],
    ])('%j: one sentence, code 2, and no thread', async (args, part) => {
      const { code, stdout, stderr } = await run(program, args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(part);
      expect(stderr.trimEnd()).not.toContain('\n');
    });
  },
);
