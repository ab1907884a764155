import { parseTerminalSession } from '@tomada/literate/transcript';
import MiniSearch from 'minisearch';
import { describe, expect, test } from 'vitest';
import { packIndex } from '../.vitepress/search/pack-index.ts';
import { sectionsOf, textOf } from '../.vitepress/search/text-of-page.ts';
import { unpackIndex } from '../.vitepress/search/unpack-index.ts';
import { renderTerminals } from '../.vitepress/terminal.ts';

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

describe('renderTerminals', () => {
  test('two terminals: one pane each, and the steps counted across both', () => {
    const html = renderTerminals(parseTerminalSession('@ a\n$ x\n@ b\ny\n@ a\nz'), escapeHtml);
    expect(html.match(/class="terminal"/g)).toHaveLength(2);
    expect([...html.matchAll(/passo (\d)/g)].map(([, step]) => step)).toEqual(['1', '3', '2']);
    expect(html.match(/Copiar comandos/g)).toHaveLength(1);
  });

  test('one terminal: no steps', () => {
    expect(renderTerminals(parseTerminalSession('$ x'), escapeHtml)).not.toContain('passo');
  });

  test('HTML in the session: is shown, never interpreted', () => {
    const html = renderTerminals(parseTerminalSession('@ <b>\n$ <i>\n<script>'), escapeHtml);
    expect(html).not.toMatch(/<b>|<i>|<script>/);
  });

  test.each([
    ['     0  00 00 00 07  I  unsigned int  7', true],
    ['  00 00 00 07 ff fe', true],
    ['formato !Ih: 6 bytes', false],
    [
      'Feche o outro programa (Ctrl-C no terminal dele).  Ou escolha outra porta, por exemplo: 8081',
      false,
    ],
  ])('«%s»: stands in columns, which must not break: %s', (line, isRow) => {
    const html = renderTerminals(parseTerminalSession(`$ x\n${line}`), escapeHtml);
    expect(html.includes('terminal-row')).toBe(isRow);
  });

  test('the prompt: is no part of the text', () => {
    expect(renderTerminals(parseTerminalSession('$ ls'), escapeHtml)).not.toContain('$');
  });
});

describe('textOf', () => {
  test('labels, buttons, tabs and steps: go; what the page says stays, words apart', () => {
    const html = [
      '<table><tr><td>um</td><td>do<code>is</code></td></tr></table><p>a &lt; b</p>',
      '<figure class="piece"><figcaption>arquivo.ts</figcaption><div class="piece-bar"><label>Aba</label></div>',
      '</figure>',
      renderTerminals(parseTerminalSession('@ a\n$ comando\n@ b\nresposta'), escapeHtml),
    ].join('');
    const text = textOf(html);
    expect(text).toMatch(/um\s+dois\s+a < b[\s\S]*comando[\s\S]*resposta/);
    expect(text).not.toMatch(/arquivo|Aba|Copiar|passo|\d/);
  });
});

describe('sectionsOf', () => {
  test('a page: cut at its headings, each with those above it', () => {
    const heading = (level: number, id: string, text: string) =>
      `<h${level} id="${id}" tabindex="-1">${text} <a class="header-anchor" href="#${id}">&#8203;</a></h${level}>`;
    const html = [
      heading(1, 'a', 'Um <code>x</code>'),
      '<p>aa</p>',
      heading(2, 'b', 'Dois'),
      '<p>bb</p>',
      heading(3, 'c', 'Três'),
      heading(2, 'd', 'Quatro'),
      '<p>dd</p>',
    ].join('\n');
    const sections = [...sectionsOf(html)].map(({ text, ...rest }) => ({
      ...rest,
      text: text.trim(),
    }));
    expect(sections).toEqual([
      { anchor: 'a', titles: ['Um x'], text: 'aa' },
      { anchor: 'b', titles: ['Um x', 'Dois'], text: 'bb' },
      { anchor: 'c', titles: ['Um x', 'Dois', 'Três'], text: '' },
      { anchor: 'd', titles: ['Um x', 'Quatro'], text: 'dd' },
    ]);
  });
});

describe('packIndex and unpackIndex', () => {
  test('an index of MiniSearch: comes back as it was', () => {
    const options = { fields: ['title', 'text'], storeFields: ['title'] };
    const index = new MiniSearch(options);
    const words = [
      'socket',
      'soquete',
      'conexão',
      'so',
      '漢字',
      '🙂',
      'a'.repeat(60),
      'a'.repeat(61),
    ];
    index.addAll(
      Array.from({ length: 300 }, (_, id) => ({
        id,
        title: words[id % 3],
        text: id % 100 === 7 ? words.join(' ').repeat((id % 5) + 1) : `x${id}`,
      })),
    );
    const saved = JSON.parse(JSON.stringify(index));
    const unpacked = JSON.parse(unpackIndex(packIndex(saved)));
    const inOrder = (terms: [string, unknown][]) => [...terms].sort(([a], [b]) => (a < b ? -1 : 1));
    expect({ ...unpacked, index: inOrder(unpacked.index) }).toEqual({
      ...saved,
      index: inOrder(saved.index),
    });
    const again = MiniSearch.loadJSON(JSON.stringify(unpacked), options);
    expect(again.search('conexão')).toEqual(index.search('conexão'));
  });
});
