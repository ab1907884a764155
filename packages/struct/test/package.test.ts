import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type Command, pnpm, root, run } from '@tomada/testing';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeBlocks } from './readme.ts';

const source = fileURLToPath(new URL('..', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'struct-package-'));
  const packed = await run(pnpm(source), ['pack', '--pack-destination', folder]);
  expect(packed.code, packed.stdout + packed.stderr).toBe(0);
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  await succeed('tar', 'tar', ['-xzf', `tomada-struct-${version}.tgz`]);
  await succeed('install', process.execPath, [
    '-e',
    "fs.mkdirSync('node_modules/@tomada', { recursive: true }); fs.renameSync('package', 'node_modules/@tomada/struct')",
  ]);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', type: 'module' }));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command in the consumer's folder, which has nothing of the workspace above it. */
async function succeed(name: string, file: string, args: readonly string[]): Promise<string> {
  const command: Command = { name, argv: [file], cwd: folder };
  const { code, stdout, stderr } = await run(command, args);
  expect(code, stdout + stderr).toBe(0);
  return stdout;
}

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
  writeFileSync(join(folder, 'consumer.mjs'), program);
  const flags = ['--disallow-code-generation-from-strings', 'consumer.mjs'];
  const said = await succeed('consumer', process.execPath, flags);
  expect(JSON.parse(said)).toEqual([
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
  writeFileSync(join(folder, 'consumer.ts'), program);
  const blocks = codeBlocks(readFileSync(join(source, 'README.md'), 'utf8'), 'ts');
  const examples = blocks.map((block, index) => {
    writeFileSync(join(folder, `readme-${index}.ts`), block);
    return `readme-${index}.ts`;
  });
  const options = {
    compilerOptions: {
      strict: true,
      noEmit: true,
      target: 'ES2023',
      module: 'NodeNext',
      types: [],
      lib: ['ES2023', 'DOM'],
      skipLibCheck: false,
    },
    files: ['consumer.ts', ...examples],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options));
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  await succeed('tsc', process.execPath, [compiler, '-p', '.']);
});

test('it carries its page and licence, and neither tests nor dependencies', async () => {
  const installed = join(folder, 'node_modules/@tomada/struct');
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  expect(manifest).not.toHaveProperty('dependencies');
  expect(manifest.exports).toEqual({
    '.': { types: './dist/index.d.ts', default: './dist/index.js' },
  });
  expect(readFileSync(join(installed, 'README.md'), 'utf8')).toContain('# @tomada/struct');
  expect(readFileSync(join(installed, 'LICENSE'), 'utf8')).toContain('MIT');
  const files = await succeed('list', process.execPath, [
    '-p',
    "fs.readdirSync('node_modules/@tomada/struct', { recursive: true }).join()",
  ]);
  expect(files).not.toMatch(/test|src/);
});

test('all of it is at most 6 kB, minified and gzipped', async () => {
  const { outputFiles } = await build({
    entryPoints: [join(source, 'src/index.ts')],
    ...{ bundle: true, minify: true, write: false, format: 'esm', platform: 'browser' },
  });
  const bundle = outputFiles[0]?.contents ?? new Uint8Array(Infinity);
  expect(gzipSync(bundle).length).toBeLessThanOrEqual(6_000);
});
