import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { builtPages, dist } from './site.ts';

/** kB are 1000 bytes, and everything is counted as a server sends it: gzipped. */
const LIMITS = { page: 60_000, firstLoad: 100_000, searchIndex: 150_000 } as const;

const gzipped = (file: string) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;

describe('what a reader on a slow line waits for', () => {
  test.each(builtPages())('$path: a page of at most 60 kB', ({ html }) => {
    expect(gzipSync(html, { level: 9 }).length).toBeLessThanOrEqual(LIMITS.page);
  });

  test.each(builtPages())(
    '$path: at most 100 kB of scripts and styles before it works',
    ({ html }) => {
      const files = [
        ...html.matchAll(/"(\/assets\/[^"]+\.js)"/g),
        ...html.matchAll(/<link rel="(?:preload )?stylesheet" href="([^"]+)"/g),
      ].map(([, file = '']) => file);
      expect(files.filter((file) => file.endsWith('.css'))).toHaveLength(1);
      expect(files.filter((file) => file.endsWith('.js')).length).toBeGreaterThanOrEqual(3);
      const sum = files.reduce((total, file) => total + gzipped(file), 0);
      expect(sum).toBeLessThanOrEqual(LIMITS.firstLoad);
    },
  );

  test('the index of the search: at most 150 kB, and no page asks for it', () => {
    const folder = join('assets', 'chunks');
    const [index = ''] = readdirSync(join(dist, folder)).filter((name) =>
      name.startsWith('@localSearchIndex'),
    );
    expect(gzipped(join(folder, index))).toBeLessThanOrEqual(LIMITS.searchIndex);
    expect(builtPages().filter(({ html }) => html.includes(index))).toEqual([]);
  });

  test('fonts: none is loaded, the reader has good ones', () => {
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => /\.(?:woff2?|ttf|otf)$/.test(file))).toEqual([]);
  });
});
