import { describe, expect, test } from 'vitest';
import { lessons } from '../.vitepress/lessons.ts';
import { estimate, PACE, readingOf } from '../.vitepress/reading-time.ts';
import { type Way, ways } from '../.vitepress/ways.ts';
import { duration, minutesOf } from '../.vitepress/ways-plugin.ts';
import { builtPages, fileOf } from './site.ts';

const page = builtPages().find(({ path }) => path === '/para-quem');
const everyPage = lessons.flatMap(({ link, parts }) => [link, ...parts.map((part) => part.link)]);

/** The numbers of minutes in «1 h 10 min». */
function minutesIn(text: string): number {
  const [, hours = '0'] = /(\d+) h/.exec(text) ?? [];
  const [, rest = '0'] = /(\d+) min/.exec(text) ?? [];
  return Number(hours) * 60 + Number(rest);
}

describe('estimate', () => {
  const reading = (text: string) => estimate('docs/x.md', text);

  test('prose: each word counts, but not front matter, tags, addresses of links or blocks', () => {
    const text = [
      '---\ntitle: Um dois três\n---',
      '# Título {#titulo}',
      'Leia [isto aqui](/licoes/udp#x) <b>já</b>.',
      '<!-- transcript: skip reason="não conta" -->',
      '```sh\nisto não conta\n```',
    ].join('\n');
    expect(reading(text)).toMatchObject({ words: 5, lines: 0, commands: 0, minutes: 5 });
  });

  test('terminals: what is typed counts, at the shell and at a prompt, and what is said does not', () => {
    const text = '```terminal\n@ a\n$ um\n\\$ node\nsaída\n> dois\n^C\n@ b\n$ três\n```\n';
    expect(reading(text)).toMatchObject({ words: 0, commands: 3 });
  });

  test('a region that is shown: its lines count, but not the empty ones; a whole file at the end does not', () => {
    const shown = '<<< show lessons/udp/faults/too-long.ts#too-long\n';
    expect(reading(shown).lines).toBeGreaterThan(20);
    expect(reading(shown).words).toBe(0);
    const whole = '<<< whole src/upper-server.ts\n';
    expect(estimate('docs/licoes/udp.md', whole)).toMatchObject({ lines: 0, words: 0 });
  });

  test('minutes: at the pace that the page tells, rounded up to five', () => {
    const words = (count: number) => 'palavra '.repeat(count);
    expect(reading(words(5 * PACE.words)).minutes).toBe(5);
    expect(reading(words(5 * PACE.words + 1)).minutes).toBe(10);
  });

  test('a page that does not exist: fails with its name', () => {
    expect(() => readingOf('/nada')).toThrow('docs/nada.md');
  });
});

test.each([
  [5, '5 min'],
  [60, '1 h'],
  [130, '2 h 10 min'],
  [0, '0 min'],
])('duration of %i minutes: %s', (minutes, text) => {
  expect(duration(minutes)).toBe(text);
});

describe('the ways through the site', () => {
  const all: [string, Way][] = Object.entries(ways);

  test.each(all)('%s: every stop is a page, once, with its reason', (_name, way) => {
    expect(way.filter(({ link }) => fileOf(link) === undefined)).toEqual([]);
    expect(way.filter(({ why }) => why === '')).toEqual([]);
    expect(new Set(way.map(({ link }) => link)).size).toBe(way.length);
  });

  test('alone: passes every page of the lessons, in the order of the menu', () => {
    const way: Way = ways.alone;
    const links = way.map(({ link }) => link).filter((link) => link.startsWith('/licoes/'));
    expect(links).toEqual(everyPage);
  });

  test('the page: shows each way with its stops, their minutes and the right sum', () => {
    const shown = [...(page?.html ?? '').matchAll(/<ol class="way">(.*?)<\/ol><p>(.*?)<\/p>/gs)];
    expect(shown).toHaveLength(all.length);
    for (const [index, [name, way]] of all.entries()) {
      const [, list = '', total = ''] = shown[index] ?? [];
      const links = [...list.matchAll(/href="([^"]+)"/g)].map(([, link]) => link);
      expect(links, name).toEqual(way.map(({ link }) => link));
      const times = [...list.matchAll(/class="way-time">([^<]*)</g)].map(([, time = '']) => time);
      expect(times.map(minutesIn)).toEqual(way.map(minutesOf));
      expect(minutesIn(total)).toBe(way.reduce((sum, stop) => sum + minutesOf(stop), 0));
    }
  });

  test('the table of times: has every page of the lessons, and tells the pace', () => {
    const [, table = ''] = /<p>(Contados.*?)<\/table>/s.exec(page?.html ?? '') ?? [];
    const rows = [...table.matchAll(/<a href="([^"]+)">.*?<\/th><td>([^<]*)<\/td>/g)];
    expect(rows.map(([, link]) => link)).toEqual(everyPage);
    expect(rows.map(([, , time = '']) => minutesIn(time))).toEqual(
      everyPage.map((link) => readingOf(link).minutes),
    );
    for (const pace of Object.values(PACE)) expect(table).toContain(String(pace));
  });
});

test('home and menu: lead to the page that says for whom the site is', () => {
  const home = builtPages().find(({ path }) => path === '/')?.html ?? '';
  expect(home.match(/href="\/para-quem"/g)?.length).toBeGreaterThan(1);
});
