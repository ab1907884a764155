import { skipWithoutBrowser } from '@tomada/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spokenThings } from './accessibility-tree.ts';
import { askAxe } from './axe.ts';
import { lowContrastTexts } from './contrast.ts';
import { englishSpoken } from './english-labels.ts';
import { layoutFaults } from './layout.ts';
import { awake, builtPages, layOutAll, Site } from './site.ts';

const themes = ['light', 'dark'] as const;

/** A phone, a tablet or half a screen, a desktop. In px. */
const widths = [360, 768, 1440];
/** px of the smallest text */
const SMALLEST = 14;

/** Every page of the site, one after another, on a machine that others use as well. */
const LIMIT = 600_000;

describe.skipIf(skipWithoutBrowser)('every page', () => {
  let site: Site;
  const pages = skipWithoutBrowser ? [] : builtPages();
  const lessonPages = pages.filter(({ path }) => path.startsWith('/licoes/'));
  beforeAll(async () => {
    site = await Site.open();
  });
  afterAll(() => site?.[Symbol.asyncDispose]());

  test(
    'no error, no other host, no English label; at every width nothing cut, small or overlapping; axe and both themes on a phone',
    async () => {
      expect(pages.length).toBeGreaterThan(0);
      const faults: string[] = [];
      await using visit = await site.visit('/', { viewport: { width: 360, height: 740 } });
      const { page } = visit;
      const session = await page.context().newCDPSession(page);
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
        await page.goto(site.origin + path);
        await awake(page);
        await layOutAll(page);
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
        // Contrast is measured above, everywhere; axe's own measure takes long: see below.
        faults.push(...(await askAxe(page, { 'color-contrast': { enabled: false } })));
        for (const width of widths) {
          await page.setViewportSize({ width, height: 740 });
          let found = await page.evaluate(layoutFaults, SMALLEST);
          // The theme's scripts follow a new width a moment later: what is still wrong then is wrong.
          for (let again = 0; found.length > 0 && again < 3; again++) {
            await page.waitForTimeout(300);
            found = await page.evaluate(layoutFaults, SMALLEST);
          }
          for (const fault of found) faults.push(`${path} at ${width} px: ${fault}`);
        }
        // As wide as a desktop, where most of the theme's controls are.
        for (const label of englishSpoken(await spokenThings(session)))
          faults.push(`${path} speaks English: ${label}`);
        await page.setViewportSize({ width: 360, height: 740 });
      }
      expect(faults).toEqual([]);
    },
    LIMIT,
  );

  test.each(themes)(
    'in the %s theme: all that axe knows, on a page of every kind',
    async (colorScheme) => {
      const viewport = { width: 360, height: 740 };
      await using visit = await site.visit('/', { colorScheme, viewport });
      const faults: string[] = [];
      for (const path of [
        '/',
        '/comece-aqui',
        '/licoes/tcp-server',
        '/erros',
        '/licoes/exercises/oracle',
      ]) {
        await visit.page.goto(site.origin + path);
        await awake(visit.page);
        faults.push(...(await askAxe(visit.page)));
      }
      expect(faults).toEqual([]);
    },
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

  describe('without JavaScript', () => {
    let visit: Awaited<ReturnType<Site['visit']>>;
    beforeAll(async () => {
      visit = await site.visit('/', { javaScriptEnabled: false });
    });
    afterAll(() => visit?.[Symbol.asyncDispose]());

    test.each(lessonPages)(
      '$path: shows its headings, its source and its terminals',
      async ({ path }) => {
        const { page } = visit;
        await page.goto(site.origin + path, { waitUntil: 'domcontentloaded' });
        expect(await page.locator('h1').textContent()).not.toBe('');
        for (const selector of shownOn(path)) {
          const first = page.locator(selector).first();
          expect(await first.isVisible(), selector).toBe(true);
          expect((await first.textContent())?.trim(), selector).not.toBe('');
        }
      },
    );
  });
});

/** What a lesson's page shows outside folds: all of it, but where the page's own kind has no room for something. */
function shownOn(path: string): readonly string[] {
  const headings = '.vp-doc h2';
  const source = '.vp-doc div.language-ts:not(details *) code';
  const terminal = '.terminal-screen';
  if (path.endsWith('/files')) return [headings]; // whole files, folded
  if (/^\/licoes\/exercises\/[\w-]+\/solution$/.test(path)) return [headings, source];
  if (/^\/licoes\/exercises(?:\/[\w-]+)?$/.test(path)) return [headings, terminal];
  return [headings, source, terminal];
}
