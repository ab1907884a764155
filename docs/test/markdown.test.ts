import { parseTerminalSession } from '@tomada/literate/transcript';
import { describe, expect, test } from 'vitest';
import { stripFurniture } from '../.vitepress/search.ts';
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

describe('stripFurniture', () => {
  test('line numbers, labels, buttons, tabs and steps: go; what the page says stays', () => {
    const html = [
      '<div class="language-ts line-numbers-mode"><button class="copy"></button><span class="lang">TypeScript</span>',
      '<pre><code>texto</code></pre><div class="line-numbers-wrapper" aria-hidden="true"><span>1</span></div></div>',
      '<figure class="piece"><div class="piece-bar"><label>Aba</label></div>',
      '</figure>',
      renderTerminals(parseTerminalSession('@ a\n$ comando\n@ b\nresposta'), escapeHtml),
    ].join('');
    const text = stripFurniture(html).replace(/<[^>]*>/g, ' ');
    expect(text).toMatch(/texto[\s\S]*comando[\s\S]*resposta/);
    expect(text).not.toMatch(/TypeScript|Aba|Copiar|passo|\d/);
  });
});
