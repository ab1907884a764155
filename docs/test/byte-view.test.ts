import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { skipWithoutBrowser } from '@tomada/testing';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examples } from '../.vitepress/theme/byte-view/examples.ts';
import { lowContrastTexts } from './contrast.ts';
import { builtPages, dist, Site } from './site.ts';

const path = '/licoes/struct-marshal';
const phone = { width: 360, height: 740 };

describe('what the byte view weighs', () => {
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' });
  const scripts = files.filter((file) => file.endsWith('.js'));
  const read = (file: string) => readFileSync(join(dist, file), 'utf8');
  const withStruct = scripts.filter((file) => read(file).includes('ERR_STRUCT_FORMAT'));

  test('struct: is in one chunk, of at most 12 kB gzipped, with the styles', () => {
    expect(withStruct).toHaveLength(1);
    const text = withStruct.map(read).join();
    expect(text).toContain('.byte-view-tag');
    expect(gzipSync(text).length).toBeLessThanOrEqual(12_000);
  });

  test('the stylesheet and the pages without it: hold nothing of it', () => {
    // The styles for paper come after the page, and name what is left out there.
    const styles = files.filter((file) => file.endsWith('.css') && !file.endsWith('print.css'));
    expect(styles.length).toBeGreaterThan(0);
    expect(styles.filter((file) => read(file).includes('byte-view'))).toEqual([]);
    const pages = builtPages().filter(({ html }) => /byte-view|ByteView/.test(html));
    expect(pages.map((page) => page.path)).toEqual([path]);
  });
});

