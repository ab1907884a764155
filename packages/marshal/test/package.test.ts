import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { PublishedPackage } from '@tomada/testing';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';

const source = fileURLToPath(new URL('..', import.meta.url));
let published: PublishedPackage;

beforeAll(async () => {
  published = await PublishedPackage.pack(source);
});

afterAll(() => published[Symbol.asyncDispose]());

test('what is packed runs in plain Node where no code may be made at run time', async () => {
  const program = `
    import { dumps, loads, MarshalError, PyDict, PyTuple } from '@tomada/marshal';
    import { layout } from '@tomada/marshal/layout';
    globalThis.Buffer = undefined;
    const bytes = dumps([1, new PyTuple(['olá', 2n ** 70n]), { a: 1.5 }], 4);
    const exact = loads(bytes, { exact: true });
    let code = '';
    try { loads(bytes.subarray(1)); } catch (error) { code = error instanceof MarshalError && error.code; }
    console.log(JSON.stringify([bytes.length, exact[1] instanceof PyTuple, exact[2] instanceof PyDict,
      String(loads(bytes)[1]), layout(bytes).length, code]));`;
  expect(JSON.parse(await published.runProgram(program))).toEqual([
    50,
    true,
    true,
    'olá,1180591620717411303424',
    19,
    'ERR_MARSHAL_UNKNOWN_TYPE',
  ]);
});

test('its types reach a stranger’s program and the examples of its page, right and wrong', async () => {
  const program = `
    import { dumps, type ExactValue, loads, type Marshallable, type PlainValue, PyFrozenSet, PySet } from '@tomada/marshal';
    import { layout, type Piece } from '@tomada/marshal/layout';
    const record = { nome: 'Ana', notas: [10, 9.5], mapa: new Map([[1, new Set(['a'])]]) };
    const bytes: Uint8Array = dumps(record, 4, { maxSize: 100 });
    const plain: PlainValue = loads(bytes);
    const exact: ExactValue = loads(bytes, { exact: true, maxDepth: 10 });
    const again: Marshallable[] = [plain, exact];
    const pieces: Piece[] = layout(dumps(again));
    // @ts-expect-error a date is none of Python's
    dumps(new Date());
    // @ts-expect-error nor is a function
    dumps([() => 1]);
    // @ts-expect-error a set is no frozenset
    const frozen: PyFrozenSet<number> = new PySet([1]);
    export { frozen, pieces };`;
  await published.checkTypes(program);
});

test('it carries its page and licence, and neither tests nor dependencies', async () => {
  const manifest = JSON.parse(published.read('package.json'));
  expect(manifest).not.toHaveProperty('dependencies');
  expect(manifest.exports).toEqual({
    '.': { types: './dist/index.d.ts', default: './dist/index.js' },
    './layout': { types: './dist/layout.d.ts', default: './dist/layout.js' },
  });
  expect(published.read('README.md')).toContain('# @tomada/marshal');
  expect(published.read('LICENSE')).toContain('MIT');
  expect(await published.listFiles()).not.toMatch(/test|src/);
});

test('all of it is at most 6 kB, minified and gzipped', async () => {
  const { outputFiles } = await build({
    entryPoints: [`${source}src/index.ts`],
    ...{ bundle: true, minify: true, write: false, format: 'esm', platform: 'browser' },
  });
  const bundle = outputFiles[0]?.contents ?? new Uint8Array(Infinity);
  expect(gzipSync(bundle).length).toBeLessThanOrEqual(6_000);
});
