import { run, start, twins } from '@tomada/testing';
import { describe, expect, test } from 'vitest';

const count = (text: string | undefined) => Number(text?.replaceAll('.', ''));

describe.each(twins('threads', 'start:race', 'counter-race'))(
  'counter race in $language',
  ({ program, skip }) => {
    test.skipIf(skip).each([2, 3, 8])(
      '%d threads: exact with protection, never too many without',
      async (workers) => {
        const args = ['--workers', String(workers), '--times', '30000'];
        const { code, stdout, stderr } = await run(program, args);
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
        const figures = [
          ...stdout.matchAll(/: esperado ([\d.]+), obtido ([\d.]+), perdidas ([\d.]+)/g),
        ].map(([, ...texts]) => texts.map(count));
        expect(figures).toHaveLength(2);
        const [[expected, counted, lost] = [], safe] = figures;
        expect(expected).toBe(workers * 30_000);
        expect(counted).toBeGreaterThan(0);
        expect(counted).toBeLessThanOrEqual(workers * 30_000);
        expect(lost).toBe(workers * 30_000 - Number(counted));
        expect(safe).toEqual([workers * 30_000, workers * 30_000, 0]);
        expect(stdout.includes('foi sorte')).toBe(lost === 0);
      },
    );

    test.skipIf(skip)('Ctrl-C while they count: all ends, code 0', async () => {
      await using racing = start(program, ['--times', '30000000', '--workers', '8']);
      await racing.waitFor(/8 threads/);
      const { code, stdout, stderr } = await racing.interrupt();
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/Encerrado\.\n$/);
    });

    test.skipIf(skip).each([
      ['--workers', '0'],
      ['--workers', '1'],
      ['--workers', '1000000'],
      ['--workers', 'duas'],
      ['--workers', '2.5'],
      ['--times', '0'],
      ['--times', '99999999999999999999'],
    ])('%s %s: one sentence with both, code 2', async (option, value) => {
      const { code, stdout, stderr } = await run(program, [option, value]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(`Opção ${option}: «${value}» não serve. Use um número inteiro de `);
    });
  },
);

describe.each(twins('threads', 'start:parallel', 'parallel-primes'))(
  'parallel primes in $language',
  ({ program, skip }) => {
    test.skipIf(skip).each([
      [1_000, '168', '1.000'],
      [30_011, '3.246', '30.011'],
    ])(
      'up to %d with 3 threads: the right count alone and together, a row a number of threads',
      async (work, primes, shown) => {
        const args = ['--workers', '3', '--work', String(work), '--rounds', '2'];
        const { code, stdout, stderr } = await run(program, args);
        // No progress line where nobody looks.
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
        expect(stdout).toContain(`Há ${primes} primos até ${shown}.\n`);
        expect(stdout).toContain(`Contando juntas, as threads acharam ${primes}.\n`);
        const rows = [...stdout.matchAll(/^ +(\d+) +[\d.]+,\d +(\d+,\d\d) {2}(#*)$/gm)];
        expect(rows.map(([, size]) => size)).toEqual(['1', '2', '3']);
        expect(rows[0]?.[2]).toBe('1,00');
        expect(rows[0]?.[3]).toHaveLength(10);
      },
    );

    test.skipIf(skip)(
      'sixteen threads for a small work: all of them, and the end',
      async () => {
        const args = ['--workers', '16', '--work', '1000', '--rounds', '1'];
        const { code, stdout } = await run(program, args, { limit: 60_000 });
        expect(code).toBe(0);
        expect(stdout).toMatch(/^ +16 /m);
      },
      70_000,
    );

    test.skipIf(skip)(
      'Ctrl-C in the middle of the count: code 0, no table',
      async () => {
        await using counting = start(program, ['--work', '100000', '--rounds', '64']);
        await counting.waitFor(/Contando juntas/);
        const { code, stderr, stdout } = await counting.interrupt();
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
        expect(stdout).toMatch(/Encerrado\.\n$/);
      },
      100_000,
    );

    test.skipIf(skip).each([
      ['--workers', '0', 'de 1 a 64'],
      ['--workers', '1000000', 'de 1 a 64'],
      ['--workers', 'três', 'de 1 a 64'],
      ['--workers', '2.5', 'de 1 a 64'],
      ['--workers', '-1', 'de 1 a 64'],
      ['--work', '1', 'de 1000 a 100000000'],
      ['--rounds', '', 'de 1 a 64'],
    ])('%s «%s»: one sentence with both, code 2', async (option, value, bounds) => {
      const { code, stdout, stderr } = await run(program, [`${option}=${value}`]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(
        `Opção ${option}: «${value}» não serve. Use um número inteiro ${bounds}`,
      );
    });
  },
);
