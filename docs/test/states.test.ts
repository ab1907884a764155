import { skipWithoutBrowser } from '@tomada/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawStates, undrawn } from '../.vitepress/states-diagram.ts';
import { listStates, tabulateArrows } from '../.vitepress/states-list.ts';
import { anchorOf, tcpStateNames, tcpStates, transitions } from '../.vitepress/tcp-states.ts';
import { Site } from './site.ts';

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const PAGE = '/conceitos/conexao';

/** RFC 9293 §3.3.2: figure 5, arrow by arrow, and note 2. */
const figure5 = `
  CLOSED > LISTEN, CLOSED > SYN-SENT, LISTEN > CLOSED, LISTEN > SYN-RECEIVED, LISTEN > SYN-SENT,
  SYN-RECEIVED > LISTEN, SYN-RECEIVED > ESTABLISHED, SYN-RECEIVED > FIN-WAIT-1,
  SYN-SENT > SYN-RECEIVED, SYN-SENT > ESTABLISHED, SYN-SENT > CLOSED,
  ESTABLISHED > FIN-WAIT-1, ESTABLISHED > CLOSE-WAIT,
  FIN-WAIT-1 > FIN-WAIT-2, FIN-WAIT-1 > CLOSING, FIN-WAIT-1 > TIME-WAIT, FIN-WAIT-2 > TIME-WAIT,
  CLOSING > TIME-WAIT, CLOSE-WAIT > LAST-ACK, LAST-ACK > CLOSED, TIME-WAIT > CLOSED`;

describe('the table of states', () => {
  test('its arrows: are those of the RFC, each once', () => {
    const expected = figure5.split(',').map((arrow) => arrow.trim());
    expect(transitions.map(({ from, to }) => `${from} > ${to}`).sort()).toEqual(expected.sort());
  });

  test('each state: has a way in and a way out', () => {
    for (const name of tcpStateNames) {
      expect(
        transitions.some(({ to }) => to === name),
        `to ${name}`,
      ).toBe(true);
      expect(
        transitions.some(({ from }) => from === name),
        `from ${name}`,
      ).toBe(true);
    }
  });

  test('the drawing, the list and the table of arrows: hold all of it', () => {
    expect(undrawn()).toEqual([]);
    const [svg, list, arrows] = [drawStates(), listStates(escapeHtml), tabulateArrows(escapeHtml)];
    for (const name of tcpStateNames) {
      expect(svg).toContain(`href="#${anchorOf(name)}" data-state="${name}"`);
      expect(list).toContain(`id="${anchorOf(name)}"`);
      for (const spelt of Object.values(tcpStates[name].spelt ?? {})) {
        expect(list).toContain(`<code>${spelt}</code>`);
      }
    }
    transitions.forEach(({ from, to }, index) => {
      expect(svg).toContain(`data-from="${from}" data-to="${to}"`);
      expect(svg).toContain(`>${index + 1}</text>`);
      expect(arrows.replace(/<\/?span[^>]*>/g, '')).toContain(
        `<td>${index + 1}</td><td>${from} → ${to}</td>`,
      );
    });
  });
});

