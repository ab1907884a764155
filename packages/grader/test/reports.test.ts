import { expect, test } from 'vitest';
import type { ClassReport } from '../src/class-report.ts';
import { formatCsv } from '../src/report/csv.ts';
import { formatHtml } from '../src/report/html.ts';
import { formatTable } from '../src/report/table.ts';

const evil = '<img src=x onerror="alert(1)">\u001b[2J';
const report: ClassReport = {
  title: evil,
  parts: [{ name: 'oracle-server', title: 'Oráculo, servidor', points: 10 }],
  points: 10,
  isolation: 'limits',
  rows: [
    {
      ...{ name: '=HYPERLINK("x";"y")', state: 'judged', earned: 4 },
      results: [
        {
          ...{ part: 'oracle-server', earned: 4, points: 10, state: 'judged', note: evil },
          judgement: {
            ...{ exercise: 'oracle', title: 'Oráculo', side: 'server', target: evil },
            ...{ earned: 4, points: 10, passed: false, badges: [] },
            results: [
              {
                ...{ name: 'responde', passed: false, points: 6, earned: 0, milliseconds: 1 },
                failure: { kind: 'no-answer', message: evil, details: [evil] },
                ...{ hint: evil, log: [`$ ${evil}`] },
              },
            ],
          },
        },
      ],
    },
    { name: evil, state: 'refused', reason: 'Recusei.', results: [], earned: 0 },
    { name: 'zé', state: 'pending', results: [], earned: 0 },
  ],
  alike: [
    {
      ...{ part: 'oracle-server', shared: 9 },
      works: [
        { name: evil, file: evil, percent: 90 },
        { name: 'zé', file: 'a.py', percent: 60 },
      ],
    },
  ],
};

test('HTML: what a stranger wrote is text, and nothing is loaded or run', () => {
  const html = formatHtml(report);
  for (const bad of ['<img', '<script', 'onerror="', '\u001b'])
    expect(html.includes(bad), bad).toBe(false);
  expect(html.match(/&lt;img/g)?.length).toBeGreaterThan(8);
  expect(html).toContain("default-src 'none'");
});

test('HTML: language, title, landmarks, one first heading, table heads, both colour schemes', () => {
  const html = formatHtml(report);
  expect(html).toMatch(/^<!doctype html>\n<html lang="pt-BR">/);
  for (const tag of ['title', 'header', 'nav aria-label', 'main', 'footer', 'caption', 'h1']) {
    expect(html.split(`<${tag}`).length - 1, tag).toBeGreaterThan(0);
  }
  expect(html.match(/<h1>/g)).toHaveLength(1);
  expect(html.match(/<th(?! scope="(?:col|row)")[ >]/g)).toBeNull();
  expect(html).toContain('prefers-color-scheme: dark');
  const ids = Array.from(html.matchAll(/ id="([^"]+)"/g), ([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const links = Array.from(
    html.matchAll(/ (?:href="#|aria-labelledby=")([^"]+)"/g),
    ([, id]) => id,
  );
  expect(links.filter((id) => !ids.includes(id))).toEqual([]);
});

test('CSV: semicolons, a formula made harmless, quotes doubled, an empty cell for what is not known', () => {
  expect(formatCsv(report).split('\r\n')).toEqual([
    '\uFEFFentrega;oracle-server;total;de;observação',
    `"'=HYPERLINK(""x"";""y"")";4;4;10;"${evil.replaceAll('"', '""')}"`,
    `"${evil.replaceAll('"', '""')}";;0;10;Recusei.`,
    'zé;;;10;Ainda não julgada por inteiro.',
    '',
  ]);
});

test('table: points, x for what was refused, ? for what is not known, no control characters', () => {
  const lines = formatTable(report).split('\n');
  expect(lines[1]).toMatch(/4\/10 +4\/10$/);
  expect(lines[2]).toMatch(/ x +0\/10$/);
  expect(lines[3]).toMatch(/^zé +\? +\?$/);
  expect(lines.join('')).not.toContain('\u001b');
});
