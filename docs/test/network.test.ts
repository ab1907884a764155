import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LiterateError } from '@tomada/literate';
import type { Conversation } from '@tomada/literate/transcript';
import { createMarkdownRenderer } from 'vitepress';
import { afterAll, describe, expect, test } from 'vitest';
import { networkPlugin, renderConversations } from '../.vitepress/network.ts';

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const hexOf = (text: string) => Buffer.from(text).toString('hex');

const conversation: Conversation = {
  client: 'cliente',
  server: 'servidor',
  events: [
    { event: 'data', from: 'client', hex: hexOf('<b>olá\n') },
    { event: 'end', from: 'client' },
    { event: 'data', from: 'server', hex: hexOf('x'.repeat(100)) },
    { event: 'reset', from: 'server' },
  ],
};

describe('renderConversations', () => {
  const html = renderConversations([conversation], 'a', escapeHtml);
  const text = html.replace(/<[^>]*>/g, '|');

  test('every event: is in the drawing and in the table', () => {
    expect(text).toContain('|«&lt;b>olá\\n»|');
    expect(text).toContain('|8 bytes|');
    expect(text).toContain('|3||cliente||não envio mais nada (FIN)|');
    expect(text).toContain('|5||servidor||derruba a conexão (RST)|');
    expect(html).toMatch(/role="img" aria-labelledby="network-a-1-title network-a-1-desc"/);
  });

  test('bytes: in hexadecimal groups, long ones cut with their number', () => {
    expect(text).toContain('3c62 3e6f 6cc3 a10a');
    expect(text).toMatch(/7878… \(100 bytes\)/);
  });

  test('text from the wire: is shown, never interpreted', () => {
    expect(html).not.toContain('<b>');
  });

  test('two connections: have numbers and ids of their own', () => {
    const two = renderConversations([conversation, conversation], 'a', escapeHtml);
    expect(two).toContain('Conexão 2');
    const ids = [...two.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('networkPlugin', () => {
  // VitePress keeps its first renderer, and with it the folder of the first page.
  const root = mkdtempSync(join(tmpdir(), 'tomada-network-'));
  mkdirSync(join(root, 'docs/licoes/network'), { recursive: true });
  const page = 'Antes.\n\n<<< network a\n\nDepois.\n';
  writeFileSync(join(root, 'docs/licoes/x.md'), `---\ntitle: X\n---\n${page}`);
  const file = join(root, 'docs/licoes/network/x-a.json');
  afterAll(() => rmSync(root, { recursive: true }));

  async function render(kept: string | undefined) {
    rmSync(file, { force: true });
    if (kept !== undefined) writeFileSync(file, kept);
    const md = await createMarkdownRenderer(join(root, 'docs'), {
      config: (md) => networkPlugin(md, root),
    });
    const includes: string[] = [];
    const html = await md.renderAsync(page, { relativePath: 'licoes/x.md', includes });
    return { html, includes };
  }

  test('a line that names what is kept: becomes the diagram, and its file is watched', async () => {
    const { html, includes } = await render(JSON.stringify({ conversations: [conversation] }));
    expect(html).toMatch(/<p>Antes\.<\/p>[\s\S]*<svg[\s\S]*<table>[\s\S]*<p>Depois\.<\/p>/);
    expect(includes).toEqual([expect.stringMatching(/docs\/licoes\/network\/x-a\.json$/)]);
  });

  test.each([
    [undefined, 'docs/licoes/network/x-a.json não existe'],
    ['{', 'docs/licoes/network/x-a.json não é JSON'],
  ])('kept content %j: fails with page, line and remedy', async (kept, message) => {
    const failure = await render(kept).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(LiterateError);
    expect(String(failure)).toContain('docs/licoes/x.md:6: ');
    expect(String(failure)).toContain(message);
    expect(String(failure)).toContain('transcripts --update');
  });
});
