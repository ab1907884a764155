import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { browserFlags, browserPath } from '@tomada/testing';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { fileIn, type ServedFolder, serveFolder } from './serve-folder.ts';

export const dist = fileURLToPath(new URL('../.vitepress/dist', import.meta.url));

/** A page of the built site: its address without `.html`, and its HTML. */
export interface BuiltPage {
  readonly path: string;
  readonly html: string;
}

let read: readonly BuiltPage[] | undefined;

/** Every page of the built site but the one for addresses that do not exist, in the order of their addresses. */
export function builtPages(): readonly BuiltPage[] {
  read ??= readPages();
  return read;
}

function readPages(): readonly BuiltPage[] {
  requireBuild();
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html') && file !== '404.html')
    .map((file) => ({
      path: `/${relative(dist, join(dist, file)).split(sep).join('/')}`.replace(
        /(?:(?<=\/)index)?\.html$/,
        '',
      ),
      html: readFileSync(join(dist, file), 'utf8'),
    }))
    .sort((a, b) => a.path.localeCompare(b.path));
}

/** The file of the built site that answers an address. */
export function fileOf(path: string): string | undefined {
  const name = fileIn(dist, path);
  return name && join(dist, name);
}

function requireBuild(): void {
  if (!existsSync(join(dist, 'index.html'))) {
    throw new Error(
      `O site não foi construído: falta ${dist}. Rode antes: pnpm --filter docs build`,
    );
  }
}

/** @throws {Error} where there is no browser */
export async function openBrowser(): Promise<Browser> {
  if (!browserPath) throw new Error('no Chromium on this machine; CHROMIUM_PATH can name one');
  return await chromium.launch({ executablePath: browserPath, args: [...browserFlags] });
}

/** Before a page is awake, some of its buttons and keys do nothing. */
export async function awake(page: Page): Promise<void> {
  await page.waitForFunction(() => 'awake' in document.documentElement.dataset);
}

/** Sections that are far away are laid out, too: as they are measured, so they are seen when they are near. */
export async function layOutAll(page: Page): Promise<void> {
  await page.addStyleTag({ content: '.late { content-visibility: visible !important; }' });
}

/** The built site behind a server of its own, and a browser to read it with. */
export class Site implements AsyncDisposable {
  readonly origin: string;
  readonly #server: ServedFolder;
  readonly #browser: Browser;

  private constructor(server: ServedFolder, browser: Browser) {
    this.origin = new URL(server.home).origin;
    this.#server = server;
    this.#browser = browser;
  }

  static async open(): Promise<Site> {
    requireBuild();
    const browser = await openBrowser();
    return new Site(await serveFolder(dist, '/'), browser);
  }

  /** A page with storage of its own, at an address of the site; closed when it goes out of scope. */
  async visit(
    path: string,
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page } & AsyncDisposable> {
    const context = await this.#browser.newContext({
      viewport: { width: 1280, height: 900 },
      reducedMotion: 'reduce',
      // It would fetch the whole site for each visit; base, new-version and stick are about it.
      serviceWorkers: 'block',
      ...options,
    });
    const page = await context.newPage();
    await page.goto(this.origin + path);
    if (options.javaScriptEnabled !== false) await awake(page);
    return { page, [Symbol.asyncDispose]: () => context.close() };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
    await this.#server.stop();
  }
}
