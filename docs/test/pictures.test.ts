import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pictures } from '../.vitepress/site/pictures.ts';
import { drawnFile, publicFolder } from '../pictures/drawn.ts';

const drawn: Readonly<Record<string, string>> = JSON.parse(readFileSync(drawnFile, 'utf8'));
const AGAIN = 'out of date: run pnpm --filter docs pictures';

test.each(pictures)(
  '$path: is a PNG of its size, made from the drawing as it is now',
  (picture) => {
    const png = readFileSync(join(publicFolder, picture.path));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([picture.width, picture.height]);
    expect(drawn[picture.path], AGAIN).toBe(createHash('sha256').update(picture.svg).digest('hex'));
  },
);

test('what was drawn: is all still in use', () => {
  expect(Object.keys(drawn).sort(), AGAIN).toEqual(pictures.map(({ path }) => path).sort());
});
