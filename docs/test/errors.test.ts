import { readFileSync } from 'node:fs';
import { skipWithoutBrowser } from '@tomada/testing';
import { messages } from '@tomada/utils';
import type { Page } from 'playwright-core';
import { createMarkdownRenderer } from 'vitepress';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allForms } from '../.vitepress/errors/forms.ts';
import { ownSentence } from '../.vitepress/errors/own-sentence.ts';
import { errorsPlugin } from '../.vitepress/errors/plugin.ts';
import { openSearchIndex, type SearchIndex } from './search-index.ts';
import { Site } from './site.ts';

const page = readFileSync(new URL('../erros.md', import.meta.url), 'utf8');
/** The sections of the codes: heading, anchor, text. */
const sections = [...page.matchAll(/^## (\w+): (.*) \{#(\w+)\}\n([\s\S]*?)(?=^## |$(?![\s\S]))/gm)];

describe('/erros', () => {
  test('its sections: are those of messages.json and of the table, each once, and nothing else', () => {
    const codes = sections.map(([, code]) => code);
    expect([...codes].sort()).toEqual(Object.keys(messages.errors).sort());
    expect([...codes].sort()).toEqual(allForms.map(([code]) => code).sort());
  });

  test('the name that a system gives to the same error: is told in the section it leads to', () => {
    for (const [other, code] of Object.entries(messages.sameAs)) {
      const text = sections.find(([, found]) => found === code)?.[4] ?? '';
      expect(text, `${code} says nothing of ${other}`).toContain(other);
    }
  });

  test.each(
    sections.map(([, code = '', means = '', anchor = '', text = '']) => ({
      code,
      means,
      anchor,
      text,
    })),
  )(
    '$code: its anchor, what happened, why, what to do, and all its sentences',
    ({ code, means, anchor, text }) => {
      expect(anchor).toBe(code.toLowerCase());
      expect(allForms.find(([each]) => each === code)?.[1].means).toBe(means);
      for (const part of ['**O que aconteceu.**', '**Por quê.**', '**O que fazer.**']) {
        expect(text.split(part)).toHaveLength(2);
      }
      expect(text).toContain(`\n<<< error ${code}\n`);
    },
  );

  // Those that part D of the course material asks for; the rest comes from DNS servers or from us.
  const asked = sections.filter(([, code]) =>
    allForms.some(([each, { numbers }]) => each === code && numbers),
  );
  test.each(asked.map(([, code = '', , , text = '']) => ({ code, text })))(
    '$code: says what to do on each system, and where it has that from',
    ({ text }) => {
      for (const system of ['Windows', 'macOS', 'Linux']) expect(text).toContain(system);
      expect(text).toMatch(/^Fonte: .*\S/m);
    },
  );
});

describe('errorsPlugin', () => {
  const render = async (source: string) => {
    const md = await createMarkdownRenderer('.', { config: (each) => errorsPlugin(each) });
    return await md.renderAsync(source, { relativePath: 'erros.md' });
  };

  test.each(allForms.map(([code, forms]) => ({ code, forms })))(
    '$code: every sentence stands there, with how it was proven',
    async ({ code, forms }) => {
      const html = await render(`A\n\n<<< error ${code}\n\nB\n`);
      const rows = [
        ...html.matchAll(/<td><code>(.*?)<\/code><span class="error-proof">(.+?)<\/span>/g),
      ];
      const shown = rows.map(([, text = '']) => text.replaceAll('&quot;', '"'));
      expect(shown).toEqual([
        ...forms.own.map((form) => ownSentence(code, form)),
        ...forms.sentences.map(({ text }) => text),
      ]);
      expect(html).toMatch(/<p>A<\/p>[\s\S]*<p>B<\/p>/);
    },
  );

  test('a code without forms: the build stops and says where', async () => {
    await expect(render('\n<<< error EWHAT\n')).rejects.toThrow(/docs\/erros\.md[\s\S]*EWHAT/);
  });

  test('the list: leads to every code', async () => {
    const html = await render('<<< errors list\n');
    const links = [...html.matchAll(/href="#(\w+)"/g)].map(([, anchor]) => anchor);
    expect(links).toEqual(allForms.map(([code]) => code.toLowerCase()));
  });
});

/** What a learner may type: the code, a number that is its own, a sentence whole, without the exception, or cut. */
function queriesOf([
  code,
  { numbers, own, sentences },
]: (typeof allForms)[number]): readonly string[] {
  const bare = (text: string) => text.replace(/^[\w.]+: (?:\[[^\]]*\] )?/, '');
  const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');
  return [
    ...new Set([
      code,
      code.toLowerCase(),
      ...Object.values(numbers ?? {}).flatMap((each) =>
        Math.abs(each) < 10 ? [] : [String(each)],
      ),
      ...own.map((form) => ownSentence(code, form)),
      ...sentences.flatMap(({ text }) => [text, bare(text), plain(text), text.slice(0, 48)]),
    ]),
  ];
}

const questions = [
  ['firewall', '/erros#firewall'],
  ['endereço do meu computador', '/comece-aqui#o-endereco-do-seu-computador'],
  ['qual é o endereço do meu computador', '/erros#meu-endereco'],
  ['meu ip', '/erros#meu-endereco'],
  ['localhost ::1', '/erros#localhost'],
  ['como parar o servidor', '/comece-aqui#_7-como-parar'],
  ['por que o servidor vem primeiro', '/erros#servidor-primeiro'],
  ['o que muda no windows', '/erros#windows'],
] as const;

describe('the index of the search', () => {
  test.each(allForms.map((form) => ({ code: form[0], queries: queriesOf(form) })))(
    '$code: its code, number and every sentence of it lead to its section in the first two results',
    async ({ code, queries }) => {
      const index = await openSearchIndex();
      const lost = queries
        .map((query) => ({ query, results: firstTwo(index, query) }))
        .filter(({ results }) => !results.includes(`/erros#${code.toLowerCase()}`));
      expect(lost).toEqual([]);
    },
  );

  test.each(questions)('%s: leads to %s in the first two results', async (query, wanted) => {
    expect(firstTwo(await openSearchIndex(), query)).toContain(wanted);
  });

  test.each([
    'thread',
    'chat',
    'struct',
    'marshal',
    'udp',
    'servidor tcp',
    'primos',
    'oraculo',
    'ordem dos bytes',
    'half-close',
    'sala',
    'corrida',
  ])('%s: leads to a page of a lesson first', async (query) => {
    expect(firstTwo(await openSearchIndex(), query)[0]).toMatch(/^\/licoes\//);
  });

  test.each([
    'connect ECONNREFUSED 127.0.0.1:8080',
    'Error: connect ECONNREFUSED 127.0.0.1:8080',
    'connect ECONNREFUSED ::1:8080',
  ])('%s: the code outweighs the address and the port', async (query) => {
    expect(firstTwo(await openSearchIndex(), query)[0]).toContain('/erros#econnrefused');
  });
});

function firstTwo(index: SearchIndex, query: string): readonly string[] {
  return index
    .search(query)
    .slice(0, 2)
    .map(({ id }) => id);
}

describe.skipIf(skipWithoutBrowser)('the search', () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.open();
  });
  afterAll(() => site?.[Symbol.asyncDispose]());

  test('typed in the window: the first two results are those of the index', async () => {
    await using visit = await site.visit('/');
    const index = await openSearchIndex();
    for (const [code, form] of allForms) {
      const query = form.sentences[0]?.text ?? code;
      expect(await firstResults(visit.page, query), query).toEqual(firstTwo(index, query));
    }
  });

  test('a whole sentence of Windows, pasted: is searched whole, and Enter opens the section', async () => {
    await using visit = await site.visit('/');
    const { page } = visit;
    const [first] = await firstResults(page, 'x'.repeat(70));
    expect(first).toBeUndefined();
    expect(await page.getByRole('searchbox').inputValue()).toHaveLength(70);
    await firstResults(page, 'OSError: [Errno 98] Address already in use');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/erros#eaddrinuse');
  });
});

/** Where the first two results lead, once the search has answered this query and not the one before. */
async function firstResults(page: Page, query: string): Promise<readonly string[]> {
  const box = page.getByRole('searchbox');
  if (!(await box.isVisible())) await page.keyboard.press('Control+k');
  const answered = page.locator('.result, .no-results');
  await box.fill('');
  await answered.first().waitFor({ state: 'detached' });
  await box.fill(query);
  await answered.first().waitFor();
  return await page
    .locator('.result')
    .evaluateAll((links) => links.slice(0, 2).map((link) => link.getAttribute('href') ?? ''));
}
