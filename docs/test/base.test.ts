import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, root, run, skipWithoutBrowser } from '@tomada/testing';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lessons } from '../.vitepress/lessons.ts';
import { fileIn, serveFolder } from './serve-folder.ts';
import { awake, openBrowser } from './site.ts';

const HOME = 'https://exemplo.br/tomada/';
const BASE = '/tomada/';
/** A whole build of the site, on a machine that others use as well. */
const LIMIT = 600_000;

const build: Command = {
  name: 'docs build',
  argv: [process.execPath, '--import', 'tsx', 'build.ts'],
  cwd: fileURLToPath(new URL('..', import.meta.url)),
};

const site = mkdtempSync(join(tmpdir(), 'tomada-base-'));
const read = (path: string) => readFileSync(join(site, path), 'utf8');
/** The pages as files: `licoes/udp.html`. */
const htmlFiles = () =>
  readdirSync(site, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.html') && path !== '404.html')
    .map((path) => path.replaceAll('\\', '/'));
const addressOf = (file: string) => HOME + file.replace(/(?:^index)?\.html$/, '');
const contentOf = (html: string, property: string) =>
  new RegExp(`<meta property="${property}" content="([^"]*)"`).exec(html)?.[1];

/** The file of the site that answers an address within it. */
function fileOf(address: string): string | undefined {
  if (!address.startsWith(BASE)) return undefined;
  return fileIn(site, decodeURIComponent(address.slice(BASE.length).replace(/[?#].*$/, '')));
}

describe('SITE_URL with a path', () => {
  beforeAll(async () => {
    const ended = await run(build, ['--out', site], { env: { SITE_URL: HOME }, limit: LIMIT });
    expect(ended.code, ended.stderr).toBe(0);
  }, LIMIT);
  afterAll(() => rmSync(site, { recursive: true, force: true }));

  test('every address within the site: begins with the path and leads to a file', () => {
    const lost = [...htmlFiles(), '404.html'].flatMap((file) =>
      [...read(file).matchAll(/\s(?:href|src)="(\/[^"]*)"/g)]
        .map(([, address = '']) => address.replaceAll('&amp;', '&'))
        .filter((address) => fileOf(address) === undefined)
        .map((address) => `${file}: ${address}`),
    );
    expect(lost).toEqual([]);
    expect(htmlFiles().length).toBeGreaterThan(lessons.length);
  });

  test('every page: its one address, what a preview shows, and a picture that is there', () => {
    for (const file of htmlFiles()) {
      const html = read(file);
      expect(/<link rel="canonical" href="([^"]*)"/.exec(html)?.[1], file).toBe(addressOf(file));
      expect(contentOf(html, 'og:url'), file).toBe(addressOf(file));
      expect(contentOf(html, 'og:title'), file).toMatch(/\S/);
      const description = contentOf(html, 'og:description');
      expect(description, file).toMatch(/\S/);
      expect(html).toContain(`<meta name="description" content="${description}"`);
      const image = contentOf(html, 'og:image') ?? '';
      expect(existsSync(join(site, image.slice(HOME.length))), `${file}: ${image}`).toBe(true);
    }
    const images = lessons.map(({ link }) => contentOf(read(`${link}.html`), 'og:image'));
    expect(new Set(images).size).toBe(lessons.length);
  });

  test('the sitemap: names every page, and robots.txt the sitemap', () => {
    const found = [...read('sitemap.xml').matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, loc]) => loc);
    expect(found.sort()).toEqual(htmlFiles().map(addressOf).sort());
    expect(read('robots.txt')).toContain(`Sitemap: ${HOME}sitemap.xml`);
  });

  test('404.html: is not for search engines, and helps without scripts too', () => {
    const html = read('404.html');
    expect(html).toContain('<meta name="robots" content="noindex"');
    const [, noscript = ''] = /<noscript>(.*?)<\/noscript>/s.exec(html) ?? [];
    const links = [...noscript.matchAll(/href="([^"]*)"/g)].map(([, link = '']) => link);
    expect(links).toContain(BASE);
    expect(links).toContain(`${BASE}erros`);
    expect(links.filter((link) => fileOf(link) === undefined)).toEqual([]);
  });

  test('llms.txt: leads to every page as Markdown, with the code of the programs in it', () => {
    const listed = [...read('llms.txt').matchAll(/\]\((\S+\.md)\)/g)].map(([, link = '']) => link);
    const pages = htmlFiles().filter((file) => file !== 'index.html');
    expect(listed.sort()).toEqual(pages.map((file) => addressOf(file).concat('.md')).sort());
    const full = read('llms-full.txt');
    for (const link of listed) {
      const text = read(link.slice(HOME.length));
      expect(full).toContain(text);
      // Outside of code nothing of what only our own build reads is left.
      const prose = text.replace(/^(`{3,}).*\n[\s\S]*?^\1$/gm, '');
      expect(prose, link).not.toMatch(/^(?:<<<|:::)|header-anchor|<span|\{#/m);
      const own = [...prose.matchAll(/\]\((\/[^)]*)\)/g)].map(([, address]) => address);
      expect(own, `${link} has links that work on the site alone`).toEqual([]);
    }
    const program = readFileSync(join(root, 'lessons/tcp-server/src/upper-server.ts'), 'utf8');
    expect(read('licoes/tcp-server.md')).toContain(`\`\`\`ts\n${program.trimEnd()}\n\`\`\``);
    expect(read('referencia/glossario.md')).toMatch(/^\*\*.*three-way handshake.*\*\*$/m);
  });

  describe.skipIf(skipWithoutBrowser)('in a browser', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await openBrowser();
    });
    afterAll(() => browser?.close());

    test('pages that scripts have taken over: keep their links; without the server they open', async () => {
      await using server = await serveFolder(site, BASE);
      const context = await browser.newContext();
      const page = await context.newPage();
      const outside: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(server.home)) outside.push(request.url());
      });
      for (const path of ['', 'para-quem', 'erros', 'referencia/glossario', 'licoes/tcp-server']) {
        await page.goto(server.home + path);
        await awake(page);
        const links = await page.evaluate(() =>
          [...document.links].filter(({ host }) => host === location.host).map(({ href }) => href),
        );
        expect(links.filter((link) => !link.startsWith(server.home))).toEqual([]);
      }
      await page.getByRole('link', { name: /^Próxima página/ }).click();
      await page.waitForURL(`${server.home}licoes/**`);
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
      const manifest = await page.evaluate(async () => {
        const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]');
        const { start_url, scope, icons } = await (await fetch(link?.href ?? '')).json();
        const from = (path: string) => new URL(path, link?.href).href;
        return [start_url, scope, ...icons.map(({ src }: { src: string }) => src)].map(from);
      });
      const [start, scope, ...icons] = manifest;
      expect([start, scope]).toEqual([server.home, server.home]);
      for (const icon of icons) expect(fileOf(new URL(icon).pathname), icon).toBeDefined();
      await server.stop();
      await page.goto(`${server.home}licoes/udp`);
      await page.getByRole('heading', { level: 1, name: /^Lição 5/ }).waitFor();
      expect(outside).toEqual([]);
      await context.close();
    });
  });
});

test.each(['abc', 'ftp://x.br/', 'https://x.br/?a=1', 'https://x.br/a//b', 'https://x.br/lição/'])(
  'SITE_URL=%s: one sentence that names it, with code 2, and nothing is built',
  async (address) => {
    const folder = join(site, 'nada');
    const { code, stdout, stderr } = await run(build, ['--out', folder], {
      env: { SITE_URL: address },
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(`SITE_URL: «${address}»`);
    expect(existsSync(folder)).toBe(false);
  },
);
