import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseTerminalSession } from '@tomada/literate/transcript';
import { skipWithoutBrowser } from '@tomada/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lessons } from '../.vitepress/lessons.ts';
import { Site } from './site.ts';

const docs = fileURLToPath(new URL('..', import.meta.url));

/** The page of the exercises has none: it is about the learner's own programs. */
const FIRST_REGION = /^<<< (?:start 1|show) (\S+\.ts)#(\S+)/m;

describe.skipIf(skipWithoutBrowser)('copy button', () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.open();
  });
  afterAll(() => site?.[Symbol.asyncDispose]());

  test.each(lessons.filter(({ link }) => FIRST_REGION.test(sourceOfPage(link))))(
    'of the first source block of $link: copies the region as its file has it',
    async ({ link }) => {
      await using visit = await site.visit(link, clipboardOf(site));
      const { page } = visit;
      const block = page.locator('div.language-ts').first();
      await block.hover();
      await block.getByRole('button', { name: 'Copiar código' }).click();
      await block.locator('button.copied').waitFor();
      expect((await clipboard(page)).trimEnd()).toBe(firstRegion(link));
    },
  );

  test.each(lessons)(
    'of each terminal of $link: copies the commands typed there and nothing else',
    async ({ link }) => {
      await using visit = await site.visit(link, clipboardOf(site));
      const { page } = visit;
      const expected = commandsOfPage(link);
      expect(expected).not.toEqual([]);
      const buttons = page.getByRole('button', { name: 'Copiar comandos', includeHidden: true });
      expect(await buttons.count()).toBe(expected.length);
      for (const [index, commands] of expected.entries()) {
        const terminal = page
          .locator('.terminal')
          .filter({ has: page.locator('.terminal-copy') })
          .nth(index);
        const button = terminal.locator('.terminal-copy');
        // A session may be folded away: its button still works once the reader opens it.
        await button.evaluate((element) => {
          const fold = element.closest('details');
          if (fold) fold.open = true;
        });
        await button.click();
        await terminal.getByRole('button', { name: 'Copiado' }).waitFor();
        expect(await clipboard(page)).toBe(commands);
      }
    },
  );
});

function clipboardOf(site: Site): { permissions: string[]; baseURL: string } {
  return { permissions: ['clipboard-read', 'clipboard-write'], baseURL: site.origin };
}

function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

function sourceOfPage(link: string): string {
  return readFileSync(`${docs}${link}.md`, 'utf8');
}

/** The text of the first TypeScript region that a page embeds, read from the program's file without VitePress. */
function firstRegion(link: string): string {
  const [, file, region] = FIRST_REGION.exec(sourceOfPage(link)) ?? [];
  const folder = `${docs}../lessons/${basename(link)}`;
  const lines = readFileSync(`${folder}/${file}`, 'utf8').split('\n');
  const start = lines.indexOf(`// #region ${region}`);
  const end = lines.indexOf(`// #endregion ${region}`);
  expect([file, region, start, end]).not.toContain(-1);
  return lines
    .slice(start + 1, end)
    .join('\n')
    .trimEnd();
}

/** For each terminal of a page that has commands, in order: what its button should copy. */
function commandsOfPage(link: string): string[] {
  return [...sourceOfPage(link).matchAll(/^```terminal\n([\s\S]*?)^```$/gm)].flatMap(
    ([, body = '']) => {
      const turns = parseTerminalSession(body);
      return [...new Set(turns.map(({ terminal }) => terminal))]
        .map((name) =>
          turns
            .filter(({ terminal }) => terminal === name)
            .flatMap(({ lines }) => lines.filter(({ kind }) => kind === 'command'))
            .map(({ text }) => text)
            .join('\n'),
        )
        .filter((commands) => commands !== '');
    },
  );
}
