import { describe, expect, test } from 'vitest';
import { anchorOf, formatEnglish, formatGlossary } from '../.vitepress/glossary.ts';
import { type Term, terms } from '../.vitepress/glossary-terms.ts';
import { builtPages } from './site.ts';

const pages = builtPages();
const asIs = (text: string) => text;

/** What stands in italics on the pages that teach and is no English term, by the reason. */
const notTerms: Readonly<Record<string, readonly string[]>> = {
  'Portuguese, stressed': [
    'endereço e porta',
    'endereço e porta daqui',
    'endereço e porta de lá',
    'juntos',
    'nós',
    'parecem',
    'por sorte',
    'primeiro',
    'quase',
    'resposta',
    'servidor',
    'tudo',
  ],
  'Portuguese, being defined': ['Concorrência', 'Paralelismo'],
  'a program of ours': ['bad-network'],
};

/** An English term in italics, as the glossary has it: no capitals, and one of it. */
function inGlossary(text: string): boolean {
  const wanted = text.toLowerCase();
  return terms.some(({ portuguese, english }) =>
    [portuguese, english]
      .map((word) => word.toLowerCase())
      .some((word) => word === wanted || `${word}s` === wanted),
  );
}

function italicsOf(html: string): string[] {
  return [...html.matchAll(/<em>([\s\S]*?)<\/em>/g)].map(([, text = '']) =>
    text.replace(/<[^>]*>/g, '').trim(),
  );
}

describe('the terms', () => {
  test.each(['portuguese', 'english'] as const)('no %s term stands twice', (language) => {
    const names = terms.map((term) => term[language].toLowerCase());
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test('every anchor is another one', () => {
    expect(new Set(terms.map(anchorOf)).size).toBe(terms.length);
  });

  test('every meaning: is one sentence', () => {
    const wrong = terms.filter(({ meaning }) => !/\.»?$/.test(meaning) || /\. /.test(meaning));
    expect(wrong.map(({ meaning }) => meaning)).toEqual([]);
  });

  test('every link: leads to a page and an anchor that exist', () => {
    const isThere = ({ taught }: Term) => {
      const [path, anchor] = taught.split('#');
      const html = pages.find((page) => page.path === path)?.html;
      return html !== undefined && (anchor === undefined || html.includes(`id="${anchor}"`));
    };
    expect(terms.filter((term) => !isThere(term))).toEqual([]);
  });

  test('every English term in italics where things are taught: is in the glossary', () => {
    const known = new Set(Object.values(notTerms).flat());
    const missing = pages
      .filter(({ path }) => /^\/(?:licoes|conceitos)\//.test(path))
      .flatMap(({ path, html }) => italicsOf(html).map((text) => ({ path, text })))
      .filter(({ text }) => !known.has(text) && !inGlossary(text));
    expect(
      missing,
      'put it into docs/.vitepress/glossary-terms.ts, or into notTerms of this test with the reason',
    ).toEqual([]);
  });
});

describe('formatGlossary', () => {
  const term = (portuguese: string, english = portuguese): Term => ({
    portuguese,
    english,
    meaning: 'É `isto`.',
    taught: '/erros',
  });
  const some = [term('escutar', 'listen'), term('Índice', 'index'), term('evento', 'event')];

  test('accents and capitals: do not move a word from its place or its letter', () => {
    const text = formatGlossary([term('Zero'), term('época'), term('eco'), term('Evento')], asIs);
    expect([...text.matchAll(/<dt>(\p{L}+)/gu)].map(([, word]) => word)).toEqual([
      'eco',
      'época',
      'Evento',
      'Zero',
    ]);
    expect([...text.matchAll(/^### (\w)/gm)].map(([, letter]) => letter)).toEqual(['E', 'Z']);
  });

  test('an English word: leads to the Portuguese one', () => {
    expect(formatGlossary(some, asIs)).toContain('id="indice"');
    expect(formatEnglish(some, asIs)).toMatch(
      /event<[\s\S]*href="#evento"[\s\S]*index<[\s\S]*href="#indice">Índice<[\s\S]*listen</,
    );
  });

  test('a word that is the same in both: stands once', () => {
    expect(formatGlossary([term('socket')], asIs)).not.toContain('<em');
  });
});

test('/referencia/glossario: shows every term, in both directions', () => {
  const html = pages.find(({ path }) => path === '/referencia/glossario')?.html ?? '';
  for (const term of terms) {
    expect(html).toContain(`<div id="${anchorOf(term)}">`);
    expect(html).toContain(`<a href="#${anchorOf(term)}">`);
  }
});
