import { skipWithoutBrowser } from '@tomada/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lowContrastTexts } from './contrast.ts';
import { builtPages, Site } from './site.ts';

const themes = ['light', 'dark'] as const;

/** Every page of the site, one after another, on a machine that others use as well. */
const LIMIT = 240_000;

describe.skipIf(skipWithoutBrowser)('every page', () => {
  let site: Site;
  const pages = skipWithoutBrowser ? [] : builtPages();
  const lessonPages = pages.filter(({ path }) => path.startsWith('/licoes/'));
  beforeAll(async () => {
    site = await Site.open();
  });
  afterAll(() => site?.[Symbol.asyncDispose]());

  test(
    'in both themes on a phone: no error, no other host, no low contrast, no scrolling sideways',
    async () => {
      expect(pages.length).toBeGreaterThan(0);
      const faults: string[] = [];
      await using visit = await site.visit('/', { viewport: { width: 360, height: 740 } });
      const { page } = visit;
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(`${page.url()} console: ${message.text()}`);
      });
      page.on('pageerror', (error) => faults.push(`${page.url()} error: ${error}`));
      page.on('request', (request) => {
        const url = request.url();
        if (/^(?:https?|wss?):/.test(url) && !url.startsWith(`${site.origin}/`)) {
          faults.push(`${page.url()} asked another host: ${url}`);
        }
      });
      for (const { path } of pages) {
        await page.goto(site.origin + path, { waitUntil: 'networkidle' });
        // Folded answers count, too.
        await page.evaluate(() => {
          for (const fold of document.querySelectorAll('details')) fold.open = true;
        });
        for (const colorScheme of themes) {
          await page.emulateMedia({ colorScheme });
          await page.locator(colorScheme === 'dark' ? 'html.dark' : 'html:not(.dark)').waitFor();
          for (const text of await page.evaluate(lowContrastTexts))
            faults.push(`${path} contrast, ${colorScheme} theme: ${text}`);
        }
        const [content, window] = await page.evaluate(() => [
          document.documentElement.scrollWidth,
          document.documentElement.clientWidth,
        ]);
        if (Number(content) > Number(window))
          faults.push(`${path} is ${content} px wide of ${window}`);
      }
      expect(faults).toEqual([]);
    },
    LIMIT,
  );

  test('the switch of the theme: changes the colours, and the next visit keeps the choice', async () => {
    await using visit = await site.visit('/comece-aqui', { colorScheme: 'light' });
    const { page } = visit;
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await background();
    const toggle = page.getByRole('switch', { name: 'Tema escuro' });
    await toggle.click();
    await page.locator('html.dark').waitFor();
    const dark = await background();
    expect(dark).not.toBe(light);
    await page.reload();
    expect(await background()).toBe(dark);
    await toggle.click();
    await page.locator('html:not(.dark)').waitFor();
    expect(await background()).toBe(light);
  });

  test.each(lessonPages)(
    '$path without JavaScript: shows its headings, its source and its terminals',
    async ({ path }) => {
      await using visit = await site.visit(path, { javaScriptEnabled: false });
      const { page } = visit;
      expect(await page.locator('h1').textContent()).not.toBe('');
      // Not every page has all of them: a statement shows no source, a solution no terminal.
      let seen = 0;
      for (const selector of [
        '.vp-doc h2',
        '.vp-doc div[class*=language-] code',
        '.terminal-screen',
      ]) {
        const first = page.locator(selector).first();
        if ((await first.count()) === 0) continue;
        seen += 1;
        expect(await first.isVisible(), selector).toBe(true);
        expect((await first.textContent())?.trim(), selector).not.toBe('');
      }
      expect(seen).toBeGreaterThanOrEqual(2);
    },
  );
});
