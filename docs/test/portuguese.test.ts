import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { skipWithoutBrowser } from '@tomada/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { englishLabels } from './english-labels.ts';
import { builtPages, dist, Site } from './site.ts';

/** Those of the labels with which a text or an attribute that people read begins. */
function englishIn(html: string): string[] {
  return englishLabels.filter((label) =>
    new RegExp(
      String.raw`(?:>|\s(?:alt|aria-label|content|data-copied|placeholder|title)=")\s*${label}(?![\w/-])`,
      /[a-z]/.test(label) ? 'i' : '',
    ).test(html),
  );
}

describe('the built HTML', () => {
  test.each(['404.html', ...builtPages().map(({ path }) => path)])(
    'of %s: holds no English label of the theme',
    (path) => {
      const html =
        builtPages().find((page) => page.path === path)?.html ??
        readFileSync(join(dist, path), 'utf8');
      // What a program says may be English; what the site says may not.
      expect(englishIn(html.replace(/<pre\b[\s\S]*?<\/pre>/g, ''))).toEqual([]);
      expect(html).toContain('<html lang="pt-BR"');
    },
  );
});

describe.skipIf(skipWithoutBrowser)('what opens on demand', () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.open();
  });
  afterAll(() => site?.[Symbol.asyncDispose]());

  test('the search, with and without results: says nothing in English', async () => {
    await using visit = await site.visit('/');
    const { page } = visit;
    await page.getByRole('button', { name: 'Buscar no site' }).click();
    await page.getByRole('searchbox').fill('servidor');
    await page.locator('.result').first().waitFor();
    const found = await page.locator('.VPLocalSearchBox').evaluate((box) => box.outerHTML);
    expect(englishIn(found)).toEqual([]);
    await page.getByRole('searchbox').fill('xyzxyzxyz');
    await page.getByText('Nada encontrado para').waitFor();
    const nothing = await page.locator('.VPLocalSearchBox').evaluate((box) => box.outerHTML);
    expect(englishIn(nothing)).toEqual([]);
  });

  test('the menus of a phone: say nothing in English', async () => {
    await using visit = await site.visit('/comece-aqui', { viewport: { width: 360, height: 740 } });
    const { page } = visit;
    await page.getByRole('button', { name: 'Abrir o menu' }).click();
    await page.locator('.VPNavScreen').waitFor();
    expect(englishIn(await page.content())).toEqual([]);
    await page.getByRole('button', { name: 'Abrir o menu' }).click();
    await page.getByRole('button', { name: 'Índice' }).click();
    await page.locator('.VPSidebar.open').waitFor();
    expect(englishIn(await page.content())).toEqual([]);
  });

  test('an address that does not exist: is explained in Portuguese, with a way home', async () => {
    await using visit = await site.visit('/nao-existe');
    const { page } = visit;
    await page.getByRole('heading', { name: 'Esta página não existe' }).waitFor();
    await page.getByRole('link', { name: 'Ir para a página inicial' }).click();
    await page.getByRole('link', { name: 'Começar', exact: true }).waitFor();
  });
});
