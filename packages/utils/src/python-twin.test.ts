import { fileURLToPath } from 'node:url';
import { python, run, skipWithoutPython } from '@tomada/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainError, knownErrorCodes, PeerError, visibleText } from './index.ts';

const folder = fileURLToPath(new URL('../python', import.meta.url));

/** Runs a line of Python beside tomada.py and gives what it prints as JSON. */
async function inPython(code: string): Promise<unknown> {
  const command = { name: 'python', argv: python ?? (['python3'] as const), cwd: folder };
  const { stdout, stderr, code: exit } = await run(command, ['-c', `import json, tomada\n${code}`]);
  expect(stderr).toBe('');
  expect(exit).toBe(0);
  return JSON.parse(stdout);
}

describe.skipIf(skipWithoutPython)('tomada.py, the Python twin', () => {
  test('every known error is explained in the same words', async () => {
    const said = await inPython(
      `print(json.dumps([tomada.explain_error(tomada.PeerError(code), "::1", 80, "any") for code in ${JSON.stringify(knownErrorCodes)}]))`,
    );
    const endpoint = { host: '::1', port: 80 };
    expect(said).toEqual(
      knownErrorCodes.map((code) => explainError(new PeerError(code), endpoint)),
    );
  });

  test('any text is made visible in the same way', async () => {
    const texts = fc.sample(fc.string({ unit: 'binary' }), 300);
    const controls = Array.from({ length: 0x2100 }, (_, number) => String.fromCodePoint(number));
    const all = [...texts, ...controls];
    const said = await inPython(
      `print(json.dumps([tomada.visible_text(text) for text in json.loads(${JSON.stringify(JSON.stringify(all))})]))`,
    );
    expect(said).toEqual(all.map(visibleText));
  });
});
