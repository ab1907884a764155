import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { root } from '@tomada/testing';

const SOCKETS = /\bfrom 'node:(?:dgram|http|http2|https|net|tls)'/;
// What a file of a lesson brings along: its neighbours by import, and threads by address.
const NEIGHBOUR = /(?:\bfrom |\bimport |\bimport\(|\bnew URL\()'(\.[^']*\.ts|#[\w-]+)'/g;

/** A script of a lesson that starts a program. */
export interface Script {
  readonly lesson: string;
  readonly script: string;
}

/** Every script `start…` of every lesson whose program opens sockets itself, by what its source imports. */
export function networkedScripts(): readonly Script[] {
  return readdirSync(join(root, 'lessons')).flatMap((lesson) => {
    const folder = join(root, 'lessons', lesson);
    const manifest = join(folder, 'package.json');
    if (!existsSync(manifest)) return [];
    const { scripts = {} }: { scripts?: Record<string, string> } = JSON.parse(
      readFileSync(manifest, 'utf8'),
    );
    return Object.entries(scripts)
      .filter(([name, line]) => /^start\b/.test(name) && opensSockets(line, folder))
      .map(([script]) => ({ lesson, script }));
  });
}

function opensSockets(line: string, folder: string): boolean {
  const [entry] = /\S+\.ts\b/.exec(line) ?? [];
  if (entry === undefined) throw new Error(`${folder}: I see no program in «${line}»`);
  // A set that grows while it is walked: each file once.
  const files = new Set([resolve(folder, entry)]);
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    if (SOCKETS.test(text)) return true;
    for (const [, path = ''] of text.matchAll(NEIGHBOUR)) {
      // `#name` is the lesson's own src/name.ts.
      const own = path.startsWith('#') ? join(folder, 'src', `${path.slice(1)}.ts`) : undefined;
      files.add(own ?? resolve(dirname(file), path));
    }
  }
  return false;
}
