import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPage } from '@tomada/literate';
import { root } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { material, type Point } from './material.ts';
import { fileOf } from './site.ts';

describe.each(['A', 'B', 'C', 'D'])('part %s of the course material', (part) => {
  const points = material.filter(({ id }) => id.startsWith(`${part}-`));

  test.each(points)('$id, $teaches It is at $at', (point) => {
    expect(whatIsLost(point)).toEqual([]);
  });
});

test('the table: has each fault from 1 to 27, no point twice, and words for each', () => {
  const ids = material.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const numbers = ids.filter((id) => id.startsWith('C-')).map((id) => Number(id.slice(2)));
  expect(material.filter(({ finds }) => finds.length === 0)).toEqual([]);
  expect(numbers).toEqual(Array.from({ length: 27 }, (_, index) => index + 1));
});

test('a point whose page, section, words, link or program is gone: is reported as lost', () => {
  const sound: Point = {
    id: 'C-x',
    teaches: 'x',
    at: '/enganos#c1',
    finds: [/fluxo de bytes/],
    programs: ['lessons/tcp-server/faults/one-recv.py'],
  };
  expect(whatIsLost(sound)).toEqual([]);
  expect(whatIsLost({ ...sound, at: '/nada#c1' })).toEqual(['no page /nada']);
  expect(whatIsLost({ ...sound, at: '/enganos#c0' })).toEqual(['no section /enganos#c0']);
  // These words are in the section below it.
  expect(whatIsLost({ ...sound, finds: [/OLá/] })).toEqual(['no words /OLá/']);
  expect(whatIsLost({ ...sound, leadsTo: ['/nada'] })).toEqual(['no link to /nada']);
  expect(whatIsLost({ ...sound, programs: ['udp fault:any-answer'] })).toEqual([
    'the section does not name udp fault:any-answer',
  ]);
  expect(whatIsLost({ ...sound, programs: ['udp fault:nada'] })).toContain(
    'no program udp fault:nada',
  );
});

test('enganos: holds no typed code, and every program that it shows is under the lessons', () => {
  const problems: string[] = [];
  const text = readFileSync(join(root, 'docs/enganos.md'), 'utf8');
  const directives = readPage('docs/enganos.md', text, ({ line, message }) =>
    problems.push(`${line}: ${message}`),
  );
  expect(problems).toEqual([]);
  expect(directives.length).toBeGreaterThan(0);
  for (const { path } of directives) expect(path).toMatch(/^lessons\/[\w-]+\/faults\//);
});

function whatIsLost({ at, finds, leadsTo = [], programs = [] }: Point): string[] {
  const [path = '', anchor] = at.split('#');
  const file = fileOf(path);
  if (!file) return [`no page ${path}`];
  const html = sectionOf(readFileSync(file, 'utf8'), anchor);
  if (html === undefined) return [`no section ${at}`];
  const text = textOf(html);
  return [
    ...finds.filter((words) => !words.test(text)).map((words) => `no words ${words}`),
    ...leadsTo
      .filter((link) => !html.includes(`href="${link}`))
      .map((link) => `no link to ${link}`),
    ...programs.flatMap((program) => whatIsLostOf(program, text)),
  ];
}

/** A fault program must be named where it is explained, be there, and be run by a test of its lesson. */
function whatIsLostOf(program: string, text: string): string[] {
  const [, lesson = '', script = ''] = /^([\w-]+) (fault:[\w-]+)$/.exec(program) ?? [];
  const [, folder = lesson, name = script.replace('fault:', '')] =
    /^lessons\/([\w-]+)\/faults\/([\w-]+)\.\w+$/.exec(program) ?? [];
  const isThere =
    script === ''
      ? existsSync(join(root, program))
      : readFileSync(join(root, 'lessons', lesson, 'package.json'), 'utf8').includes(`"${script}"`);
  const named = script === '' ? program : script;
  const tests = join(root, 'lessons', folder, 'test');
  const isRun = readdirSync(tests).some((test) =>
    new RegExp(`['":]${name}['"]`).test(readFileSync(join(tests, test), 'utf8')),
  );
  return [
    ...(isThere ? [] : [`no program ${program}`]),
    ...(text.includes(named) ? [] : [`the section does not name ${program}`]),
    ...(isRun ? [] : [`no test of ${folder} runs ${program}`]),
  ];
}

/**
 * The HTML of a section: from its heading to the next one that is no deeper; of what is no heading, to the next
 * heading. Without an anchor, the whole page's text.
 */
function sectionOf(html: string, anchor: string | undefined): string | undefined {
  const start = html.indexOf('<main');
  const main = html.slice(start, html.indexOf('</main>', start));
  if (anchor === undefined) return main;
  const found = new RegExp(`<(\\w+)[^>]*\\sid="${anchor}"`).exec(main);
  if (!found) return undefined;
  const [opening, tag = ''] = found;
  const rest = main.slice(found.index + opening.length);
  const level = /^h([1-6])$/.exec(tag)?.[1] ?? '6';
  const end = rest.search(new RegExp(`<h[1-${level}][\\s>]`));
  return opening + (end === -1 ? rest : rest.slice(0, end));
}

/** HTML as it is read. */
function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}
