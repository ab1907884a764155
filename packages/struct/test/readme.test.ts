import { readFileSync } from 'node:fs';
import { codeBlocks } from '@tomada/testing';
import { transform } from 'esbuild';
import { expect, test } from 'vitest';
import * as struct from '../src/index.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test.each(codeBlocks(readme, 'ts').map((block) => [block]))('README: %s', async (block) => {
  // `<expression>; // → <value>` is what the page promises.
  const promised = block.replaceAll(/^( *)(.+); \/\/ → (.+)$/gm, '$1expectSame($2, $3);');
  const { code } = await transform(promised, { loader: 'ts', target: 'es2022' });
  const body = code.replaceAll(
    /^import \{(.*)\} from ['"]@tomada\/struct['"];$/gm,
    'const {$1} = struct;',
  );
  let checked = 0;
  const expectSame = (actual: unknown, expected: unknown): void => {
    expect(actual).toEqual(expected);
    checked++;
  };
  new Function('struct', 'expectSame', body)(struct, expectSame);
  expect(checked).toBe(block.split('// → ').length - 1);
  expect(checked).toBeGreaterThan(0);
});
