import { skipWithoutBrowser } from '@tomada/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveFolder } from './serve-folder.ts';
import { dist, openBrowser } from './site.ts';

const SCRIPT = 'service-worker.js';

/** The built site, and from `publish` on the same with another word in its home page. */
async function changingSite() {
  let isNew = false;
  const asked: string[] = [];
  const change = (path: string, content: Buffer) => {
    asked.push(path);
    if (!isNew) return content;
    const text = content.toString();
    if (path === 'index.html') return text.replaceAll('Você vai escrever os dois.', 'Versão nova.');
    if (path === SCRIPT) return text.replace('"index.html":"', '"index.html":"new');
    return content;
  };
  const site = await serveFolder(dist, '/', { change });
  return {
    home: site.home,
    asked,
    publish: () => {
      isNew = true;
    },
    [Symbol.asyncDispose]: () => site[Symbol.asyncDispose](),
  };
}

const controlled = (page: Page) =>
  page.waitForFunction(() => navigator.serviceWorker.controller !== null);
/** What the browser was given, whatever the page's scripts made of it. */
const homeText = (page: Page, home: string) =>
  page.evaluate(async (address) => (await fetch(address)).text(), home);

describe.skipIf(skipWithoutBrowser)('a new version of the site', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  test('is fetched, and only where it differs; is offered; comes when the reader says so', async () => {
    await using site = await changingSite();
    const context = await browser.newContext();
    context.setDefaultTimeout(100_000);
    const page = await context.newPage();
    await page.goto(site.home);
    await controlled(page);
    expect(await page.getByText('Há uma versão nova.').count()).toBe(0);

    site.publish();
    site.asked.length = 0;
    await page.reload();
    await page.getByText('Há uma versão nova.').waitFor();
    expect([...new Set(site.asked)].sort()).toEqual(['index.html', SCRIPT]);
    expect(await homeText(page, site.home)).not.toContain('Versão nova.');

    // Not now: nothing changes, and the next visit offers it again.
    await page.getByRole('button', { name: 'Agora não' }).click();
    await page.getByText('Há uma versão nova.').waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText('Há uma versão nova.').waitFor();
    expect(await homeText(page, site.home)).not.toContain('Versão nova.');

    const other = await context.newPage();
    await other.goto(`${site.home}erros`);
    await controlled(other);
    await other.getByText('Há uma versão nova.').waitFor();
    await Promise.all([
      page.waitForEvent('load'),
      other.waitForEvent('load'),
      page.getByRole('button', { name: 'Atualizar' }).click(),
    ]);
    expect(await homeText(page, site.home)).toContain('Versão nova.');
    expect(await page.getByText('Há uma versão nova.').count()).toBe(0);
    await context.close();
  });
});
