import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, root, run, skipWithoutBrowser } from '@tomada/testing';
import { getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Site } from './site.ts';

const docs = fileURLToPath(new URL('..', import.meta.url));
const outside = mkdtempSync(join(tmpdir(), 'tomada-paper-'));
afterAll(() => rmSync(outside, { recursive: true, force: true }));

const pdf: Command = {
  name: 'docs:pdf',
  argv: [process.execPath, '--import', 'tsx', 'offline/pdf.ts', '--no-build'],
  cwd: docs,
};

/** Everything is printed more than once, on a machine that others use as well. */
const LIMIT = 240_000;

/** The text of each page of a PDF, and the bookmarks at its side. */
async function readPdf(file: Uint8Array) {
  const document = await getDocumentProxy(new Uint8Array(file));
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    const texts = items.flatMap((item) =>
      'str' in item ? [item.str + (item.hasEOL ? '\n' : '')] : [],
    );
    pages.push(texts.join(''));
  }
  const outline: readonly { readonly title: string }[] | null = await document.getOutline();
  await document.loadingTask.destroy();
  return { pages, titles: (outline ?? []).map(({ title }) => title.trim()) };
}

describe.skipIf(skipWithoutBrowser)('the printed book of a lesson', () => {
  let pages: readonly string[];
  let titles: readonly string[];
  beforeAll(async () => {
    const out = join(outside, 'aula.pdf');
    const ended = await run(pdf, ['tcp-client', '--out', out], { limit: LIMIT });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    ({ pages, titles } = await readPdf(readFileSync(out)));
  }, LIMIT);
  const pageWith = (text: string | RegExp) =>
    pages.findIndex((page) => (typeof text === 'string' ? page.includes(text) : text.test(page))) +
    1;

  test('begins with the cover; its bookmarks are its chapters', () => {
    expect(pages[0]).toContain('Programação com sockets em TypeScript');
    expect(pages[1]).toContain('Conteúdo');
    expect(titles).toEqual(['Conteúdo', 'Lição 2: um cliente que sabe escutar', 'Respostas']);
  });

  test('the contents: every line gives the page on which that heading stands', () => {
    const lines = [...(pages[1] ?? '').matchAll(/^(\S.*?)\s*\n?(\d+)$/gm)].map(
      ([, title = '', page]) => ({ title: title.trim(), page: Number(page) }),
    );
    expect(lines.length).toBeGreaterThan(10);
    const wrong = lines.filter(({ title, page }) => !pages[page - 1]?.includes(title));
    expect(wrong).toEqual([]);
  });

  test('code: stands with its file and the true numbers of its lines', () => {
    const lines = readFileSync(join(root, 'lessons/tcp-client/src/upper-client.ts'), 'utf8').split(
      '\n',
    );
    const text = pages.join('\n');
    const shown = [...text.matchAll(/^(\d+)\n? ?(.*\S.*)$/gm)];
    const right = shown.filter(([, number, line = '']) => {
      const source = lines[Number(number) - 1];
      return source !== undefined && source.trim() === line.trim();
    });
    expect(text).toContain('src/upper-client.ts');
    // Every line but the markers of regions and the empty ones.
    const countable = lines.filter((line) => line.trim() !== '' && !/#(?:end)?region/.test(line));
    expect(right.length).toBeGreaterThanOrEqual(countable.length * 0.9);
  });

  test('folded answers: are at the end, each with the page of its question', () => {
    const [, number, answerPage] =
      /Preveja: e se fosse\s+write\s+no lugar de\s+end\s*\? \(resposta (\d+), p\. (\d+)\)/.exec(
        pages.join('\n').replace(/\s+/g, ' '),
      ) ?? [];
    const start = pageWith('Respostas\n');
    expect(Number(answerPage)).toBeGreaterThanOrEqual(start);
    expect(pages[Number(answerPage) - 1]).toContain(`${number}. Preveja: e se fosse`);
  });

  test('links: to other places give the page, to other sites become notes with the address', () => {
    const text = pages.join('\n');
    expect(text).toMatch(/^Notas$/m);
    expect(text).toMatch(/no site: \/licoes\/tcp-server/);
    expect(text).not.toMatch(/p\. 00\b/);
  });
});

describe('what docs:pdf refuses', () => {
  test('an unknown lesson: one sentence, with code 2', async () => {
    const { code, stderr } = await run(pdf, ['nada']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Não existe a lição «nada»\. As que existem: tcp-server, .*\n$/);
  });

  test('a machine without a browser: one sentence, with code 1', async () => {
    const { code, stderr } = await run(pdf, [], {
      env: { CHROMIUM_PATH: join(outside, 'nenhum') },
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Não achei um Chromium ou Chrome.*CHROMIUM_PATH.*\n$/);
  });
});

describe.skipIf(skipWithoutBrowser)('a page on paper', () => {
  test('is the text alone, light even in the dark theme, nothing folded, links with their addresses', async () => {
    await using site = await Site.open();
    await using visit = await site.visit('/licoes/tcp-server', { colorScheme: 'dark' });
    const { page } = visit;
    await page.locator('html.dark').waitFor();
    const folds = await page.locator('details:not([open])').count();
    expect(folds).toBeGreaterThan(0);
    const { pages } = await readPdf(await page.pdf({ format: 'A4' }));
    const text = pages.join('\n').replace(/\s+/g, ' ');
    expect(text).toContain('Lição 1: um servidor que responde');
    // Folded on the screen.
    expect(text).toContain('é a f-string do Python');
    // A long address goes on in the next line.
    expect(text.replaceAll(' ', '')).toContain('(/comece-aqui#dois-terminais)');
    for (const furniture of ['Buscar', 'Nesta página', 'Próxima página', 'Copiar comandos'])
      expect(text).not.toContain(furniture);
    await page.emulateMedia({ media: 'print' });
    const seen = await page.evaluate(() => {
      const colour = (selector: string, property: 'color' | 'backgroundColor') => {
        const element = document.querySelector(selector);
        return element && getComputedStyle(element)[property];
      };
      return {
        ground: colour('body', 'backgroundColor'),
        text: colour('.vp-doc p', 'color'),
        terminal: colour('.terminal', 'backgroundColor'),
        isWide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
      };
    });
    expect(seen).toEqual({
      ground: 'rgb(255, 255, 255)',
      text: 'rgb(0, 0, 0)',
      terminal: 'rgb(255, 255, 255)',
      isWide: false,
    });
    await page.emulateMedia({ media: 'screen' });
    expect(await page.locator('details:not([open])').count()).toBe(folds);
  });
});
