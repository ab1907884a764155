import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, skipWithoutBrowser } from '@tomada/testing';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Site } from './site.ts';

const lesson = '/licoes/tcp-server';

/** The numbers beside the lines of a block of code. */
async function numbersIn(code: Locator): Promise<readonly string[]> {
  return (await code.locator('.line-numbers-wrapper').innerText()).split('\n');
}

describe.skipIf(skipWithoutBrowser)('a piece of a program', () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.open();
  });
  afterAll(() => site?.[Symbol.asyncDispose]());

  test('without JavaScript: this step in TypeScript with its file and true line numbers', async () => {
    await using visit = await site.visit(lesson, { javaScriptEnabled: false });
    const piece = visit.page.locator('.piece').nth(4);
    await piece.scrollIntoViewIfNeeded();
    const caption = () => piece.locator('figcaption').innerText();
    await expect
      .poll(caption)
      .toMatch(/src\/upper-server\.ts · linhas (\d+)–\d+\s+novo no passo 2/);
    const first = /linhas (\d+)/.exec(await caption())?.[1];
    const code = piece.locator('.piece-step.piece-ts');
    expect((await numbersIn(code))[0]).toBe(first);
    expect(await code.isVisible()).toBe(true);
    expect(await piece.locator('.piece-far').first().isVisible()).toBe(false);
    expect(await piece.locator('.piece-py.piece-step').isVisible()).toBe(false);
  });

  test('«o programa até aqui» by keyboard: the union so far, new lines marked by a sign', async () => {
    await using visit = await site.visit(lesson);
    const piece = visit.page.locator('.piece').nth(4);
    await piece.getByRole('radio', { name: 'só este passo' }).focus();
    await visit.page.keyboard.press('ArrowRight');
    const far = piece.locator('.piece-far.piece-ts');
    await far.waitFor();
    const numbers = await numbersIn(far);
    expect(numbers.filter((number) => number.startsWith('+')).length).toBeGreaterThan(5);
    expect(numbers).toContain('2');
    expect(await far.locator('code').textContent()).toContain('const server = createServer();');
  });

  test.each([
    ['/licoes/struct-marshal', 'on its own page'],
    ['/licoes/struct-marshal/letters', 'on several pages'],
  ])('«o programa até aqui» on %s, told %s: every line with its number', async (path) => {
    await using visit = await site.visit(path);
    const { page } = visit;
    for (const piece of await page.locator('.piece:has(.piece-label-far)').all()) {
      await piece.locator('.piece-label-far').click();
      const far = piece.locator('.piece-far.piece-ts');
      await far.locator('pre code').waitFor();
      const file = readFileSync(join(root, String(await far.getAttribute('data-file'))), 'utf8');
      const numbers = await numbersIn(far);
      const lines = (await far.locator('code').textContent())?.split('\n') ?? [];
      expect(lines).toHaveLength(numbers.length);
      for (const [index, number] of numbers.entries()) {
        const shown = number === '' ? '' : file.split('\n')[Number(number.replace('+', '')) - 1];
        expect(lines[index]).toBe(shown);
      }
    }
  });

  test('«o programa até aqui» without the page that has the rest: says so, with a link', async () => {
    await using visit = await site.visit('/licoes/struct-marshal/letters');
    const { page } = visit;
    await page.route('**/licoes/struct-marshal/files', (route) => route.abort());
    const piece = page.locator('.piece:has(.piece-label-far)').first();
    await piece.locator('.piece-label-far').click();
    await piece.getByRole('link', { name: 'Veja o arquivo inteiro.' }).waitFor();
  });

  test('Python, once chosen: every piece of this and of the next page shows it', async () => {
    await using visit = await site.visit(lesson);
    const { page } = visit;
    await page.locator('.piece').nth(4).locator('.piece-label-py').click();
    await page.locator('.piece').first().locator('.piece-step.piece-py').waitFor();
    await page.goto(`${site.origin}/licoes/tcp-client`);
    await page.locator('.piece').first().locator('.piece-step.piece-py').waitFor();
    // A piece that Python does not have stays in TypeScript.
    const only = page.locator('.piece', { hasText: 'setTimeout(timeout' }).first();
    expect(await only.locator('.piece-step').isVisible()).toBe(true);
  });

  test('its file name leads to the whole file, which opens', async () => {
    await using visit = await site.visit(lesson);
    const { page } = visit;
    await page.locator('.piece figcaption a').first().click();
    await page.locator('#arquivo-src-upper-server-ts').waitFor({ state: 'visible' });
  });

  test('of a program told on several pages: its file name leads to the page that has it whole', async () => {
    await using visit = await site.visit('/licoes/struct-marshal/letters');
    const { page } = visit;
    await page.locator('.piece figcaption a').first().click();
    await page.waitForURL(/\/licoes\/struct-marshal\/files#/);
    await page.locator('#arquivo-src-byte-tour-ts').waitFor({ state: 'visible' });
  });
});
