import { readFileSync } from 'node:fs';
import { createMarkdownRenderer } from 'vitepress';
import { describe, expect, test } from 'vitest';
import { measuredPlugin } from '../.vitepress/measured.ts';
import { type MeasuredFormats, renderFormats } from '../.vitepress/measured-formats.ts';
import { type MeasuredThreads, renderThreads } from '../.vitepress/measured-threads.ts';

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const measured: MeasuredThreads = {
  bench: 'threads',
  machine: { date: '2026-11-20T12:00:00Z', cpu: 'Some <CPU>', cores: 2, node: 'v20.1.0' },
  plan: { rounds: 3 },
  names: { 'worker-js': 'worker do Node' },
  measurements: [0, 1, 2].flatMap((round) => [
    // Round 1 was slow for both: the ratio does not see it.
    { about: 'cpu' as const, who: 'Node', size: 1, round, ms: round === 1 ? 600 : 200 },
    { about: 'cpu' as const, who: 'Node', size: 2, round, ms: round === 1 ? 300 : 100 },
    { about: 'start' as const, who: 'worker-js', round, ms: 10 + round },
  ]),
};

describe('renderThreads', () => {
  test('a speed-up: the ratio of each round, in the drawing and in the table, with the machine and the date', () => {
    const html = renderThreads(measured, 'cpu', escapeHtml);
    const text = html.replace(/<[^>]*>/g, '|');
    expect(text).toContain('|Node, 2 threads||2,00||2,00 a 2,00|');
    expect(text).toContain('|2,00×|');
    expect(text).toContain(
      'Some &lt;CPU>, 2 núcleos; Node v20.1.0; 3 rodadas em 20/11/2026. O número é a mediana.',
    );
    expect(html).toMatch(/role="img" aria-labelledby="measured-cpu-title measured-cpu-desc"/);
  });

  test('times: median, lowest and highest, under the name that the file gives', () => {
    const text = renderThreads(measured, 'start', escapeHtml).replace(/<[^>]*>/g, '|');
    expect(text).toContain('|worker do Node||11,0||10,0 a 12,0|');
  });
});

const formats: MeasuredFormats = {
  ...measured,
  bench: 'formats',
  names: { json: 'JSON', 'python-json': 'json, em Python' },
  messages: [
    { id: 'reading', title: 'Uma <leitura>' },
    { id: 'list', title: 'Cem leituras', drawn: true },
  ],
  measurements: ['reading', 'list'].flatMap((message) =>
    ['json', 'python-json'].flatMap((format) =>
      [300, 100, 200].map((thousands) => ({
        message,
        format,
        bytes: message === 'list' ? 4000 : 40,
        encode: thousands * 1000,
        decode: thousands * 100,
      })),
    ),
  ),
};

describe('renderFormats', () => {
  test('each message: a table with size, and median, lowest and highest of both speeds', () => {
    const html = renderFormats(formats, escapeHtml);
    const text = html.replace(/<[^>]*>/g, '|').replace(/\|+/g, '|');
    expect(text).toContain('|Uma &lt;leitura>|formato|bytes|mil mensagens por segundo|escreve|lê|');
    expect(text).toContain('|JSON|40|200 |(100 a 300)|20,0 |(10,0 a 30,0)|');
    expect(text).toContain('|json, em Python|4.000|');
    expect(text).toContain('3 rodadas em 20/11/2026');
  });

  test('the title of a table: names it from outside of what scrolls', () => {
    const html = renderFormats(formats, escapeHtml);
    expect(html).toContain(
      'id="measured-reading-name">Uma &lt;leitura></p><div class="network-scroll"',
    );
    expect(html.match(/aria-labelledby="measured-reading-name"/g)).toHaveLength(2);
    expect(html).not.toContain('<caption');
  });

  test('sizes are drawn for the message that says so, and once for what Python writes alike', () => {
    const drawings = renderFormats(formats, escapeHtml).match(/<desc[^>]*>[^<]*/g) ?? [];
    expect(drawings.map((each) => each.replace(/<[^>]*>/, ''))).toEqual([
      'Cem leituras: o tamanho: JSON, 4.000 bytes.',
    ]);
  });
});

test('a page whose lesson has no measured.json: a sentence that says what to run', async () => {
  const md = await createMarkdownRenderer('.');
  measuredPlugin(md, '/nowhere');
  const attempt = () => md.render('<<< measured cpu\n', { relativePath: 'licoes/x.md' });
  expect(attempt).toThrow('pnpm bench threads --json ../docs/licoes/x/measured.json');
});

test('a measure that does not exist: a sentence that names those that do', async () => {
  const md = await createMarkdownRenderer('.');
  measuredPlugin(md, '/nowhere');
  const attempt = () => md.render('<<< measured weight\n', { relativePath: 'licoes/x.md' });
  expect(attempt).toThrow('As que existem: cpu, start, server, formats');
});

test.each(['struct-marshal', 'threads'])(
  'what the lesson %s shows was measured on a machine with nothing else to do',
  (lesson) => {
    const file = new URL(`../licoes/${lesson}/measured.json`, import.meta.url);
    const { isMeasurement, machine } = JSON.parse(readFileSync(file, 'utf8'));
    expect(isMeasurement).toBe(true);
    expect(machine.loadBefore).toBeLessThanOrEqual(machine.cores);
  },
);
