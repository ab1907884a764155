import { skipWithoutBrowser } from '@tomada/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lessons } from '../.vitepress/lessons.ts';
import { Site } from './site.ts';

const [first, second] = lessons;

describe.skipIf(skipWithoutBrowser)('site', () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.open();
  });
  afterAll(() => site?.[Symbol.asyncDispose]());

  test('home: its links, clicked one after another, lead to the first lesson and to the next one', async () => {
    await using visit = await site.visit('/');
    const { page } = visit;
    await page.getByRole('link', { name: 'Primeira lição' }).click();
    await page.waitForURL(`**${first.link}`);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    await page.getByRole('link', { name: /^Próxima página/ }).click();
    await page.waitForURL(`**${second?.link}`);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
  });

  test('home: the keyboard alone skips the menu and leads to the first lesson and to the next one', async () => {
    await using visit = await site.visit('/');
    const { page } = visit;
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Pular para o conteúdo');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'VPContent');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Começar');
    await tabTo(page, 'Primeira lição');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${first.link}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await tabTo(page, /^Próxima página/);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${second?.link}`);
  });

  // The beginning of a word, too: whole words the search would forgive a wrong letter anyway.
  test.each([
    ['conexao', 'conexão'],
    ['conexa', 'conexã'],
  ])('search: %s and %s give the same first result, which Enter opens', async (plain, accented) => {
    const found = [await openFirstResult(site, plain), await openFirstResult(site, accented)];
    expect(found[0]).toBe(found[1]);
  });
});

async function openFirstResult(site: Site, word: string): Promise<string> {
  await using visit = await site.visit('/');
  const { page } = visit;
  await search(page, word);
  const result = page.locator('.result').first();
  const href = (await result.getAttribute('href')) ?? '';
  expect(href).toMatch(/^\//);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${href}`);
  return href;
}

async function search(page: Page, word: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox').pressSequentially(word);
}

/** The accessible text of what has the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return (element?.getAttribute('aria-label') ?? element?.textContent ?? '').trim();
  });
}

/** Presses Tab until the focus is where it is wanted; a page where it never comes there fails. */
async function tabTo(page: Page, wanted: string | RegExp): Promise<void> {
  const seen: string[] = [];
  for (let presses = 0; presses < 300; presses++) {
    const name = await focused(page);
    if (typeof wanted === 'string' ? name === wanted : wanted.test(name)) return;
    seen.push(name);
    await page.keyboard.press('Tab');
  }
  throw new Error(
    `the focus never came to ${wanted}; it was on: ${[...new Set(seen)].join(', ').slice(0, 1000)}`,
  );
}