describe.skipIf(skipWithoutBrowser)('the byte view', () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.open();
  });
  afterAll(() => site?.[Symbol.asyncDispose]());

  test('at first: every byte with its owner, and what unpack reads', async () => {
    await using visit = await open(site);
    expect(await bytes(visit.view)).toEqual([
      ...['00', '00', '00', '07'].map((byte, at) => `byte ${at}: ${byte}, do valor 1`),
      'byte 4: ff, do valor 2',
      'byte 5: fe, do valor 2',
      ...['40', '04', '00', '00', '00', '00', '00', '00'].map(
        (byte, at) => `byte ${at + 6}: ${byte}, do valor 3`,
      ),
    ]);
    expect(await readBack(visit.view)).toEqual(['7', '-2', '2.5']);
    await visit.view.scrollIntoViewIfNeeded();
    const caption = visit.view.locator('caption');
    await expect.poll(() => caption.innerText()).toBe('calcsize de !Ihd: 14 bytes');
  });

  test('another format and values: the bytes follow each letter, and the status says it once all is typed', async () => {
    await using visit = await open(site);
    const { view } = visit;
    await format(view).fill('@b?4s');
    await value(view, 'valor 1, b (inteiro de 1 byte)').fill('-1');
    await value(view, 'valor 2, ? (sim ou não em 1 byte)').fill('sim');
    await value(view, 'valor 3, s (texto em 4 bytes)').fill('olá');
    expect(await readBack(view)).toEqual(['-1', 'sim', '«olá»']);
    expect(await bytes(view)).toContain('byte 5: a1, do valor 3');
    await view.getByRole('status').getByText('@b?4s: 6 bytes. unpack lê -1, sim, «olá».').waitFor();
  });

  test('padding: is called so', async () => {
    await using visit = await open(site);
    await visit.view.getByRole('button', { name: 'Alinhamento' }).click();
    expect(await bytes(visit.view)).toContain('byte 1: 00, enchimento');
    await visit.view.getByRole('rowheader', { name: 'x', exact: true }).first().waitFor();
  });

  test('a wrong format: says why beside it, keeps focus, values and the last bytes', async () => {
    await using visit = await open(site);
    const { page, view } = visit;
    const third = value(view, /^valor 3/);
    await third.fill('9.75');
    const before = await bytes(view);
    await format(view).focus();
    await page.keyboard.press('End');
    await page.keyboard.type('y');
    expect(await format(view).getAttribute('aria-invalid')).toBe('true');
    const problem = await description(format(view));
    expect(problem).toContain('«y» não é um código de formato');
    expect(await format(view).evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await third.inputValue()).toBe('9.75');
    expect(await bytes(view)).toEqual(before);
    await view.getByText('Ainda os bytes de antes do erro').waitFor();
    await view.getByRole('status').getByText(problem).waitFor();
    await page.keyboard.press('Backspace');
    expect(await format(view).getAttribute('aria-invalid')).toBe('false');
    expect(await bytes(view)).toEqual(before);
  });

  test('a wrong value: says why at its field, and struct itself judges what is too large', async () => {
    await using visit = await open(site);
    const second = value(visit.view, /^valor 2/);
    await second.fill('dois');
    expect(await description(second)).toContain('escreva um número inteiro');
    await second.fill('70000');
    expect(await description(second)).toContain('só cabem inteiros de -32768 a 32767');
    await visit.view.getByRole('status').getByText('Valor 2: ').waitFor();
    await second.fill('-3');
    expect(await second.getAttribute('aria-invalid')).toBe('false');
    expect(await readBack(visit.view)).toEqual(['7', '-3', '2.5']);
  });

  test('a wrong format: what was wrong with a value is not said of it, and is again once it is right', async () => {
    await using visit = await open(site);
    const { view } = visit;
    const second = value(view, /^valor 2/);
    await second.fill('70000');
    await format(view).fill('!Ihz');
    expect(await view.locator('.byte-view-problem').count()).toBe(1);
    expect(await second.getAttribute('aria-invalid')).toBe('false');
    expect(await view.locator('.byte-view-waiting').count()).toBe(1);
    await format(view).fill('!Ihd');
    expect(await second.getAttribute('aria-invalid')).toBe('true');
    expect(await view.locator('.byte-view-waiting').count()).toBe(0);
  });

  test('a code of another kind: its example in place of what does not fit; going back brings that back', async () => {
    await using visit = await open(site);
    await value(visit.view, /^valor 3/).fill('9.75');
    await format(visit.view).fill('!3i');
    expect(await readBack(visit.view)).toEqual(['7', '-2', '7']);
    await format(visit.view).fill('!Ihd');
    expect(await readBack(visit.view)).toEqual(['7', '-2', '9.75']);
  });

  test('a long paste: refused with a reason, not cut', async () => {
    await using visit = await open(site);
    await format(visit.view).fill('b'.repeat(150));
    expect(await description(format(visit.view))).toContain('tem 150 caracteres');
    expect(await format(visit.view).inputValue()).toHaveLength(150);
  });

  test('eight bytes of one value: stand in one line', async () => {
    await using visit = await open(site);
    await visit.view.getByRole('button', { name: 'Inteiros de 64 bits' }).click();
    const heights = await visit.view
      .locator('.byte-view-eight')
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height));
    expect(Math.max(...heights)).toBeLessThan(30);
    const cell = visit.view.locator('tbody td:nth-child(3) code').first();
    expect(await cell.innerText()).toBe('ff ff ff ff ff ff ff ff');
  });

  test('what was typed for a value outlives a format that has no place for it', async () => {
    await using visit = await open(site);
    await value(visit.view, /^valor 2/).fill('1234');
    await format(visit.view).fill('!I');
    expect(await readBack(visit.view)).toEqual(['7']);
    await format(visit.view).fill('!Ihd');
    expect(await readBack(visit.view)).toEqual(['7', '1234', '2.5']);
  });

  test('by keyboard alone: example, format, order and value; the focused value marks its bytes', async () => {
    await using visit = await open(site);
    const { page, view } = visit;
    await view.getByRole('button', { name: examples[0].title }).focus();
    for (let presses = 0; presses < examples.length; presses++) await page.keyboard.press('Tab');
    expect(await format(view).evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await format(view).inputValue()).toBe('<Ihd');
    expect((await bytes(view)).slice(0, 4)).toEqual(
      ['07', '00', '00', '00'].map((byte, at) => `byte ${at}: ${byte}, do valor 1`),
    );
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await view.locator('li.byte-view-active').count()).toBe(2);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('258');
    expect((await bytes(view)).slice(4, 6)).toEqual([
      'byte 4: 02, do valor 2',
      'byte 5: 01, do valor 2',
    ]);
    await page.keyboard.press('Tab');
    expect(await view.locator('li.byte-view-active').count()).toBe(8);
  });

  test('the pointer over a byte: marks its value everywhere', async () => {
    await using visit = await open(site);
    await visit.view.locator('li').nth(5).hover();
    expect(await visit.view.locator('.byte-view-active').count()).toBe(4);
    expect(await visit.view.locator('tr.byte-view-active code').last().innerText()).toBe('-2');
  });

  test('without JavaScript: the example as a table, a sentence, and no control that does nothing', async () => {
    await using visit = await open(site, { javaScriptEnabled: false });
    expect(await readBack(visit.view)).toEqual(['7', '-2', '2.5']);
    expect(await visit.view.locator('table').isVisible()).toBe(true);
    expect(await visit.view.getByText('Sem ele, fica este exemplo').isVisible()).toBe(true);
    expect(await visit.view.locator('input:visible, button:visible').count()).toBe(0);
  });

  test.each(['light', 'dark'] as const)(
    'on a phone in the %s theme: every example and every error fits and can be read',
    async (colorScheme) => {
      await using visit = await open(site, { colorScheme, viewport: phone });
      const { page, view } = visit;
      const faults: string[] = [];
      const look = async (what: string) => {
        const wide = await view.evaluate((root) =>
          [root, ...root.querySelectorAll('*')]
            .filter((each) => !each.closest('.visually-hidden, style'))
            .filter(
              (each) => each.getBoundingClientRect().right > root.getBoundingClientRect().right,
            )
            .map((each) => each.outerHTML.slice(0, 80)),
        );
        const low = await page.evaluate(lowContrastTexts);
        faults.push(...[...wide, ...low].map((fault) => `${what}: ${fault}`));
      };
      for (const { title } of examples) {
        await view.getByRole('button', { name: title }).click();
        await value(view, /^valor 1/).focus();
        await look(title);
      }
      await value(view, /^valor 1/).fill('9'.repeat(40));
      await look('valor errado');
      await format(view).fill('wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww');
      await look('formato errado');
      expect(faults).toEqual([]);
    },
  );

  test('under a policy without eval: works', async () => {
    await using visit = await site.visit('/');
    const { page } = visit;
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    await page.route('**/*', async (route) => {
      const response = await route.fetch();
      const policy =
        "default-src 'self'; img-src 'self' data:; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'";
      const headers = { ...response.headers(), 'content-security-policy': policy };
      await route.fulfill({ response, headers });
    });
    await page.goto(site.origin + path);
    const view = await live(page);
    await format(view).fill('<Q');
    await value(view, /^valor 1/).fill('1');
    expect(await readBack(view)).toEqual(['1']);
    expect(faults).toEqual([]);
    // The policy is really there. (What Playwright evaluates itself would be let through: hence the timer.)
    await page.addScriptTag({
      content:
        "setTimeout(() => { try { new Function('') } catch { document.body.dataset.eval = 'refused' } })",
    });
    await page.locator('body[data-eval="refused"]').waitFor();
  });

  test('a page without it: asks for none of it; following a link to its page brings it', async () => {
    await using visit = await site.visit('/');
    const { page } = visit;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${site.origin}/licoes/tcp-server`, { waitUntil: 'networkidle' });
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((each) => each.includes('ByteView'))).toEqual([]);
    await page
      .locator('.VPSidebar')
      .getByRole('link', { name: 'Valores em bytes' })
      .first()
      .click();
    const view = await live(page);
    expect(await readBack(view)).toEqual(['7', '-2', '2.5']);
    expect(asked.filter((each) => each.includes('ByteView'))).toHaveLength(1);
  });
});

type Options = Parameters<Site['visit']>[1];

/** The lesson's page, and its byte view once it answers. */
async function open(
  site: Site,
  options: Options = {},
): Promise<{ page: Page; view: Locator } & AsyncDisposable> {
  const visit = await site.visit(path, options);
  const { page } = visit;
  const view = options.javaScriptEnabled === false ? page.locator('.byte-view') : await live(page);
  return { page, view, [Symbol.asyncDispose]: () => visit[Symbol.asyncDispose]() };
}

async function live(page: Page): Promise<Locator> {
  const view = page.locator('.byte-view');
  await view.scrollIntoViewIfNeeded(); // it wakes when the reader comes near
  await view.locator('.byte-view-controls:enabled').waitFor();
  return view;
}

const format = (view: Locator) => view.getByRole('textbox', { name: 'Formato' });
const value = (view: Locator, name: string | RegExp) => view.getByRole('textbox', { name });

/** What a screen reader says of each byte. */
async function bytes(view: Locator): Promise<string[]> {
  const texts = await view.locator('li .visually-hidden').allTextContents();
  return texts.map((text) => text.trim());
}

/** The last column of the table, padding left out. */
async function readBack(view: Locator): Promise<string[]> {
  return view.locator('tbody tr td:last-child code').allTextContents();
}

/** What `aria-describedby` points to. */
async function description(field: Locator): Promise<string> {
  return field.evaluate((element) => {
    const id = element.getAttribute('aria-describedby') ?? '';
    return document.getElementById(id)?.textContent?.trim() ?? '';
  });
}
