import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { grade } from '../src/grade.ts';
import { hideable, probeIsolation } from '../src/judging/isolation.ts';
import { makeLesson } from './made-up-lesson.ts';

const folder = mkdtempSync(join(tmpdir(), 'tomada-judgements-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;

/** Grades one submission, a client that prints, by this check. */
async function gradeOne(check: string, program = '') {
  const place = join(folder, String(++count));
  const submissions = join(place, 'entregas');
  mkdirSync(join(submissions, 'ana'), { recursive: true });
  writeFileSync(join(submissions, 'ana', 'crash-client.mjs'), program);
  const lesson = await makeLesson(join(place, 'lesson'), check);
  const out = join(place, 'notas');
  const report = await grade({
    ...{ folder: submissions, lesson, out, workers: 1 },
    ...{ signal: new AbortController().signal, onProgress: () => {} },
  });
  const [row] = report.rows;
  return { row, out, result: row?.results[0] };
}

test('the judging process crashes: the row says so, the run ends, and nothing of it is kept as a result', async () => {
  const { row, result, out } = await gradeOne('process.exit(7)');
  expect(row).toMatchObject({ name: 'ana', state: 'judged', earned: 0 });
  expect(result).toMatchObject({ state: 'broken', earned: 0, points: 10 });
  expect(result?.reason).toContain('terminou com o código 7');
  const [kept = ''] = readdirSync(join(out, 'julgamentos'));
  const { default: content } = await import(join(out, 'julgamentos', kept), {
    with: { type: 'json' },
  });
  expect(content.results).toEqual([]);
});

const isApart = (await probeIsolation()) === 'namespaces';

describe.skipIf(!isApart && !process.env.CI)('in namespaces', () => {
  test('a program sees its loopback alone, writes in its folder only, gets no token, and cannot end its judge', async () => {
    const outside = join(folder, 'fora.txt');
    const program = `
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
const attempt = (act) => { try { return act(); } catch (error) { return error.code; } };
const tell = (what, act) => console.log(what + '=' + attempt(act));
tell('networks', () => Object.keys(networkInterfaces()));
tell('own', () => writeFileSync('here', 'x'));
tell('temporary', () => writeFileSync(tmpdir() + '/x', 'x'));
tell('outside', () => writeFileSync(${JSON.stringify(outside)}, 'x'));
tell('submissions', () => readdirSync(process.argv[2]).length);
tell('token', () => process.env.TOMADA_TEST_TOKEN);
tell('capabilities', () => /CapEff:\\s*(\\w+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
tell('kill', () => process.kill(1, 'SIGKILL'));
`;
    process.env.TOMADA_TEST_TOKEN = 'segredo';
    const submissions = join(folder, String(count + 1), 'entregas');
    const check = `(await client.runAlone([${JSON.stringify(submissions)}])).expectLines('never')`;
    const { result } = await gradeOne(check, program);
    delete process.env.TOMADA_TEST_TOKEN;
    expect(result?.judgement?.results[0]?.failure?.details).toEqual([
      'O que o programa disse:',
      '  networks=lo',
      '  own=undefined',
      '  temporary=undefined',
      '  outside=EROFS',
      '  submissions=0',
      '  token=undefined',
      '  capabilities=0000000000000000',
      '  kill=true',
    ]);
    expect(existsSync(outside)).toBe(false);
  });
});

test('folders to hide: none that holds what a judgement needs, none inside of another', () => {
  const hidden = hideable(['/a/b', '/a/b/c', '/a/bc', '/d', '/d'], ['/a/bc/node', '/e']);
  expect(hidden).toEqual(['/a/b', '/d']);
});
