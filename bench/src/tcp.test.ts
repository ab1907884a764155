import { python, run } from '@tomada/testing';
import { expect, test } from 'vitest';
import { benchmark, rehearse } from './rehearse.ts';

test('bench tcp --quick: every server under every load, every answer right, and no talk of a measurement', async () => {
  const { stdout, json } = await rehearse('tcp');
  expect(stdout).toContain('nenhuma errada, nenhum pedido sem resposta');

  const rows = json.measurements.map(
    (row: Record<string, unknown>) => `${row.mode} ${row.competitor} ${row.clients}`,
  );
  const competitors = ['ours', 'minimal', ...(python ? ['python-threads', 'python-serial'] : [])];
  const expected = ['per-request', 'persistent'].flatMap((mode) =>
    competitors.flatMap((name) => [1, 16, 64].map((clients) => `${mode} ${name} ${clients}`)),
  );
  expect(rows.toSorted()).toEqual(expected.toSorted());
  const ours = json.servers
    .filter((server: { competitor: string }) => server.competitor === 'ours')
    .map((server: { argv: string[] }) => server.argv.slice(3).join(' '));
  expect(ours).toEqual(['src/upper-server.ts --port 0', 'src/lines-server.ts --port 0']);
  for (const row of json.measurements) {
    expect(row).toMatchObject({ answered: 128, wrong: 0, failed: 0, errors: {} });
    expect(row.requestsPerSecond).toBeGreaterThan(0);
    expect(row.p99).toBeGreaterThanOrEqual(row.p50);
  }
});

test('bench tcp --rounds 3: refused in one sentence', async () => {
  const { code, stderr } = await run(benchmark('tcp'), ['--rounds', '3']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^Opção --rounds: «3» não serve\. .*5 a 100.*\n$/);
});
