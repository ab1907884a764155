import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@tomada/testing';
import { expect, test } from 'vitest';
import { benchmark } from './rehearse.ts';

test('bench grade, 4 submissions: a row for each size and number of workers, and a plot', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-grade-test-'));
  try {
    const svg = join(folder, 'turma.svg');
    const args = ['--submissions', '4', '--workers', '2', '--svg', svg];
    const { code, stdout, stderr } = await run(benchmark('grade'), args, { limit: 200_000 });
    expect(code, stderr).toBe(0);
    const rows = Array.from(
      stdout.matchAll(/^([124]) +([12]) +[\d,]+ +[\d,]+ +\S+$/gm),
      ([, a, b]) => [a, b].join(),
    );
    expect(rows).toEqual(['1,1', '2,1', '4,1', '1,2', '2,2', '4,2']);
    expect(stdout).toContain('É um ensaio');
    expect(readFileSync(svg, 'utf8').match(/<polyline /g)).toHaveLength(2);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 240_000);
