import { skipWithoutBrowser } from '@tomada/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lessons } from '../.vitepress/lessons.ts';
import { layOutAll, Site } from './site.ts';

const phone = { viewport: { width: 360, height: 740 } };
const screen = { viewport: { width: 1440, height: 900 } };

describe.skipIf(skipWithoutBrowser)(
  'parts of a page that are laid out when the reader comes near',
  () => {
    let site: Site;
    beforeAll(async () => {
      site = await Site.open();
    });
    afterAll(() => site?.[Symbol.asyncDispose]());

    test('those far below are not laid out, until they are near', async () => {
      await using visit = await site.visit('/licoes/udp', phone);
      const { page } = visit;
      const last = page.locator('.vp-doc h2').last();
      const isLaidOut = () =>
        last.evaluate((heading) => heading.checkVisibility({ contentVisibilityAuto: true }));
      expect(await isLaidOut()).toBe(false);
      await last.scrollIntoViewIfNeeded();
      await expect.poll(isLaidOut).toBe(true);
    });

    test.each([phone, screen])('a link leads to its heading: $viewport.width px', async (size) => {
      for (const id of ['passo-3-fechar-a-propria-ponta', 'quebre-o-programa', 'em-resumo']) {
        await using visit = await site.visit(`/licoes/tcp-server#${id}`, size);
        const top = () =>
          visit.page.locator(`#${id}`).evaluate((heading) => heading.getBoundingClientRect().top);
        await expect.poll(top, { message: id }).toBeGreaterThan(40);
        // It stays there when what is near has been laid out.
        await visit.page.waitForTimeout(300);
        expect(await top(), id).toBeGreaterThan(40);
        expect(await top(), id).toBeLessThan(100);
      }
    });

    test.each([phone, screen])(
      'so does one from another page: $viewport.width px',
      async (size) => {
        await using visit = await site.visit('/licoes/tcp-client', size);
        const { page } = visit;
        for (const id of ['quebre-o-programa', 'em-resumo']) {
          await page.evaluate((address) => {
            const link = Object.assign(document.createElement('a'), { href: address });
            document.querySelector('.vp-doc')?.append(link);
            link.click();
          }, `/licoes/tcp-server#${id}`);
          const top = () =>
            page.locator(`#${id}`).evaluate((heading) => heading.getBoundingClientRect().top);
          await expect.poll(top, { message: id }).toBeLessThan(100);
          await page.waitForTimeout(300);
          expect(await top(), id).toBeGreaterThan(40);
          expect(await top(), id).toBeLessThan(100);
          const shifted = page
            .locator('.late')
            .evaluateAll((parts) => parts.filter((part) => part.scrollTop > 0).length);
          expect(await shifted, id).toBe(0);
        }
      },
    );

    test.each([phone, screen])(
      'all stands where it would in one part: $viewport.width px',
      async (size) => {
        for (const { link } of lessons) {
          await using visit = await site.visit(link, size);
          const { page } = visit;
          const tops = () =>
            page
              .locator(':is(.vp-doc > div, .late) > :not(.late)')
              .evaluateAll((blocks) =>
                blocks.map((block) => Math.round(block.getBoundingClientRect().top)),
              );
          await layOutAll(page);
          const inParts = await tops();
          await page.addStyleTag({ content: '.late { display: contents; }' });
          expect(inParts, link).toEqual(await tops());
        }
      },
    );

    test.each([phone, screen])('the estimate is near enough: $viewport.width px', async (size) => {
      for (const { link } of lessons) {
        await using visit = await site.visit(link, size);
        const height = () => visit.page.locator('.vp-doc').evaluate((text) => text.clientHeight);
        const estimated = await height();
        await layOutAll(visit.page);
        const real = await height();
        expect(estimated / real, link).toBeGreaterThan(0.6);
        expect(estimated / real, link).toBeLessThan(1.5);
      }
    });
  },
);
