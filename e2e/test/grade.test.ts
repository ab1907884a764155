import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ClassReport,
  ExerciseLesson,
  type GradeOptions,
  grade,
  type Progress,
} from '@tomada/grader';
import { type Command, root, run, skipWithoutPython, start } from '@tomada/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deletes, handIn, handInZip, kinds } from '../grade/made-up-class.ts';

const LIMIT = 150_000;
/** Root of its own mounts, where a test may mount a disk. */
const UNSHARE = ['unshare', '--user', '--map-root-user', '--mount'] as const;
const hasMounts = spawnSync(UNSHARE[0], [...UNSHARE.slice(1), 'true']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'tomada turma '));
const submissions = join(folder, 'entregas');
const command: Command = {
  name: 'pnpm grade',
  argv: [process.execPath, '--import', 'tsx', 'tools/grade.ts'],
  cwd: root,
};

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Points by name, as a table. */
function tableOf({ rows }: ClassReport): Record<string, string> {
  const cell = ({ state, results }: ClassReport['rows'][number]) =>
    [state, ...results.map((each) => `${each.state} ${each.earned}/${each.points}`)].join(', ');
  return Object.fromEntries(rows.map((row) => [row.name, cell(row)]));
}

describe.skipIf(skipWithoutPython)('a class', () => {
  const progress: Progress[] = [];
  let report: ClassReport;
  let options: Omit<GradeOptions, 'out'>;
  const out = join(folder, 'notas');

  beforeAll(async () => {
    handIn(join(submissions, 'ana'), kinds.good);
    handIn(join(submissions, 'José da Silva & <b>'), kinds.goodPython);
    handIn(join(submissions, 'um só recv'), kinds.oneRecv);
    handIn(join(submissions, 'só o começo'), kinds.starter);
    handIn(join(submissions, 'sem arquivo'), kinds.missing);
    handIn(join(submissions, 'garfo'), kinds.forks);
    handIn(join(submissions, 'enchente'), kinds.floods);
    handIn(join(submissions, 'apaga'), {
      'oracle-server.py': deletes(folder),
    });
    handIn(join(submissions, 'outra língua'), {
      'grade.json': '{ "commands": { "oracle:server": "python3 meu.py --tarde" } }',
      'meu.py': 'import sys\nprint("comando:", sys.argv[1])\n',
    });
    const good = readFileSync(join(root, 'lessons/exercises/solutions/oracle-server.ts'), 'utf8');
    handInZip(join(submissions, 'zé.zip'), { 'Trabalho do Zé/answers/oracle-server.ts': good });
    handInZip(join(submissions, 'foge.zip'), { '../../fora.txt': 'x' });
    writeFileSync(join(submissions, 'quebrado.zip'), 'PK, mas só no nome');
    writeFileSync(join(submissions, 'antigo.rar'), 'Rar!');
    writeFileSync(join(submissions, 'anotações.txt'), 'não é uma entrega');
    const lesson = await ExerciseLesson.load(join(root, 'lessons/exercises'));
    options = {
      ...{ folder: submissions, lesson, workers: 2, signal: new AbortController().signal },
      onProgress: (each) => progress.push(each),
    };
    report = await grade({ ...options, out });
  }, LIMIT);

  test('each submission gets the points of its own program, and a reason where there is none', () => {
    expect(tableOf(report)).toEqual({
      ana: 'judged, judged 10/10',
      'antigo.rar': 'refused',
      apaga: 'judged, judged 0/10',
      enchente: 'judged, judged 0/10',
      foge: 'refused',
      garfo: 'judged, judged 0/10',
      'José da Silva & <b>': 'judged, judged 10/10',
      'outra língua': 'judged, judged 0/10',
      quebrado: 'refused',
      'sem arquivo': 'judged, missing 0/10',
      'só o começo': 'judged, missing 0/10',
      'um só recv': 'judged, judged 9/10',
      zé: 'judged, judged 10/10',
    });
    expect(report.parts.map(({ name }) => name)).toEqual(['oracle-server']);
    const reasons = Object.fromEntries(report.rows.map(({ name, reason }) => [name, reason]));
    expect(reasons.foge).toMatch(/^Recusei: «\.\.\/\.\.\/fora\.txt» sairia da pasta/);
    expect(reasons.quebrado).toMatch(/^Não consegui abrir o zip/);
    expect(reasons['antigo.rar']).toMatch(/peça uma pasta ou um \.zip/);
    const finding = (name: string) =>
      report.rows.find((row) => row.name === name)?.results[0]?.judgement?.results[0]?.failure;
    expect(finding('enchente')?.kind).toBe('too-much-output');
    expect(finding('outra língua')?.details.join()).toContain('comando: --tarde');
    expect(existsSync(join(submissions, 'apaga', 'oracle-server.py'))).toBe(true);
    expect(existsSync(join(submissions, '..', 'fora.txt'))).toBe(false);
    expect(progress.at(-1)).toMatchObject({ done: 10, total: 10 });
  });

  test('the two that handed in the same program are told as alike', () => {
    const pairs = report.alike.map(({ works }) =>
      works.map(({ name, percent }) => [name, percent]),
    );
    expect(pairs[0]).toEqual([
      ['ana', 100],
      ['zé', 100],
    ]);
  });

  test(
    'judged once more: the same points; only one, from what was kept: nothing else is judged',
    async () => {
      const again = await grade({ ...options, out, again: true });
      expect(tableOf(again)).toEqual(tableOf(report));
      progress.length = 0;
      rmSync(join(submissions, 'ana'), { recursive: true });
      handIn(join(submissions, 'ana'), kinds.oneRecv);
      const resumed = await grade({ ...options, out, only: 'zé' });
      expect(progress.map(({ name }) => name)).toEqual(['zé']);
      expect(tableOf(resumed)).toEqual({ ...tableOf(report), ana: 'pending' });
    },
    LIMIT,
  );
});

