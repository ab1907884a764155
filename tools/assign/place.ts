import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AssignError } from './assign-error.ts';

/**
 * Makes a folder that is either there whole or not at all: what fills it works beside it, and what it made is moved at the
 * end. A folder that is replaced keeps its `.git`.
 *
 * @param folder absolute
 * @param force whether one that holds something may be replaced
 * @param fill gets the path of an empty folder on the same disk
 * @throws {AssignError} when the folder holds something, or is none
 */
export async function placeFolder(
  folder: string,
  force: boolean,
  fill: (empty: string) => Promise<void>,
): Promise<void> {
  const holds = contentOf(folder);
  if (!force && holds !== undefined && holds.length > 0) {
    throw new AssignError(
      `A pasta ${folder} já existe e não está vazia: não mexi nela. Escolha outra, ou troque o que há nela com --force (só o .git fica).`,
    );
  }
  const parent = dirname(folder);
  if (!existsSync(parent)) {
    throw new AssignError(`A pasta ${parent} não existe: faça-a antes, ou escolha outro lugar.`);
  }
  const beside = (purpose: string) =>
    join(parent, `.${basename(folder)}-${purpose}-${process.pid}`);
  const fresh = beside('nova');
  try {
    mkdirSync(fresh);
    await fill(fresh);
    if (holds?.length === 0) rmdirSync(folder);
    if (holds === undefined || holds.length === 0) renameSync(fresh, folder);
    else replace(folder, fresh, beside('antiga'));
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
}

/** @param old where what there was waits until all is in its place */
function replace(folder: string, fresh: string, old: string): void {
  renameSync(folder, old);
  try {
    moveGit(old, fresh);
    renameSync(fresh, folder);
  } catch (error) {
    moveGit(fresh, old);
    renameSync(old, folder);
    throw error;
  }
  rmSync(old, { recursive: true, force: true });
}

function moveGit(from: string, to: string): void {
  if (existsSync(join(from, '.git'))) renameSync(join(from, '.git'), join(to, '.git'));
}

/** What a folder holds; undefined when there is none. */
function contentOf(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return undefined;
    if (code === 'ENOTDIR') throw new AssignError(`${folder} é um arquivo, e não uma pasta.`);
    throw error;
  }
}
