import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Command, root, run, skipWithoutBrowser } from '@tomada/testing';
import { afterAll, expect, test } from 'vitest';
import { askAxe } from './axe.ts';
import { openBrowser } from './site.ts';

const folder = mkdtempSync(join(tmpdir(), 'tomada-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const grade: Command = {
  name: 'pnpm grade',
  argv: [process.execPath, '--import', 'tsx', 'tools/grade.ts'],
  cwd: root,
};

test.skipIf(skipWithoutBrowser)(
  'the report of a class, from disk, all unfolded: axe finds nothing, in both themes and widths',
  async () => {
    const args = [join(root, 'packages/grader/example'), '--out', folder];
    expect((await run(grade, args, { limit: 100_000 })).code).toBe(0);
    const browser = await openBrowser();
    try {
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const width of [360, 1200]) {
          const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
          await page.goto(pathToFileURL(join(folder, 'relatorio.html')).href);
          await page.evaluate(() => {
            for (const fold of document.querySelectorAll('details')) fold.open = true;
          });
          expect(await askAxe(page), `${colorScheme}, ${width} px`).toEqual([]);
          await page.close();
        }
      }
    } finally {
      await browser.close();
    }
  },
);
