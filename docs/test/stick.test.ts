import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, run, skipWithoutBrowser, start, TestServer } from '@tomada/testing';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { awake, builtPages, dist, openBrowser } from './site.ts';

const docs = fileURLToPath(new URL('..', import.meta.url));
const outside = mkdtempSync(join(tmpdir(), 'tomada-stick-'));
/** Where the zip was taken apart: nothing of the project is around it. */
const elsewhere = join(outside, 'pen drive, São');
const stick = join(elsewhere, 'tomada-site');

const zip: Command = {
  name: 'docs:zip',
  argv: [process.execPath, '--import', 'tsx', 'offline/zip.ts', '--no-build'],
  cwd: docs,
};
const serve: Command = { name: 'serve.mjs', argv: [process.execPath, 'serve.mjs'], cwd: stick };

/** Every page of the site, in a browser, on a machine that others use as well. */
const LIMIT = 240_000;

beforeAll(async () => {
  const ended = await run(zip, ['--out', join(outside, 'tomada-site')]);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  const files = unzipSync(readFileSync(join(outside, 'tomada-site.zip')));
  for (const [path, content] of Object.entries(files)) {
    const file = join(elsewhere, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
});
afterAll(() => rmSync(outside, { recursive: true, force: true }));

/** The status of an address sent as it stands: `fetch` would mend it first. */
function statusOf(port: number, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ port, path, host: '127.0.0.1' }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('the folder of docs:zip', () => {
  test('holds the whole site, beside as in the zip', () => {
    const files = (folder: string) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
    expect(files(join(stick, 'site'))).toEqual(files(dist));
    expect(files(stick)).toEqual(files(join(outside, 'tomada-site')));
    expect(readFileSync(join(stick, 'site/index.html'))).toEqual(
      readFileSync(join(dist, 'index.html')),
    );
  });

  test('node serve.mjs --port 0: says the address, serves pages and nothing around them, ends with code 0', async () => {
    await using server = start(serve, ['--port', '0']);
    const [, address = ''] = await server.waitFor(
      /^Site da Tomada em (http:\/\/127\.0\.0\.1:\d+\/)$/m,
    );
    await server.waitFor(/^Ctrl-C encerra\.$/m);
    const port = Number(new URL(address).port);
    const page = await fetch(`${address}licoes/tcp-server`);
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    expect(await page.text()).toBe(readFileSync(join(dist, 'licoes/tcp-server.html'), 'utf8'));
    const missing = await fetch(`${address}nada`);
    expect(missing.status).toBe(404);
    expect(await missing.text()).toContain('Esta página não existe');
    expect(await statusOf(port, '/../serve.mjs')).toBe(404);
    expect(await statusOf(port, '/..%2fserve.mjs')).toBe(404);
    expect(await statusOf(port, '/%')).toBe(404);
    expect((await fetch(address, { method: 'POST' })).status).toBe(405);
    const { code, stdout, stderr } = await server.interrupt();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/Encerrado\.\n$/);
    await expect(fetch(address)).rejects.toThrow();
  });

  test('a taken port that was asked for: is explained, with code 1', async () => {
    await using taken = await TestServer.listen(() => {});
    const { code, stderr } = await run(serve, ['--port', String(taken.port)]);
    expect(code).toBe(1);
    expect(stderr).toContain(`127.0.0.1:${taken.port} (EADDRINUSE)`);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test.each([
    [['--port', 'abc'], '«abc»'],
    [['--porta', '80'], '«--porta 80»'],
    [['--host='], '--host'],
  ])('%j: one sentence, with code 2', async (args, named) => {
    const { code, stdout, stderr } = await run(serve, args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(named);
  });

  test('a folder that is not ours: is left as it is, with code 1', async () => {
    const other = join(outside, 'fotos');
    mkdirSync(other);
    writeFileSync(join(other, 'praia.txt'), 'minha');
    const { code, stderr } = await run(zip, ['--out', other]);
    expect(code).toBe(1);
    expect(stderr).toContain('não mexi nela');
    expect(readdirSync(other)).toEqual(['praia.txt']);
    expect(existsSync(`${other}.zip`)).toBe(false);
  });
});

describe.skipIf(skipWithoutBrowser)('after one visit, without the server', () => {
  test(
    'every page opens, the search finds, and an address that does not exist is explained',
    async () => {
      await using server = start(serve, ['--port', '0'], { limit: LIMIT });
      const [, home = ''] = await server.waitFor(/^Site da Tomada em (http:\S+)$/m);
      const browser = await openBrowser();
      try {
        const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
        await page.goto(home);
        await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
        expect((await server.interrupt()).code).toBe(0);
        const faults: string[] = [];
        page.on('pageerror', (error) => faults.push(`${page.url()}: ${error}`));
        for (const path of ['/', '/erros', '/licoes/tcp-server', '/licoes/chat/room']) {
          await page.goto(new URL(path, home).href);
          await awake(page);
          if ((await page.locator('h1').count()) !== 1) faults.push(`${path} has no title`);
        }
        // All the others as the service worker hands them out: drawing each would take a minute.
        const paths = builtPages().map(({ path }) => path);
        const lost = await page.evaluate(async (paths) => {
          const found = await Promise.all(
            paths.map(async (path) => [path, await (await fetch(path)).text()] as const),
          );
          return found.filter(([, html]) => !html.includes('<h1 ')).map(([path]) => path);
        }, paths);
        expect([...faults, ...lost]).toEqual([]);
        await page.getByRole('button', { name: 'Buscar no site' }).click();
        await page.getByRole('searchbox').fill('EADDRINUSE');
        await page.locator('.result').first().click();
        await page.waitForURL('**/erros#eaddrinuse');
        await page.goto(`${home}licoes/tpc-server.htm`);
        await page.getByRole('heading', { name: 'Esta página não existe' }).waitFor();
        await page.getByRole('link', { name: '1. Servidor TCP', exact: true }).click();
        await page.waitForURL('**/licoes/tcp-server');
        await page.getByRole('heading', { level: 1, name: /^Lição 1/ }).waitFor();
      } finally {
        await browser.close();
      }
    },
    LIMIT,
  );
});
