import { skipWithoutBrowser } from '@tomada/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Site } from './site.ts';

describe.skipIf(skipWithoutBrowser)('Tab', () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.open();
  });
  afterAll(() => site?.[Symbol.asyncDispose]());

  /** Enough to leave the bar and the side map, and to come into the text. */
  const PRESSES = 40;

  test.each([
    ['/', 360],
    ['/licoes/tcp-server', 360],
    ['/licoes/tcp-server', 768],
    ['/licoes/tcp-server', 1440],
  ])('%s at %i px: leads to what can be seen, and to nothing else', async (path, width) => {
    await using visit = await site.visit(path, { viewport: { width, height: 740 } });
    const { page } = visit;
    const unseen: string[] = [];
    const seen = new Set<string>();
    for (let press = 0; press < PRESSES; press++) {
      await page.keyboard.press('Tab');
      const { name, isSeen } = await page.evaluate(() => {
        const { activeElement: element } = document;
        if (element === null || element === document.body) return { name: '', isSeen: true };
        const { left, right, top, bottom } = element.getBoundingClientRect();
        const isInside = right > 0 && left < innerWidth && bottom > 0 && top < innerHeight;
        return {
          name: `${element.tagName} ${element.textContent?.trim().slice(0, 40)}`,
          isSeen:
            isInside &&
            element.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
        };
      });
      if (!isSeen) unseen.push(name);
      seen.add(name);
    }
    expect(unseen).toEqual([]);
    expect(seen.size).toBeGreaterThan(PRESSES / 4);
  });

  test('at 360 px the side map opens by key, is gone through, and closes with Escape', async () => {
    await using visit = await site.visit('/licoes/tcp-server', {
      viewport: { width: 360, height: 740 },
    });
    const { page } = visit;
    const link = page.locator('.VPSidebar').getByRole('link', { name: '2. Cliente TCP' });
    expect(await link.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Índice' }).press('Enter');
    await link.waitFor();
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(
      () => document.activeElement?.closest('.VPSidebar') !== null,
    );
    expect(focused).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => link.isVisible()).toBe(false);
  });
});
