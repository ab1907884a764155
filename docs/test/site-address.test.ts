import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { sidebar } from '../.vitepress/navigation.ts';
import { addBase } from '../.vitepress/site/base-links.ts';
import { addressOf, readSiteAddress } from '../.vitepress/site/site-address.ts';
import { likelyPages } from '../.vitepress/theme/not-found/likely-pages.ts';
import { dist } from './site.ts';

describe('SITE_URL', () => {
  test.each([
    ['', '/', undefined],
    ['https://x.br', '/', 'https://x.br/'],
    ['https://x.br/tomada', '/tomada/', 'https://x.br/tomada/'],
    ['http://x.br:8080/a/b-c/', '/a/b-c/', 'http://x.br:8080/a/b-c/'],
  ])('«%s»: gives the base path and the whole address', (text, base, home) => {
    expect(readSiteAddress(text)).toEqual({ base, home });
  });

  test.each([
    'abc',
    'x.br/tomada/',
    'ftp://x.br/',
    'https://x.br/?a=1',
    'https://x.br/#a',
    'https://eu:senha@x.br/',
    'https://x.br/a//b',
    'https://x.br/lição/',
  ])('«%s»: is refused in one sentence that names it', (text) => {
    expect(() => readSiteAddress(text)).toThrow(
      expect.objectContaining({
        name: 'UsageError',
        message: expect.stringMatching(/^SITE_URL: «.*Por exemplo: SITE_URL=https:\/\/\S+$/),
      }),
    );
  });

  test('the address of a page: has no .html and no index', () => {
    expect(addressOf('https://x.br/t/', 'licoes/udp.md')).toBe('https://x.br/t/licoes/udp');
    expect(addressOf('https://x.br/t/', 'index.md')).toBe('https://x.br/t/');
  });
});

test('the base path: is put before addresses of the site in tags, once, and nowhere else', () => {
  const html =
    '<a class="x" href="/erros#a">/erros</a> <img src="/a.png"> <a href="/t/b">b</a> <a href="//y.br/">y</a> <a href="#c">c</a> <code>href="/d"</code>';
  expect(addBase(html, '/t/')).toBe(
    '<a class="x" href="/t/erros#a">/erros</a> <img src="/t/a.png"> <a href="/t/b">b</a> <a href="//y.br/">y</a> <a href="#c">c</a> <code>href="/d"</code>',
  );
});

describe('the likely pages of an address that does not exist', () => {
  test.each([
    ['licoes/tpc-server', '/licoes/tcp-server'],
    ['erro', '/erros'],
    ['licoes/chat/sala', '/licoes/chat/room'],
    ['Glossario.html', '/referencia/glossario'],
    ['conexão', '/conceitos/conexao'],
    ['%E0%A4%A/udp', '/licoes/udp'],
  ])('%s: %s is the first', (path, link) => {
    expect(likelyPages(path, sidebar)[0]?.link).toBe(link);
  });

  test('of one that is like no other: the pages that help everybody', () => {
    expect(likelyPages('xyzzy', sidebar).map(({ link }) => link)).toContain('/comece-aqui');
  });
});

test('the workflow that publishes: builds for its address, with a script that there is, and sends what that builds', () => {
  const workflow = readFileSync(join(root, '.github/workflows/pages.yml'), 'utf8');
  const [, script = ''] =
    /run: npx -y pnpm@12 (\w+)\n\s+env:\n\s+SITE_URL: .*base_url/.exec(workflow) ?? [];
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(Object.keys(scripts)).toContain(script);
  expect(script).toBe('build');
  expect(/^\s+path: (.*)$/m.exec(workflow)?.[1]).toBe(relative(root, dist));
});
