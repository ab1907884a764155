import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { browserFlags } from '../browser.ts';
import { dist } from '../built-site.ts';
import { transpile } from '../transpile.ts';
import type { BookRequest } from './assemble.ts';
import { pagesOfPlaces } from './page-numbers.ts';

/** A host that does not exist: whatever is asked of it is answered from the disk, and nothing else is asked. */
const ORIGIN = 'http://tomada.invalid';
const OURS = '/print/';
const here = fileURLToPath(new URL('.', import.meta.url));

/** Times that the book is printed at most until its page numbers are those of its pages. */
const MOST_PRINTS = 4;

/**
 * Prints pages of the built site as one book.
 *
 * @param executablePath a Chromium
 * @returns the PDF, tagged and with an outline
 */
export async function printBook(executablePath: string, request: BookRequest): Promise<Uint8Array> {
  const browser = await chromium.launch({ executablePath, args: [...browserFlags] });
  try {
    const page = await openBook(browser);
    await page.evaluate(
      (asked) =>
        (globalThis as unknown as { assemble(asked: unknown): Promise<void> }).assemble(asked),
      request,
    );
    let known: Readonly<Record<string, number>> = {};
    for (let prints = 0; prints < MOST_PRINTS; prints++) {
      const pdf = await page.pdf({ outline: true, tagged: true, preferCSSPageSize: true });
      const found = await pagesOfPlaces(pdf);
      if (isSame(found, known)) return pdf;
      known = found;
      await page.evaluate(
        (pages) =>
          (globalThis as unknown as { fillPageNumbers(pages: unknown): void }).fillPageNumbers(
            pages,
          ),
        known,
      );
    }
    throw new Error(`the page numbers still moved after ${MOST_PRINTS} prints`);
  } finally {
    await browser.close();
  }
}

async function openBook(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  await page.route('**/*', async (route) => {
    const { origin, pathname } = new URL(route.request().url());
    if (origin !== ORIGIN) return route.abort();
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: skeleton() });
    if (pathname.startsWith(OURS) && pathname.endsWith('.ts')) {
      const body = await transpile(join(here, pathname.slice(OURS.length)));
      return route.fulfill({ contentType: 'text/javascript', body });
    }
    const folder = pathname.startsWith(OURS) ? here : dist;
    const path = pathname.startsWith(OURS) ? pathname.slice(OURS.length) : pathname;
    return route.fulfill({
      contentType: { '.css': 'text/css', '.html': 'text/html' }[extname(path)] ?? '',
      body: readFileSync(join(folder, decodeURIComponent(path))),
    });
  });
  await page.goto(`${ORIGIN}/`);
  await page.waitForFunction(() => 'assemble' in globalThis);
  return page;
}

/** An empty page with the site's styles and ours. */
function skeleton(): string {
  const home = readFileSync(join(dist, 'index.html'), 'utf8');
  const [, styles] = /<link rel="preload stylesheet" href="([^"]+)"/.exec(home) ?? [];
  if (styles === undefined) throw new Error('the built site names no style sheet');
  return [
    '<!DOCTYPE html><html lang="pt-BR"><head><meta charset="utf-8">',
    '<title>Tomada: programação com sockets</title>',
    ...[styles, '/print.css', `${OURS}book.css`].map(
      (file) => `<link rel="stylesheet" href="${file}">`,
    ),
    `<script type="module" src="${OURS}assemble.ts"></script></head><body></body></html>`,
  ].join('\n');
}

function isSame(
  one: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number>>,
): boolean {
  const ids = Object.keys(one);
  return ids.length === Object.keys(other).length && ids.every((id) => one[id] === other[id]);
}
