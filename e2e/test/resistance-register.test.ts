import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { faults, faultsOf } from '../resistance/faults.ts';
import { networkedScripts } from '../resistance/networked.ts';
import { exempt, nameOf, programs } from '../resistance/programs.ts';
import { cellsOf, describeAll, readRecorded } from '../resistance/record.ts';
import { readExplained } from '../resistance/stderr.ts';

const UPDATE = 'npx -y pnpm@12 --filter e2e resistance --update';

describe('the register of programs', () => {
  const scripts = networkedScripts().map(nameOf);
  const registered = programs.map(nameOf);

  test('every script start… that opens sockets: is registered, or exempt with a reason', () => {
    expect(scripts).toContain('tcp-server start');
    const missing = scripts.filter((name) => !registered.includes(name) && !(name in exempt));
    expect(missing, 'add them to e2e/resistance/programs.ts, see CONTRIBUTING.md').toEqual([]);
  });

  test('what is registered or exempt: exists, in both languages', () => {
    expect(
      [...registered, ...Object.keys(exempt)].filter((name) => !scripts.includes(name)),
    ).toEqual([]);
    const files = programs.flatMap(({ lesson, file }) => [
      `lessons/${lesson}/src/${file}.ts`,
      `lessons/${lesson}/python/${file}.py`,
    ]);
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});

describe('what is said beforehand', () => {
  const recorded = readRecorded();

  test('names, conversations and seeds: are those of the programs and the faults', () => {
    const now = describeAll((program) => cellsOf(recorded, program));
    expect(recorded, `rewrite it: ${UPDATE}`).toEqual(JSON.parse(JSON.stringify(now)));
  });

  test.each(programs.map((program) => ({ name: nameOf(program), program })))(
    '$name: each fault it can meet has an outcome, and only a naive program a wrong one',
    ({ program }) => {
      const cells = cellsOf(recorded, program);
      expect(Object.keys(cells)).toEqual(faultsOf(program.side).map(({ id }) => id));
      expect(Object.values(cells).every((outcomes) => outcomes.length > 0)).toBe(true);
      expect(cells.none).toEqual([{ result: 'right' }]);
      const results = Object.values(cells).flatMap((outcomes) =>
        outcomes.map(({ result }) => result),
      );
      expect(results.includes('wrong')).toBe(program.naive !== undefined);
    },
  );

  test('a fault that may look like another one: names one that exists', () => {
    const ids = faults.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const named = faults.flatMap(({ mayLookLike }) => mayLookLike ?? []);
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe('readExplained', () => {
  const reset =
    'A conexão foi cortada (ECONNRESET): por isto.\nFaça.\nMais sobre este erro: /erros#econnreset';

  test('explained errors, two of threads run together: their codes', () => {
    expect(readExplained(`${reset}\n${reset}${reset}\n\n`).codes).toHaveLength(3);
  });

  test.each([
    ['a stack trace', 'Error: x\n    at f (file.ts:1:1)\n'],
    ['a traceback', 'Traceback (most recent call last):\n  File "x.py", line 1\n'],
    ['an explanation of another code', reset.replace('#econnreset', '#epipe')],
    ['more after an explanation', `${reset}\nnode:internal\n`],
  ])('%s: is a complaint', (_what, stderr) => {
    expect(readExplained(stderr).complaint).toContain('explains no error');
  });
});
