import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const base = fileURLToPath(new URL('../../../../tsconfig.base.json', import.meta.url));
const options = readFileSync(base, 'utf8');
const kept = join(tmpdir(), `tomada-quick-tsx-${userInfo().username}`);

/** Node's `load` hook: TypeScript becomes JavaScript, everything else is Node's affair. */
export async function load(url, context, nextLoad) {
  if (!/^file:.*\.ts(?:\?|$)/.test(url)) return nextLoad(url, context);
  return { format: 'module', shortCircuit: true, source: javascriptOf(fileURLToPath(url)) };
}

function javascriptOf(file) {
  const text = readFileSync(file, 'utf8');
  const key = createHash('sha256').update(options).update(text).digest('hex');
  const known = join(kept, `${key}.js`);
  try {
    return readFileSync(known, 'utf8');
  } catch {
    const made = transform(file, text);
    mkdirSync(kept, { recursive: true });
    // Two processes may meet here: each renames a whole file into place.
    const own = `${known}.${process.pid}`;
    writeFileSync(own, made);
    renameSync(own, known);
    return made;
  }
}

function transform(file, text) {
  const fromHere = createRequire(import.meta.url);
  const esbuild = createRequire(fromHere.resolve('tsx/package.json'))('esbuild');
  const { code } = esbuild.transformSync(text, {
    loader: 'ts',
    format: 'esm',
    target: `node${process.versions.node}`,
    sourcefile: file,
    tsconfigRaw: options,
  });
  return code;
}
