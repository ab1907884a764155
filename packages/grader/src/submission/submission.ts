import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FOLDER } from '../results-store.ts';
import { copyFolder } from './copy-folder.ts';
import { Intake, type TakenFile } from './intake.ts';
import { Refusal } from './refusal.ts';
import { unzip } from './unzip.ts';

/** What somebody handed in: a folder or an archive in the folder of submissions. */
export interface Submission {
  /** For people: the folder's name, or the archive's without `.zip`. */
  readonly name: string;
  readonly path: string;
  readonly kind: 'folder' | 'zip' | 'unknown-archive';
}

/** Archives that people send instead of a zip. */
const OTHER_ARCHIVE = /\.(?:rar|7z|tar|tgz|gz|bz2|xz)$/i;

/** The submissions of a folder, by name as a Portuguese list sorts them; other files are none. */
export async function findSubmissions(folder: string): Promise<Submission[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const folders = new Set(entries.filter((each) => each.isDirectory()).map(({ name }) => name));
  const found = entries.flatMap((entry): Submission[] => {
    const { name } = entry;
    const path = join(folder, name);
    if (name.startsWith('.') || Intake.leavesOut(name)) return [];
    // What an earlier run wrote is nobody's work.
    if (entry.isDirectory()) {
      return existsSync(join(path, FOLDER)) ? [] : [{ name, path, kind: 'folder' }];
    }
    if (OTHER_ARCHIVE.test(name)) return [{ name, path, kind: 'unknown-archive' }];
    if (!/\.zip$/i.test(name)) return [];
    const bare = name.slice(0, -'.zip'.length);
    return [{ name: folders.has(bare) || bare === '' ? name : bare, path, kind: 'zip' }];
  });
  return found
    .map((each) => ({ ...each, name: each.name.normalize('NFC') }))
    .sort((a, b) => a.name.localeCompare(b.name, 'pt-BR', { numeric: true }));
}

/**
 * Copies what was handed in into a folder of ours.
 *
 * @param into an empty folder
 * @returns its files, in the order of their names
 * @throws {Refusal} when it is none that can be judged
 */
export async function takeIn({ path, kind }: Submission, into: string): Promise<TakenFile[]> {
  if (kind === 'unknown-archive') {
    throw new Refusal('Não abro este tipo de arquivo: peça uma pasta ou um .zip.');
  }
  const intake = new Intake(into);
  if (kind === 'zip') await unzip(path, intake);
  else await copyFolder(path, intake);
  return intake.files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** What names the content of a submission: the same files give the same digest, whenever and however they came. */
export function digestOf(files: readonly TakenFile[]): string {
  const hash = createHash('sha256');
  for (const { path, digest } of files) hash.update(JSON.stringify([path, digest]));
  return hash.digest('hex');
}
