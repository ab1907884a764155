import { createMarkdownRenderer } from 'vitepress';
import { describe, expect, test } from 'vitest';
import { type Measured, measuredPlugin, renderMeasured } from '../.vitepress/measured.ts';

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const measured: Measured = {
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

describe('renderMeasured', () => {
  test('a speed-up: the ratio of each round, in the drawing and in the table, with the machine and the date', () => {
    const html = renderMeasured(measured, 'cpu', escapeHtml);
    const text = html.replace(/<[^>]*>/g, '|');
    expect(text).toContain('|Node, 2 threads||2,00||2,00 a 2,00|');
    expect(text).toContain('|2,00×|');
    expect(text).toContain(
      'Some &lt;CPU>, 2 núcleos; Node v20.1.0; 3 rodadas em 20/11/2026. O número é a mediana.',
    );
    expect(html).toMatch(/role="img" aria-labelledby="measured-cpu-title measured-cpu-desc"/);
  });

  test('times: median, lowest and highest, under the name that the file gives', () => {
    const text = renderMeasured(measured, 'start', escapeHtml).replace(/<[^>]*>/g, '|');
    expect(text).toContain('|worker do Node||11,0||10,0 a 12,0|');
  });
});

test('a page whose lesson has no measured.json: a sentence that says what to run', async () => {
  const md = await createMarkdownRenderer('.');
  measuredPlugin(md, '/nowhere');
  const attempt = () => md.render('<<< measured cpu\n', { relativePath: 'licoes/x.md' });
  expect(attempt).toThrow('pnpm bench threads --json');
});
