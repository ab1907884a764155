import { readFileSync } from 'node:fs';
import { codeBlocks } from '@tomada/testing';
import { transform } from 'esbuild';
import { expect, test } from 'vitest';
import * as marshal from '../src/index.ts';
import { layout } from '../src/layout.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test.each(codeBlocks(readme, 'ts').map((block) => [block]))('README: %s', async (block) => {
  // `<expression>; // → <value>`, or with the value on the line below, is what the page promises.
  const promised = block.replaceAll(/^( *)(.+);(?: |\n)\/\/ → (.+)$/gm, '$1expectSame($2, $3);');
  const { code } = await transform(promised, { loader: 'ts', target: 'es2022' });
  const body = code.replaceAll(
    /^import \{(.*)\} from ['"]@tomada\/marshal(?:\/layout)?['"];$/gm,
    'const {$1} = marshal;',
  );
  let checked = 0;
  const expectSame = (actual: unknown, expected: unknown): void => {
    expect(actual).toEqual(expected);
    checked++;
  };
  new Function('marshal', 'expectSame', body)({ ...marshal, layout }, expectSame);
  expect(checked).toBe(block.split('// → ').length - 1);
  expect(checked).toBeGreaterThan(0);
});

test('the page names every error, every type and every export', () => {
  for (const name of Object.keys(marshal)) expect(readme, name).toContain(`\`${name}`);
  const source = readFileSync(new URL('../src/marshal-error.ts', import.meta.url), 'utf8');
  const reasons = Array.from(source.matchAll(/^ {2}\| '(\w+)'/gm), ([, reason]) => reason);
  expect(reasons.length).toBeGreaterThan(10);
  for (const reason of reasons) expect(readme).toContain(`\`ERR_MARSHAL_${reason}\``);
});
