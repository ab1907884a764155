import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, python, root, run } from '@tomada/testing';
import { expect, test } from 'vitest';

const bench: Command = {
  name: 'bench tcp',
  argv: [process.execPath, '--import', 'tsx', 'src/tcp.ts'],
  cwd: join(root, 'bench'),
};

test('bench tcp --quick: every server under every load, every answer right, and no talk of a measurement', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-test-'));
  try {
    const file = join(folder, 'tcp.json');
    const { code, stdout, stderr } = await run(bench, ['--quick', '--json', file]);
    expect(code, stdout + stderr).toBe(0);
    expect(stdout).toContain('NÃO É UMA MEDIDA');
    expect(stdout).not.toContain('Metas');
    expect(stdout).toContain('nenhuma errada, nenhum pedido sem resposta');
    expect(stderr).toContain('100 %');

    const { isMeasurement, measurements } = JSON.parse(readFileSync(file, 'utf8'));
    expect(isMeasurement).toBe(false);
    const rows = measurements.map(
      (row: Record<string, unknown>) => `${row.mode} ${row.competitor} ${row.clients}`,
    );
    const competitors = ['ours', 'minimal', ...(python ? ['python-threads', 'python-serial'] : [])];
    const expected = ['per-request', 'persistent'].flatMap((mode) =>
      competitors.flatMap((name) => [1, 16, 64].map((clients) => `${mode} ${name} ${clients}`)),
    );
    expect(rows.toSorted()).toEqual(expected.toSorted());
    for (const row of measurements) {
      expect(row).toMatchObject({ answered: 128, wrong: 0, failed: 0, errors: {} });
      expect(row.requestsPerSecond).toBeGreaterThan(0);
      expect(row.p99).toBeGreaterThanOrEqual(row.p50);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('bench tcp --rounds 3: refused in one sentence', async () => {
  const { code, stderr } = await run(bench, ['--rounds', '3']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^Opção --rounds: «3» não serve\. .*5 a 100.*\n$/);
});
