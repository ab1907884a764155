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
  folder = mkdtempSync(join(tmpdir(), 'marshal-package-'));
  const packed = await run(pnpm(source), ['pack', '--pack-destination', folder]);
  expect(packed.code, packed.stdout + packed.stderr).toBe(0);
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  await succeed('tar', 'tar', ['-xzf', `tomada-marshal-${version}.tgz`]);
  await succeed('install', process.execPath, [
    '-e',
    "fs.mkdirSync('node_modules/@tomada', { recursive: true }); fs.renameSync('package', 'node_modules/@tomada/marshal')",
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
    import { dumps, loads, MarshalError, PyDict, PyTuple } from '@tomada/marshal';
    import { layout } from '@tomada/marshal/layout';
    globalThis.Buffer = undefined;
    const bytes = dumps([1, new PyTuple(['olá', 2n ** 70n]), { a: 1.5 }], 4);
    const exact = loads(bytes, { exact: true });
    let code = '';
    try { loads(bytes.subarray(1)); } catch (error) { code = error instanceof MarshalError && error.code; }
    console.log(JSON.stringify([bytes.length, exact[1] instanceof PyTuple, exact[2] instanceof PyDict,
      String(loads(bytes)[1]), layout(bytes).length, code]));`;
  writeFileSync(join(folder, 'consumer.mjs'), program);
  const flags = ['--disallow-code-generation-from-strings', 'consumer.mjs'];
  const said = await succeed('consumer', process.execPath, flags);
  expect(JSON.parse(said)).toEqual([
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
  writeFileSync(join(folder, 'consumer.ts'), program);
  const blocks = codeBlocks(readFileSync(join(source, 'README.md'), 'utf8'), 'ts');
  const examples = blocks.map((block, index) => {
    writeFileSync(join(folder, `readme-${index}.ts`), block);
    return `readme-${index}.ts`;
  });
  const options = {
    compilerOptions: {
      ...{ strict: true, noEmit: true, target: 'ES2023', module: 'NodeNext', types: [] },
      ...{ lib: ['ES2023', 'DOM'], skipLibCheck: false },
    },
    files: ['consumer.ts', ...examples],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options));
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  await succeed('tsc', process.execPath, [compiler, '-p', '.']);
});

test('it carries its page and licence, and neither tests nor dependencies', async () => {
  const installed = join(folder, 'node_modules/@tomada/marshal');
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  expect(manifest).not.toHaveProperty('dependencies');
  expect(manifest.exports).toEqual({
    '.': { types: './dist/index.d.ts', default: './dist/index.js' },
    './layout': { types: './dist/layout.d.ts', default: './dist/layout.js' },
  });
  expect(readFileSync(join(installed, 'README.md'), 'utf8')).toContain('# @tomada/marshal');
  expect(readFileSync(join(installed, 'LICENSE'), 'utf8')).toContain('MIT');
  const files = await succeed('list', process.execPath, [
    '-p',
    "fs.readdirSync('node_modules/@tomada/marshal', { recursive: true }).join()",
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
