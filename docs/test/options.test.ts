import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { skipWithoutPython } from '@tomada/testing';
import { createMarkdownRenderer } from 'vitepress';
import { afterAll, describe, expect, test } from 'vitest';
import { formatOptions, type Options, optionsPlugin } from '../.vitepress/options.ts';
import { parseHelp } from '../options/help.ts';
import { findPrograms } from '../options/programs.ts';
import { askAll, formatRecord, ofTheMachine, readRecord } from '../options/record.ts';
import { builtPages } from './site.ts';

const UPDATE = 'opcoes.json is not what --help says; run: pnpm --filter docs options --update';
const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

describe('parseHelp', () => {
  test('a help: is taken apart into usage, purpose and options', () => {
    const rows = [
      '  --host <endereço[:porta]>  onde (padrão: o do sistema)',
      '  --once                     uma vez; (não é padrão)',
      '  --help                     mostra esta ajuda',
    ];
    expect(parseHelp(`Uso: x [opções]\n\nFaz\nisto.\n\nOpções:\n${rows.join('\n')}\n`)).toEqual({
      usage: 'x [opções]',
      about: 'Faz isto.',
      options: [
        { name: '--host', value: '<endereço[:porta]>', about: 'onde', default: 'o do sistema' },
        { name: '--once', about: 'uma vez; (não é padrão)' },
        { name: '--help', about: 'mostra esta ajuda' },
      ],
    });
  });

  test('another text: is refused, and shown', () => {
    expect(() => parseHelp('Escutando em 127.0.0.1:8080\n')).toThrow('Escutando em');
    expect(() => parseHelp('Uso: x\n\nFaz.\n\nOpções:\n  -h  ajuda\n')).toThrow('-h');
  });
});

describe('findPrograms', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tomada-options-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('a new lesson: joins by its package.json alone', () => {
    const lesson = join(folder, 'lessons', 'new');
    for (const part of ['faults', 'python']) mkdirSync(join(lesson, part), { recursive: true });
    mkdirSync(join(folder, 'docs', 'licoes', 'new'), { recursive: true });
    const scripts = {
      start: 'node --import tsx src/one.ts',
      'start:two': 'node --import tsx src/two.ts',
      'fault:asks': 'node --import tsx faults/asks.ts',
      'fault:runs': 'node --import tsx faults/runs.ts',
      test: 'vitest run',
    };
    writeFileSync(join(lesson, 'package.json'), JSON.stringify({ scripts }));
    writeFileSync(join(lesson, 'faults', 'asks.ts'), 'readOptions({})');
    writeFileSync(join(lesson, 'faults', 'runs.ts'), 'run()');
    writeFileSync(join(lesson, 'python', 'one.py'), '');
    writeFileSync(join(folder, 'docs', 'licoes', 'new.md'), '<<< start 1 src/one.ts#one\n');
    const files = '<<< whole src/one.ts\n<<< whole src/two.ts\n';
    writeFileSync(join(folder, 'docs', 'licoes', 'new', 'files.md'), files);
    expect(
      findPrograms(folder).map(({ script, isExtra, page, peer }) => ({
        script,
        isExtra,
        page,
        hasPeer: peer !== undefined,
      })),
    ).toEqual([
      { script: 'start', isExtra: false, page: '/licoes/new', hasPeer: true },
      { script: 'start:two', isExtra: false, page: '/licoes/new/files', hasPeer: false },
      { script: 'fault:asks', isExtra: true, page: undefined, hasPeer: false },
    ]);
  });
});

describe('the record', () => {
  const programs = findPrograms();

  test.skipIf(skipWithoutPython)(
    'every program, in both languages: says in --help what it says',
    async () => {
      expect(JSON.parse(readRecord()), UPDATE).toEqual(await askAll(programs));
    },
    120_000, // a process for each, twice
  );

  test('it stands as the command writes it, for all the programs that there are', () => {
    const recorded: Options = JSON.parse(readRecord());
    expect(formatRecord(recorded)).toBe(readRecord());
    const names = (of: readonly { lesson: string; script: string }[]) =>
      of.map(({ lesson, script }) => `${lesson} ${script}`);
    expect(names(recorded.programs), UPDATE).toEqual(names(programs));
  });

  test('every default of the machine: belongs to an option that exists', () => {
    const { programs: recorded }: Options = JSON.parse(readRecord());
    const names = recorded.flatMap(({ lesson, script, options }) =>
      options.map(({ name }) => `${lesson} ${script} ${name}`),
    );
    expect(Object.keys(ofTheMachine).filter((name) => !names.includes(name))).toEqual([]);
  });

  test('/referencia/opcoes: shows every option of every program', () => {
    const html = builtPages().find(({ path }) => path === '/referencia/opcoes')?.html ?? '';
    const { programs: recorded }: Options = JSON.parse(readRecord());
    for (const { lesson, script, options } of recorded) {
      const [, after = ''] = html.split(`>Opções de ${lesson} ${script}<`);
      const [table = ''] = after.split('</table>');
      const shown = [...table.matchAll(/<th scope="row"[^>]*><code[^>]*>(--[\w-]+)/g)];
      expect(shown.map(([, name]) => name)).toEqual(options.map(({ name }) => name));
    }
  });
});

describe('optionsPlugin', () => {
  const made: Options = {
    programs: [
      {
        lesson: 'unknown',
        script: 'start:x',
        usage: 'x <b>',
        about: 'Faz.',
        options: [
          { name: '--i', value: '<i>', about: '<u>', default: '<s>', defaultInPython: '7' },
        ],
      },
      { lesson: 'udp', script: 'fault:y', isExtra: true, usage: 'y', about: 'Falha.', options: [] },
    ],
  };
  const folder = mkdtempSync(join(tmpdir(), 'tomada-options-'));
  writeFileSync(join(folder, 'opcoes.json'), JSON.stringify(made));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('its line: becomes sections with anchors, in the order of the lessons, and the record is watched', async () => {
    const md = await createMarkdownRenderer(folder, {
      config: (md) => optionsPlugin(md, folder),
    });
    const includes: string[] = [];
    const html = await md.renderAsync('A\n\n<<< options\n\nB\n', { includes });
    expect([...html.matchAll(/<h\d id="([^"]+)"/g)].map(([, id]) => id)).toEqual([
      'udp',
      'unknown',
      'unknown-start-x',
    ]);
    expect(html).toMatch(/<details>[\s\S]*fault:y[\s\S]*<\/details>/);
    expect(html).toMatch(/<p>A<\/p>[\s\S]*<p>B<\/p>/);
    expect(includes[0]).toMatch(/opcoes\.json$/);
  });

  test('what comes from the programs: is shown, never interpreted', () => {
    const text = formatOptions(made, escapeHtml);
    expect(text).not.toMatch(/<[bius]>/);
    expect(text).toContain('em Python: 7');
  });
});
