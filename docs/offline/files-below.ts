import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

/** The files below a folder, by their paths from it, with slashes on every system; in the order of these. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((path) => path.split(sep).join('/'))
    .sort();
}
