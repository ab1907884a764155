import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What runs and builds leave behind, and what only our own tests need. */
const LEFT_FOLDERS = new Set(['node_modules', 'dist', 'reports', 'test', '__pycache__']);
const LEFT_FILES = /^(?:\..*|README\.md|vitest\.config\.ts|tsconfig\.package\.json)$/;
const LEFT_KINDS = /\.(?:test\.ts|tsbuildinfo)$/;

/**
 * The files of a package or lesson that a student needs, by path from its folder, with forward slashes. Links are left:
 * nothing of an assigned folder points elsewhere.
 *
 * @param folder absolute
 * @param left names of folders that stay behind as well
 */
export function filesOf(folder: string, left: readonly string[]): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const { name } = entry;
    if (entry.isDirectory()) {
      if (LEFT_FOLDERS.has(name) || name.startsWith('.') || left.includes(name)) return [];
      return filesOf(join(folder, name), left).map((path) => `${name}/${path}`);
    }
    return entry.isFile() && !LEFT_FILES.test(name) && !LEFT_KINDS.test(name) ? [name] : [];
  });
}
