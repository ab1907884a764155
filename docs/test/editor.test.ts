import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Program, root, skipWithoutBrowser, start } from '@tomada/testing';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from './site.ts';
import { startCommand } from './start-command.ts';

const isWindows = process.platform === 'win32';

// The editor is a script here.
describe.skipIf(skipWithoutBrowser || isWindows)('«abrir no editor»', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tomada-editor-'));
  const opened = join(folder, 'opened');
  let site: Program;
  let browser: Browser;
  let home = '';

  beforeAll(async () => {
    const editor = join(folder, 'editor');
    writeFileSync(editor, `#!/bin/sh\necho "$@" > '${opened}'\n`, { mode: 0o755 });
    site = start(startCommand, ['--port', '0'], {
      env: { LAUNCH_EDITOR: editor },
      limit: 180_000, // of all tests of this file together
    });
    [, home = ''] = await site.waitFor(/^Site da Tomada em (http:\S+)$/m);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  test('of a step: opens the file that is shown, at its line, in the language that is shown', async () => {
    const page = await browser.newPage();
    await page.goto(`${home}licoes/tcp-server`);
    const piece = page.locator('figure.piece:has(.piece-languages)').first();
    const button = piece.getByRole('button', { name: 'abrir no editor' });
    for (const [language, file] of [
      ['TypeScript', 'lessons/tcp-server/src/upper-server.ts'],
      ['Python', 'lessons/tcp-server/python/upper-server.py'],
    ] as const) {
      await piece.locator('.piece-languages').getByText(language).click();
      const numbers = await piece.locator('.line-numbers-wrapper:visible').first().textContent();
      const [line] = numbers?.split('\n') ?? [];
      await button.click();
      await piece.getByRole('status').filter({ hasText: 'Pedi ao seu editor.' }).waitFor();
      await expect.poll(() => existsSync(opened) && readFileSync(opened, 'utf8')).toBeTruthy();
      await expect
        .poll(() => readFileSync(opened, 'utf8'))
        .toMatch(new RegExp(`^${join(root, file)} ${line}\\b`));
    }
    await page.close();
  });

  test('of a whole file: opens it at its beginning', async () => {
    const page = await browser.newPage();
    await page.goto(`${home}licoes/tcp-server`);
    const fold = page.locator('details:has(#arquivo-src-upper-server-ts)');
    await fold.locator('summary').click();
    await fold.getByRole('button', { name: 'abrir no editor' }).click();
    const file = join(root, 'lessons/tcp-server/src/upper-server.ts');
    await expect.poll(() => readFileSync(opened, 'utf8')).toBe(`${file} 1 1\n`);
    await page.close();
  });

  test('on a page of its own: the link from a step opens its fold, though the text comes after the page', async () => {
    const page = await browser.newPage();
    await page.goto(`${home}licoes/remote-objects/files#arquivo-src-bank-server-ts`);
    await page.locator('#arquivo-src-bank-server-ts').waitFor({ state: 'visible' });
    await page.close();
  });

  test.each([
    ['no browser', {}],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
  ])('asked by %s: nothing opens', async (_, headers) => {
    rmSync(opened, { force: true });
    const answer = await fetch(`${home}__open-in-editor?file=../README.md`, { headers });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('Só quem está neste computador');
    expect(existsSync(opened)).toBe(false);
  });
});
