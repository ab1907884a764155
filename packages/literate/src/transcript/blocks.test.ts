import { describe, expect, test } from 'vitest';
import type { Problem } from '../problem.ts';
import { needsNetworks, needsPython, needsSs, readTranscripts } from './blocks.ts';

function read(text: string) {
  const problems: Problem[] = [];
  const transcripts = readTranscripts('docs/p.md', text, (problem) => problems.push(problem));
  return { transcripts, messages: problems.map(({ line, message }) => `${line}: ${message}`) };
}

describe('readTranscripts', () => {
  test('blocks among other fences: only those of the language terminal, with their lines', () => {
    const { transcripts, messages } = read(
      '````md\n```terminal\n$ não\n```\n````\n\n```terminal\n$ sim\n```\n',
    );
    expect(transcripts.map(({ line, source }) => [line, source])).toEqual([[7, '$ sim\n']]);
    expect(messages).toEqual([]);
  });

  test('comments above a block: belong to it and to no other', () => {
    const { transcripts } = read(
      '<!-- network: a -->\n<!-- transcript: skip reason="instala" -->\n```terminal\n$ a\n```\n```terminal\n$ b\n```\n',
    );
    expect(transcripts.map(({ network, skip }) => [network, skip])).toEqual([
      ['a', 'instala'],
      [undefined, undefined],
    ]);
  });

  test.each([
    ['<!-- transcript: skip -->\n```terminal\n$ a\n```', '1: não entendo'],
    ['<!-- network: a -->\n\n```terminal\n$ a\n```', '1: este comentário não está logo acima'],
    ['<!-- transcript: vary "x" as /(/ -->\n```terminal\nx\n```', '1: «/(/» não é uma expressão'],
    [
      '<!-- transcript: vary "x" as /y/ -->\n```terminal\nx\n```',
      '1: o próprio texto «x» não casa',
    ],
    ['<!-- transcript: vary "x" as /x/ -->\n```terminal\n$ a\n```', '1: «x» não aparece no bloco'],
    [
      '<!-- network: a -->\n```terminal\n$ a\n```\n<!-- network: a -->\n```terminal\n$ b\n```',
      '5: já há uma sessão «a»',
    ],
    ['- a\n  ```terminal\n  $ a\n  ```', '2: um bloco terminal recuado'],
  ])('%j: is told', (text, message) => {
    expect(read(text).messages.join()).toContain(message);
  });
});

test('needsPython: for a program in Python and for a prompt', () => {
  const needs = (session: string) =>
    read(`\`\`\`terminal\n${session}\n\`\`\``).transcripts.map(needsPython);
  expect(needs('$ python3 a.py')).toEqual([true]);
  expect(needs('$ a\n> b')).toEqual([true]);
  expect(needs('$ pnpm start')).toEqual([false]);
});

test('needsSs: for a command that is ss, not for one that only begins like it', () => {
  const needs = (session: string) =>
    read(`\`\`\`terminal\n${session}\n\`\`\``).transcripts.map(needsSs);
  expect(needs('$ ss -tan | sort')).toEqual([true]);
  expect(needs('$ ssh a')).toEqual([false]);
});

test('needsNetworks: for a command that makes networks, not for one that finds its way without', () => {
  const needs = (session: string) =>
    read(`\`\`\`terminal\n${session}\n\`\`\``).transcripts.map(needsNetworks);
  expect(needs('$ pnpm --filter lesson-chat measure --network namespaces')).toEqual([true]);
  expect(needs('$ pnpm --filter lesson-chat measure --network bad-network')).toEqual([false]);
});
