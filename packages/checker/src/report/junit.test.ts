import { python, run, skipWithoutPython } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import type { Judgement } from '../judgement.ts';
import { formatJunit } from './junit.ts';

/** What XML has no place for is where `?` stands in the second. */
const nasty = 'a & b < c > d "e" \x1b[31m \0 \u{ffff} \ud800 ]]> é\nfim';
const readable = 'a & b < c > d "e" ?[31m ? ? ? ]]> é\nfim'.replaceAll('?', '\ufffd');

const judgement: Judgement = {
  ...{ exercise: 'shout', title: 'Grito', side: 'server', target: 'sh x' },
  ...{ earned: 4, points: 10, passed: false, badges: [] },
  results: [
    { name: 'certo', passed: true, points: 4, earned: 4, milliseconds: 1234, log: [] },
    {
      ...{ name: nasty, passed: false, points: 6, earned: 0, milliseconds: 5, log: ['$ talk'] },
      failure: { kind: 'too-much', message: nasty, details: [nasty] },
      hint: 'Leia.',
    },
    {
      ...{ name: 'medalha', passed: false, points: 0, earned: 0, badge: 'M', milliseconds: 5 },
      ...{ log: [], failure: { kind: 'no-answer', message: 'x', details: [] }, hint: 'y' },
    },
  ],
};

describe('formatJunit', () => {
  const xml = formatJunit([judgement, judgement]);

  test('holds no character that XML has no place for', () => {
    expect(xml).not.toMatch(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u);
    expect(xml).not.toContain(']]>');
  });

  test.skipIf(skipWithoutPython)('an XML reader finds suites, cases and failures', async () => {
    const code = [
      'import json, sys, xml.etree.ElementTree as tree',
      'root = tree.fromstring(sys.stdin.buffer.read())',
      'print(json.dumps([[dict(s.attrib), [[dict(c.attrib), [[dict(f.attrib), f.text] for f in c]] for c in s]] for s in root]))',
    ].join('\n');
    const argv = [...(python ?? (['python3'] as const)), '-c', code] as const;
    const { stdout, stderr } = await run({ name: 'xml', argv, cwd: '.' }, [], { input: xml });
    expect(stderr).toBe('');
    const suites = JSON.parse(stdout);
    expect(suites).toHaveLength(2);
    const [attributes, cases] = suites[0];
    expect(attributes).toEqual({ name: 'shout:server', tests: '2', failures: '1', time: '1.239' });
    expect(cases[0]).toEqual([{ classname: 'shout:server', name: 'certo', time: '1.234' }, []]);
    const [failure, text] = cases[1][1][0];
    expect(cases[1][0].name).toBe(readable);
    expect(failure).toEqual({ type: 'too-much', message: readable });
    expect(text).toBe(`${readable}\n$ talk\nDica: Leia.`);
  });
});
