import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { browserFlags, browserPath } from '@tomada/testing';
import { close, listen } from '@tomada/utils';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

export const dist = fileURLToPath(new URL('../.vitepress/dist', import.meta.url));

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

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

/** The file of the built site that answers an address, with clean URLs as any static host has them. */
export function fileOf(path: string): string | undefined {
  return [path, `${path}.html`, join(path, 'index.html')]
    .map((name) => join(dist, name))
    .find((file) => file.startsWith(dist) && extname(file) !== '' && existsSync(file));
}

function requireBuild(): void {
  if (!existsSync(join(dist, 'index.html'))) {
    throw new Error(
      `O site não foi construído: falta ${dist}. Rode antes: pnpm --filter docs build`,
    );
  }
}

/** The built site behind a server of its own, and a browser to read it with. */
export class Site implements AsyncDisposable {
  readonly origin: string;
  readonly #server: Server;
  readonly #browser: Browser;

  private constructor(origin: string, server: Server, browser: Browser) {
    this.origin = origin;
    this.#server = server;
    this.#browser = browser;
  }

  static async open(): Promise<Site> {
    requireBuild();
    if (!browserPath) throw new Error('no Chromium on this machine; CHROMIUM_PATH can name one');
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://site');
      const file = fileOf(decodeURIComponent(pathname));
      const sent = file ?? join(dist, '404.html');
      response.statusCode = file ? 200 : 404;
      response.setHeader('content-type', contentTypes[extname(sent)] ?? 'text/plain');
      response.end(readFileSync(sent));
    });
    const address = await listen(server, { host: '127.0.0.1', port: 0 });
    const browser = await chromium.launch({ executablePath: browserPath, args: [...browserFlags] });
    return new Site(`http://${address}`, server, browser);
  }

  /** A page with storage of its own, at an address of the site; closed when it goes out of scope. */
  async visit(
    path: string,
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page } & AsyncDisposable> {
    const context = await this.#browser.newContext({
      viewport: { width: 1280, height: 900 },
      reducedMotion: 'reduce',
      ...options,
    });
    const page = await context.newPage();
    await page.goto(this.origin + path);
    // Before Vue has taken over the page, its buttons and keys do nothing.
    if (options.javaScriptEnabled !== false) {
      await page.waitForFunction(() => '__vue_app__' in (document.querySelector('#app') ?? {}));
    }
    return { page, [Symbol.asyncDispose]: () => context.close() };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
    await close(this.#server);
  }
}
