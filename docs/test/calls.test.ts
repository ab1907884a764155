import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMarkdownRenderer } from 'vitepress';
import { afterAll, describe, expect, test } from 'vitest';
import { type Claim, claimsPlugin, readClaims } from '../.vitepress/claims.ts';

const page = readFileSync(new URL('../referencia/chamadas.md', import.meta.url), 'utf8');

interface Call {
  readonly anchor: string;
  readonly text: string;
}

/** The sections of the calls: those that say what is proven of them. */
const calls: readonly Call[] = page
  .split(/^(?=###? )/m)
  .map((text) => ({ anchor: /\{#([\w-]+)\}/.exec(text)?.[1] ?? '', text }))
  .filter(({ text }) => /^\*\*Parâmetros\.\*\*/m.test(text));

/** MATERIAL.md part B's calls, and those without which nobody gets through a lesson. */
const promised = [
  ...['socket', 'bind', 'listen', 'accept', 'connect'],
  ...['send', 'sendall', 'recv', 'sendto', 'recvfrom', 'shutdown', 'close'],
  ...['setsockopt', 'settimeout', 'getaddrinfo', 'gethostbyname', 'inet-ntoa'],
  ...['encode', 'decode', 'struct', 'thread', 'start', 'join'],
] as const;

const parts = [
  '**Parâmetros.**',
  '**Devolve.**',
  '**Erros.**',
  '**O que a desbloqueia.**',
  '**Entre threads.**',
  '<<< claims ',
  '**Nas lições:**',
  '**Fontes:**',
] as const;

describe('/referencia/chamadas', () => {
  test('every call that was promised: has its section', () => {
    expect(calls.map(({ anchor }) => anchor)).toEqual(promised);
  });

  test.each(calls)('$anchor: says everything, once and in the same order', ({ text }) => {
    expect(parts.filter((part) => text.split(part).length !== 2)).toEqual([]);
    const places = parts.map((part) => text.indexOf(part));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test.each(calls)('$anchor: names Python, Node and Java side by side', ({ text }) => {
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    for (const language of ['Python', 'Node', 'Java']) {
      expect(rows.filter((row) => row.startsWith(`| ${language} | `)).length, language).toBe(1);
    }
  });

  test.each(calls)('$anchor: links to a lesson, cites a source, shows its own claims', (call) => {
    const { anchor, text } = call;
    expect(text).toMatch(/^\*\*Nas lições:\*\* .*\]\(\/licoes\//m);
    expect(text).toMatch(/\*\*Fontes:\*\* .*\]\(https:\/\//);
    expect(text).toContain(`<<< claims ${anchor}\n`);
  });

  test('the list at the top: leads to every call, in the order of the page', () => {
    const [top = ''] = page.split('\n## ');
    const listed = [...top.matchAll(/\]\(#([\w-]+)\)/g)].map(([, anchor]) => anchor);
    expect(listed).toEqual(promised);
  });

  test('every claim that is proven: is shown on the page', () => {
    expect([...new Set(readClaims().map(({ call }) => call))].toSorted()).toEqual(
      [...promised].toSorted(),
    );
  });
});

describe('claimsPlugin', () => {
  const claims: readonly Claim[] = [
    { call: 'recv', says: 'Um `b<i>`.', Python: 'one', Node: 'two', linux: true },
    { call: 'send', says: 'Outro.', Node: 'three' },
  ];
  const root = mkdtempSync(join(tmpdir(), 'tomada-claims-'));
  mkdirSync(join(root, 'e2e', 'calls'), { recursive: true });
  writeFileSync(join(root, 'e2e', 'calls', 'claims.json'), JSON.stringify(claims));
  afterAll(() => rmSync(root, { recursive: true }));

  async function render(text: string) {
    const md = await createMarkdownRenderer(root, { config: (md) => claimsPlugin(md, root) });
    const includes: string[] = [];
    const html = await md.renderAsync(text, { relativePath: 'referencia/x.md', includes });
    return { html, includes };
  }

  test('its line: becomes the claims of that call, with where they were proven', async () => {
    const { html, includes } = await render('A\n\n<<< claims recv\n\nB\n');
    expect(html).toContain('uma afirmação');
    expect(html).toContain('<code>b&lt;i&gt;</code>');
    expect(html).toContain('Python, Node, só no Linux');
    expect(html).not.toContain('Outro');
    expect(html).toMatch(/<p>A<\/p>[\s\S]*<p>B<\/p>/);
    expect(includes[0]).toMatch(/claims\.json$/);
  });

  test('a call of which nothing is proven: the build stops and says where', async () => {
    await expect(render('\n<<< claims bind\n')).rejects.toThrow(/referencia\/x\.md[\s\S]*bind/);
  });
});