describe('pnpm grade', () => {
  const few = join(folder, 'poucas');
  const results = join(folder, 'poucas-notas');

  test('an empty folder: said, code 1; wrong usage: said, code 2', async () => {
    const empty = join(folder, 'vazia');
    mkdirSync(empty);
    const none = await run(command, [empty]);
    expect(none).toMatchObject({ code: 1, stdout: '' });
    expect(none.stderr).toContain('Não há entregas');
    const usages: readonly [string, ...string[]][] = [
      ['«nada»', 'nada'],
      ['«zero»', empty, '--workers', 'zero'],
      ['«orácle»', empty, '--exercise', 'orácle'],
      ['«dois»', empty, 'dois'],
    ];
    for (const [named, ...args] of usages) {
      const wrong = await run(command, args);
      expect(wrong).toMatchObject({ code: 2, stdout: '' });
      expect(wrong.stderr).toContain(named);
      expect(wrong.stderr.trim().split('\n')).toHaveLength(1);
    }
  });

  test(
    'stopped with Ctrl-C: what was judged is kept, code 1; called again: goes on and writes the reports, code 0',
    async () => {
      handIn(join(few, 'bia'), {
        'oracle-client.ts': { from: 'starters/oracle-client.ts' },
        'oracle-client.mjs': 'console.error("<script>alert(1)</script>")\n',
      });
      handIn(join(few, 'caio'), { 'oracle-client.mjs': 'setTimeout(() => {}, 3000)\n' });
      await using program = start(command, [few, '--workers', '1'], { limit: LIMIT });
      await program.waitFor(/bia: oracle-client 0\/10/, 'stderr');
      const stopped = await program.interrupt();
      expect(stopped.code).toBe(1);
      expect(stopped.stderr).toContain('Interrompido. O que foi julgado está guardado');
      expect(stopped.stdout).toMatch(/^caio +\? +\?$/m);
      const ended = await run(command, [few, '--workers', '1'], { limit: LIMIT });
      expect(ended.code).toBe(0);
      expect(ended.stdout).toMatch(/^caio +0\/10 +0\/10$/m);
      expect(ended.stderr).toContain('bia: oracle-client 0/10 (já julgado)\n');
      expect(ended.stderr).toContain('caio: oracle-client 0/10\n');
      const csv = readFileSync(join(results, 'notas.csv'), 'utf8');
      expect(csv).toBe(
        '\uFEFFentrega;oracle-client;total;de;observação\r\nbia;0;0;10;\r\ncaio;0;0;10;\r\n',
      );
      const html = readFileSync(join(results, 'relatorio.html'), 'utf8');
      expect(html).not.toContain('<script');
      expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
      const { rows } = JSON.parse(readFileSync(join(results, 'notas.json'), 'utf8'));
      expect(rows).toHaveLength(2);
    },
    LIMIT,
  );

  test(
    '--again, stopped: the others keep their results; --only takes a part of a name, when one alone has it',
    async () => {
      await using program = start(command, [few, '--workers', '1', '--again'], { limit: LIMIT });
      await program.waitFor(/bia: oracle-client 0\/10\n/, 'stderr');
      const stopped = await program.interrupt();
      expect(stopped.code).toBe(1);
      expect(stopped.stderr).toContain(
        'o que não foi julgado de novo mostra o resultado de antes.',
      );
      expect(stopped.stdout).toMatch(/^caio +0\/10 +0\/10$/m);
      const one = await run(command, [few, '--only', 'CÁI'], { limit: LIMIT });
      expect(one).toMatchObject({
        code: 0,
        stderr: '[1/1] caio: oracle-client 0/10 (já julgado)\n',
      });
      const both = await run(command, [few, '--only', 'i']);
      expect(both).toMatchObject({ code: 2, stdout: '' });
      expect(both.stderr).toContain('«i» serve para mais de uma entrega: bia, caio.');
      const none = await run(command, [few, '--only', 'davi']);
      expect(none).toMatchObject({ code: 2, stdout: '' });
      expect(none.stderr).toContain('não há a entrega «davi»');
    },
    LIMIT,
  );

  test.skipIf(!hasMounts && !process.env.CI)(
    'a full disk: said, code 1; what was judged before is kept',
    async () => {
      const quick = join(folder, 'disco cheio');
      for (const name of ['ana', 'bia', 'caio']) {
        handIn(join(quick, name), { 'oracle-client.mjs': `console.log('${name}')\n` });
      }
      const small = join(folder, 'disco pequeno');
      mkdirSync(small);
      // The disk goes with the mounts: what is left on it is told before.
      const script =
        'mount -t tmpfs -o size=4k none "$0" && "$@"; code=$?; cat "$0"/julgamentos/*.json; exit $code';
      const full: Command = {
        ...command,
        argv: [...UNSHARE, 'sh', '-c', script, small, ...command.argv],
      };
      const ended = await run(full, [quick, '--workers', '1', '--out', small], { limit: LIMIT });
      expect(ended).toMatchObject({ code: 1 });
      expect(ended.stderr).toContain('O disco está cheio (ENOSPC). O que foi julgado antes');
      const kept = ended.stdout.split('\n').filter((line) => line !== '');
      expect(kept.map((line) => JSON.parse(line).name)).toEqual(['ana']);
    },
    LIMIT,
  );
});
