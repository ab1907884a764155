import { describe, expect, test } from 'vitest';
import { questionAsMarkdown } from '../.vitepress/quiz/markdown.ts';
import { parseQuestion } from '../.vitepress/quiz/parse.ts';
import { renderQuestion } from '../.vitepress/quiz/render.ts';
import { parseProgress } from '../.vitepress/theme/progress/store.ts';

const one = 'Qual?\n( ) a\n  não\n(x) b\n  sim,\n  é b\n';

describe('parseQuestion', () => {
  test('one right answer: its text, and the explanation of each', () => {
    expect(parseQuestion(one)).toEqual({
      kind: 'one',
      asks: 'Qual?',
      choices: [
        { text: 'a', right: false, why: 'não' },
        { text: 'b', right: true, why: 'sim, é b' },
      ],
    });
  });

  test('several, typed, and in order', () => {
    expect(parseQuestion('Q\n[x] a\n  s\n[x] b\n  s\n[ ] c\n  n\n').kind).toBe('many');
    expect(parseQuestion('Q\n= 4 | quatro\n  por quê\n')).toMatchObject({
      accepts: ['4', 'quatro'],
      why: 'por quê',
    });
    expect(parseQuestion('Q\n1. a\n2. b\n3. c\n  por quê\n')).toMatchObject({
      kind: 'order',
      items: ['a', 'b', 'c'],
    });
  });

  test.each([
    ['', 'falta a pergunta'],
    ['Q\n', 'uma pergunta tem respostas'],
    ['Q\n( ) a\n  n\n[x] b\n  s\n', 'de um tipo só'],
    ['Q\n( ) a\n  n\n( ) b\n  n\n', '0 respostas certas'],
    ['Q\n(x) a\n  s\n(x) b\n  s\n', '2 respostas certas'],
    ['Q\n(x) a\n  s\n', 'falta o que escolher'],
    ['Q\n(x) a\n  s\n( ) b\n', 'falta a explicação de «b»'],
    ['Q\n= 4\n', 'falta a explicação'],
    ['Q\n1. a\n2. b\n  s\n', 'pelo menos três'],
    ['Q\n(x) a\nsem recuo\n', 'uma explicação começa com dois espaços'],
  ])('%j: refused', (source, sentence) => {
    expect(() => parseQuestion(source)).toThrow(sentence);
  });
});

describe('renderQuestion', () => {
  test('things to put into order: never shown in the right one', () => {
    const asIs = (text: string) => text;
    const html = renderQuestion(parseQuestion('Q\n1. a\n2. b\n3. c\n  s\n'), 1, asIs, asIs);
    expect([...html.matchAll(/data-place="(\d)"/g)].map(([, place]) => place)).not.toEqual([
      '1',
      '2',
      '3',
    ]);
  });
});

describe('questionAsMarkdown', () => {
  test.each([one, 'Q\n[x] a\n  s\n[ ] b\n  n\n', 'Q\n= 4\n  s\n', 'Q\n1. a\n2. b\n3. c\n  s\n'])(
    '%j: nothing above the fold tells the answer',
    (source) => {
      const text = questionAsMarkdown(parseQuestion(source)).join('\n');
      const [above = '', below = ''] = text.split('<details>');
      expect(above).not.toMatch(/Certo|\[x\]|\b4\b|___ a[\s\S]*___ b[\s\S]*___ c/);
      expect(below).toMatch(/Certo: |4\. s|1\. a\n2\. b\n3\. c/);
    },
  );
});

describe('parseProgress', () => {
  const page = { all: ['a', 'b'], done: ['a'] };
  test('what the page writes: is read', () => {
    const last = { path: '/licoes/udp', title: 'UDP' };
    const progress = { version: 1, pages: { '/licoes/udp': page }, last };
    expect(parseProgress(JSON.stringify(progress))).toEqual(progress);
  });

  test.each([
    'nada',
    '[]',
    '{}',
    '{"version":2,"pages":{}}',
    JSON.stringify({ version: 1, pages: { 'https://outro.example/': page } }),
    JSON.stringify({ version: 1, pages: { '//outro.example': page } }),
    JSON.stringify({ version: 1, pages: { '/licoes/udp': { all: [], done: [1] } } }),
  ])('%s: refused', (text) => {
    expect(parseProgress(text)).toBeUndefined();
  });

  test('a place that leads elsewhere: is left out', () => {
    const last = { path: 'javascript:alert(1)', title: 'x' };
    expect(parseProgress(JSON.stringify({ version: 1, pages: {}, last }))).toEqual({
      version: 1,
      pages: {},
    });
  });
});
