import { skipWithoutBrowser } from '@tomada/testing';
import type { Page } from 'playwright-core';
import type { DefaultTheme } from 'vitepress';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sidebar } from '../.vitepress/navigation.ts';
import { awake, Site } from './site.ts';

const lesson = '/licoes/tcp-server';

/** Loads the page once more, and keeps its parts asleep: none of them gets its turn. */
async function keepAsleep(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const real = window.setTimeout;
    const isTakenOver = () => '__vue_app__' in (document.querySelector('#app') ?? {});
    const held = (call: () => void, ms?: number) =>
      ms === undefined && isTakenOver() ? 0 : real(call, ms);
    Object.assign(window, { setTimeout: held });
  });
  await page.reload();
  await page.waitForFunction(() => '__vue_app__' in (document.querySelector('#app') ?? {}));
}

function linksOf({ link, items = [] }: DefaultTheme.SidebarItem): readonly string[] {
  return [...(link === undefined ? [] : [link]), ...items.flatMap(linksOf)];
}

/** The headings, the paragraphs and the code of a page, but for what reminds the reader of the steps done. */
async function textOf(page: Page): Promise<readonly string[]> {
  return await page
    .locator(
      ':is(.vp-doc > div, .vp-doc .late) > :is(h1, h2, p:not(.step-done)), .vp-doc pre.shiki',
    )
    .allTextContents();
}

describe.skipIf(skipWithoutBrowser)('a page that Vue takes over part by part', () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.open();
  });
  afterAll(() => site?.[Symbol.asyncDispose]());

  test('asleep: whole and readable; the first touch wakes it and is not lost', async () => {
    await using visit = await site.visit(lesson, { viewport: { width: 360, height: 740 } });
    const { page } = visit;
    const pieces = await page.locator('.piece').count();
    await keepAsleep(page);
    expect(await page.locator('.piece').count()).toBe(pieces);
    await page.getByRole('button', { name: 'Índice' }).click();
    await page.locator('.VPSidebar.open').getByRole('link', { name: '2. Cliente TCP' }).waitFor();
    expect(await page.locator('.piece').count()).toBe(pieces);
  });

  test('the first key opens the search', async () => {
    await using visit = await site.visit(lesson);
    const { page } = visit;
    await keepAsleep(page);
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
  });

  test('a link, followed before anything woke: the other page, whole', async () => {
    await using visit = await site.visit(lesson);
    const { page } = visit;
    await keepAsleep(page);
    await page.locator('.VPSidebar').getByRole('link', { name: '2. Cliente TCP' }).click();
    await expect.poll(() => page.locator('h1').innerText()).toContain('Lição 2');
    expect(await page.locator('.piece').count()).toBeGreaterThan(3);
  });

  test.each([false, true])(
    'the side map leads to each of its pages, with JavaScript: %s',
    async (on) => {
      await using visit = await site.visit(lesson, { javaScriptEnabled: on });
      const shown = visit.page.locator('.VPSidebar a.link');
      const links = await shown.evaluateAll((each) =>
        each.map((link) => link.getAttribute('href')),
      );
      expect(links).toEqual(sidebar.flatMap(linksOf));
    },
  );

  test.each([lesson, '/licoes/chat', '/comece-aqui'])(
    '%s: awake, its text is what was built',
    async (path) => {
      await using built = await site.visit(path, { javaScriptEnabled: false });
      await using visit = await site.visit(path);
      const { page } = visit;
      const errors: string[] = [];
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
      await page.reload({ waitUntil: 'networkidle' });
      await awake(page);
      const text = await textOf(built.page);
      expect(text.length).toBeGreaterThan(10);
      expect(await textOf(page)).toEqual(text);
      expect(errors).toEqual([]);
    },
  );
});
