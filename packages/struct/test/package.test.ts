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
    import { calcsize, iterUnpack, layout, pack, packInto, Struct, StructError, unpack, unpackFrom } from '@tomada/struct';
    globalThis.Buffer = undefined;
    const buffer = new Uint8Array(8);
    packInto('!I', buffer, 4, 258);
    let code = '';
    try { pack('b', 300); } catch (error) { code = error instanceof StructError && error.code; }
    console.log(JSON.stringify([calcsize('ci'), [...pack('<h', -2)], unpack('>H', Uint8Array.of(1, 2)), unpackFrom('!I', buffer, 4),
      [...iterUnpack('!I', buffer)], layout('b').length, new Struct('<d').size, code]));`;
  expect(JSON.parse(await published.runProgram(program))).toEqual([
    8,
    [254, 255],
    [258],
    [258],
    [[0], [258]],
    1,
    8,
    'ERR_STRUCT_RANGE',
  ]);
});

test('its types reach a stranger’s program and the examples of its page, right and wrong', async () => {
  const program = `
    import { pack, Struct, unpack } from '@tomada/struct';
    const [id, when, value]: [number, bigint, number] = unpack('<iqd', pack('<iqd', 1, 2, 3.5));
    const point: Uint8Array<ArrayBuffer> = new Struct('!2i').pack(id, 2);
    // @ts-expect-error a text is no number
    pack('<i', 'x');
    // @ts-expect-error there is no such code
    unpack('<iy', point);
    export { value, when };`;
  await published.checkTypes(program);
});

test('it carries its page and licence, and neither tests nor dependencies', async () => {
  const manifest = JSON.parse(published.read('package.json'));
  expect(manifest).not.toHaveProperty('dependencies');
  expect(manifest.exports).toEqual({
    '.': { types: './dist/index.d.ts', default: './dist/index.js' },
  });
  expect(published.read('README.md')).toContain('# @tomada/struct');
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
