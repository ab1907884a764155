import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { knownErrorCodes } from '@tomada/utils';
import { createMarkdownRenderer } from 'vitepress';
import { afterAll, describe, expect, test } from 'vitest';
import { type Resistance, readResistance, resistancePlugin } from '../.vitepress/resistance.ts';
import { renderFaults, renderProgram } from '../.vitepress/resistance-table.ts';

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const made: Resistance = {
  faults: [
    { id: 'none', name: 'rede boa', happens: 'Nada.', byHand: '' },
    { id: 'cut', name: 'corte', happens: 'Corta.', byHand: '--reset 4' },
    { id: 'lots', name: 'sorte', happens: 'Sorteia.' },
    { id: 'other', name: 'só do outro', happens: 'Nada daqui.' },
  ],
  programs: [
    {
      lesson: 'x',
      script: 'start:y',
      title: 'O de <b>',
      side: 'server',
      naive: { why: 'Porque sim.', mended: '/licoes/z' },
      messages: ['olá\r\n'],
      answers: ['OLÁ\n'],
      wrongIs: 'answered',
      cells: {
        none: [{ result: 'right' }],
        cut: [{ result: 'error', by: 'client', code: 'ECONNRESET' }],
        lots: [
          { result: 'error', by: 'server', says: 'Não <i>' },
          { result: 'wrong', shows: 'O' },
          { result: 'wrong', shows: '<u>\n' },
        ],
      },
    },
  ],
};

describe('renderProgram', () => {
  const [program] = made.programs;
  if (!program) throw new Error('no program');
  const html = renderProgram(program, made.faults, escapeHtml);

  test('each outcome: stands in words beside its network, and a network that it cannot meet does not', () => {
    const rows = [...html.matchAll(/<tr><th scope="row">(.*?)<\/th><td>(.*?)<\/td><\/tr>/g)];
    expect(rows.map(([, head, cell = '']) => [head, cell.replace(/<[^>]*>/g, '')])).toEqual([
      ['rede boa', '✓ resposta certa'],
      ['corte', '! erro claro: o cliente diz que a conexão foi cortada (ECONNRESET)'],
      [
        'sorte',
        '! erro claro: o servidor diz «Não &lt;i>»ou, conforme a sorte,✗ resposta errada: o servidor responde O ou &lt;u>\\n',
      ],
    ]);
    expect(html).toContain('href="/erros#econnreset"');
  });

  test('what comes from the data: is shown, never interpreted', () => {
    expect(html).not.toMatch(/<[biu]>/);
    expect(html).toContain('<code>olá\\r\\n</code>');
  });

  test('a naive program: says why and links to the mended one; another one says what it promises', () => {
    expect(html).toMatch(/Porque sim\..*href="\/licoes\/z"/);
    const { naive: _, ...whole } = program;
    expect(renderProgram(whole, made.faults, escapeHtml)).toContain('Feito para qualquer rede');
  });

  test('a code that has no words yet: the build stops', () => {
    const cells = { none: [{ result: 'error', by: 'client', code: 'EWHAT' }] } as const;
    expect(() => renderProgram({ ...program, cells }, made.faults, escapeHtml)).toThrow('EWHAT');
  });
});

test('renderFaults: each network, with the options where there are some', () => {
  const html = renderFaults(made.faults, escapeHtml);
  expect(html.match(/<th scope="row">/g)).toHaveLength(4);
  expect(html.match(/<code>/g)).toHaveLength(1);
});

describe('resistancePlugin', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tomada-resistance-'));
  writeFileSync(join(folder, 'resistencia.json'), JSON.stringify(made));
  afterAll(() => rmSync(folder, { recursive: true }));

  async function render(page: string) {
    const md = await createMarkdownRenderer(folder, {
      config: (md) => resistancePlugin(md, folder),
    });
    const includes: string[] = [];
    const html = await md.renderAsync(page, { relativePath: 'resistencia.md', includes });
    return { html, includes };
  }

  test('its lines: become tables, and the record is watched', async () => {
    const { html, includes } = await render(
      'A\n\n<<< resistance faults\n\n<<< resistance x start:y\n\nB\n',
    );
    expect(html.match(/<table>/g)).toHaveLength(2);
    expect(html).toMatch(/<p>A<\/p>[\s\S]*<p>B<\/p>/);
    expect(includes[0]).toMatch(/resistencia\.json$/);
  });

  test('a program that was never run: the build stops and says where', async () => {
    await expect(render('\n<<< resistance x start:z\n')).rejects.toThrow(
      /docs\/resistencia\.md[\s\S]*x start:z/,
    );
  });
});

describe('the page', () => {
  const page = readFileSync(new URL('../resistencia.md', import.meta.url), 'utf8');
  const { programs } = readResistance();

  test('every program of the record: has its table there, once', () => {
    const shown = [...page.matchAll(/^<<< resistance (\S+ \S+)$/gm)].map(([, name]) => name);
    expect(shown).toEqual(programs.map(({ lesson, script }) => `${lesson} ${script}`));
    expect(page.match(/^<<< resistance faults$/gm)).toHaveLength(1);
  });

  test('every program of the record: stands under its title', () => {
    for (const { lesson, script, title } of programs) {
      const [, section = ''] = page.split(`### ${title}\n`);
      expect(section.split(/^##/m)[0]).toContain(`<<< resistance ${lesson} ${script}\n`);
    }
  });

  test('every code of the record: is explained on the page of errors', () => {
    const codes = programs.flatMap(({ cells }) =>
      Object.values(cells)
        .flat()
        .flatMap((outcome) => ('code' in outcome ? outcome.code : [])),
    );
    expect([...new Set(codes)].filter((code) => !knownErrorCodes.includes(code))).toEqual([]);
  });
});