describe.skipIf(skipWithoutBrowser)('the state diagram', () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.open();
  });
  afterAll(() => site?.[Symbol.asyncDispose]());

  const panel = (page: Page) => page.getByRole('region', { name: 'O estado escolhido' });
  const state = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

  test('a click on each state: shows what the list says of it, and only it is pressed', async () => {
    await using visit = await site.visit(PAGE);
    const { page } = visit;
    for (const name of tcpStateNames) {
      await state(page, name).click();
      const { means } = tcpStates[name];
      expect(await panel(page).textContent()).toContain(means.replaceAll('**', ''));
      expect(await panel(page).locator('h3').textContent()).toBe(name);
      const pressed = page.locator('.states-state[aria-pressed="true"]');
      expect(await pressed.getAttribute('data-state')).toBe(name);
    }
    expect(new URL(page.url()).hash).toBe('');
  });

  test('the arrows of the chosen state: stand out, in and out', async () => {
    await using visit = await site.visit(PAGE);
    const { page } = visit;
    await state(page, 'ESTABLISHED').click();
    expect(await page.locator('.states-arrow.states-in').count()).toBe(2);
    expect(await page.locator('.states-arrow.states-out').count()).toBe(2);
  });

  test('the keyboard: Tab goes through the states in the order of the list; Enter and Space choose', async () => {
    await using visit = await site.visit(PAGE);
    const { page } = visit;
    await state(page, 'CLOSED').focus();
    for (const [index, name] of tcpStateNames.entries()) {
      const focused = page.locator('.states-state:focus-visible');
      expect(await focused.getAttribute('data-state')).toBe(name);
      const width = await focused
        .locator('rect')
        .evaluate((box) => getComputedStyle(box).strokeWidth);
      expect(width, 'the focus shows').toBe('4px');
      const before = await page.evaluate(() => scrollY);
      await page.keyboard.press(index % 2 === 0 ? 'Enter' : ' ');
      expect(await panel(page).locator('h3').textContent()).toBe(name);
      expect(await page.evaluate(() => scrollY), 'the page stays where it is').toBe(before);
      await page.keyboard.press('Tab');
    }
  });

  test('a state: tells its meaning to who hears the page, and the panel is read out', async () => {
    await using visit = await site.visit(PAGE);
    const { page } = visit;
    const id = await state(page, 'CLOSE-WAIT').getAttribute('aria-describedby');
    expect(await page.locator(`[id="${id}"]`).textContent()).toContain('falta o programa daqui');
    expect(await panel(page).getAttribute('aria-live')).toBe('polite');
    const ids = await page.locator('[id]').evaluateAll((all) => all.map((each) => each.id));
    await state(page, 'CLOSE-WAIT').click();
    const after = await page.locator('[id]').evaluateAll((all) => all.map((each) => each.id));
    expect(after, 'no id twice').toEqual(ids);
  });

  test('a finger on a phone: chooses a state, and the panel is in sight', async () => {
    await using visit = await site.visit(PAGE, {
      hasTouch: true,
      viewport: { width: 360, height: 740 },
    });
    const { page } = visit;
    for (const name of ['LISTEN', 'TIME-WAIT']) {
      await state(page, name).tap();
      const heading = panel(page).locator('h3');
      expect(await heading.textContent()).toBe(name);
      const box = await heading.boundingBox();
      expect(box && box.y >= 0 && box.y + box.height <= 740, name).toBe(true);
      const size = await state(page, name).boundingBox();
      expect(size && size.height >= 24 && size.width >= 24, 'WCAG 2.2, 2.5.8').toBe(true);
    }
  });

  test('without JavaScript: the states are links to the list, which says everything', async () => {
    await using visit = await site.visit(PAGE, { javaScriptEnabled: false });
    const { page } = visit;
    expect(await page.locator('.states-panel').isVisible()).toBe(false);
    await page.getByRole('link', { name: 'LAST-ACK', exact: true }).click();
    expect(new URL(page.url()).hash).toBe('#estado-last-ack');
    for (const name of tcpStateNames) {
      expect(await page.locator(`#${anchorOf(name)}`).isVisible(), name).toBe(true);
    }
    expect(await page.locator('.states-arrows tbody tr').count()).toBe(transitions.length);
  });

  test('coming from another page of the site: works as well', async () => {
    await using visit = await site.visit('/conceitos/socket');
    const { page } = visit;
    await page.getByRole('link', { name: /^Próxima página/ }).click();
    await page.waitForURL(`**${PAGE}`);
    await state(page, 'SYN-SENT').click();
    expect(await panel(page).locator('h3').textContent()).toBe('SYN-SENT');
  });

  test.each(['light', 'dark'] as const)(
    'in the %s theme: the texts in the drawings of the pages have a contrast of 4.5',
    async (colorScheme) => {
      const low: string[] = [];
      for (const path of ['socket', 'conexao', 'chamadas', 'tcp-ou-udp']) {
        await using visit = await site.visit(`/conceitos/${path}`, { colorScheme });
        const { page } = visit;
        if (path === 'conexao') await state(page, 'LISTEN').click();
        low.push(...(await page.evaluate(lowContrastInDrawings)).map((text) => `${path}: ${text}`));
      }
      expect(low).toEqual([]);
    },
  );
});

/**
 * The texts of the drawings whose colour stands too little out from the shape or the page behind them. Runs inside
 * the page, so it uses nothing from outside itself.
 */
function lowContrastInDrawings(): string[] {
  const parse = (text: string) => (text.match(/[\d.]+/g) ?? []).map(Number);
  const isClear = (text: string) =>
    text === 'none' || (parse(text).length === 4 && parse(text)[3] === 0);
  const mix = (top: number[], below: number[]) =>
    [0, 1, 2].map((index) => {
      const alpha = top[3] ?? 1;
      return (top[index] ?? 0) * alpha + (below[index] ?? 0) * (1 - alpha);
    });
  const luminance = (colour: number[]) => {
    const [red = 0, green = 0, blue = 0] = colour.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const page = parse(getComputedStyle(document.body).backgroundColor);
  const found: string[] = [];
  for (const text of document.querySelectorAll('svg:is(.network-diagram, .states-diagram) text')) {
    const box = text.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    // What is drawn before the text and lies under its middle, from the page up.
    let behind = page;
    for (const shape of text.closest('svg')?.querySelectorAll('rect, circle') ?? []) {
      if (!(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
      const own = shape.getBoundingClientRect();
      if (x < own.left || x > own.right || y < own.top || y > own.bottom) continue;
      const { fill } = getComputedStyle(shape);
      if (!isClear(fill)) behind = mix(parse(fill), behind);
    }
    const [a = 0, b = 0] = [luminance(parse(getComputedStyle(text).fill)), luminance(behind)].sort(
      (one, other) => other - one,
    );
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) found.push(`${ratio.toFixed(2)} ${text.textContent}`);
  }
  return found;
}
