import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf } from './files.ts';
import { dependenciesOf, type Manifest, reduceManifest } from './manifest.ts';

/** What package.json says of a program that is no server: how to call it, whether it needs another one to talk to. */
export interface HowToStart {
  readonly args?: readonly string[];
  readonly partner?: string;
}

/** A package of the handed-out workspace. */
export interface Member {
  /** From the root: `lessons/udp`. */
  readonly folder: string;
  readonly manifest: Manifest;
  /** By path from the folder, all but package.json and tsconfig.json, which are written anew. */
  readonly files: readonly string[];
  /** Whether the student writes programs here, from starters. */
  readonly isExercises: boolean;
  /** By script; servers need no word. */
  readonly howToStart: Readonly<Record<string, HowToStart>>;
}

/** Every page tells the reader to spoil the network with it. */
const ALWAYS = ['packages/bad-network'];

/**
 * The lessons and, from their dependencies, the packages that they need.
 *
 * @param root the project's folder
 */
export function findMembers(
  root: string,
  lessons: readonly string[],
  withSolutions: boolean,
): readonly Member[] {
  const waiting = [...lessons.map((slug) => `lessons/${slug}`), ...ALWAYS];
  const members = new Map<string, Member>();
  for (const folder of waiting) {
    if (members.has(folder)) continue;
    const member = readMember(root, folder, withSolutions);
    members.set(folder, member);
    for (const [name, version] of dependenciesOf(member.manifest)) {
      if (version.startsWith('workspace:')) waiting.push(name.replace('@tomada/', 'packages/'));
    }
  }
  return [...members.values()].sort((a, b) => a.folder.localeCompare(b.folder));
}

function readMember(root: string, folder: string, withSolutions: boolean): Member {
  const from = join(root, folder);
  const isExercises = existsSync(join(from, 'starters'));
  const left = isExercises ? ['answers', 'faults', ...(withSolutions ? [] : ['solutions'])] : [];
  const files = filesOf(from, left);
  const sources = files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(from, file), 'utf8'));
  const manifest: Manifest & { readonly steps?: Member['howToStart'] } = JSON.parse(
    readFileSync(join(from, 'package.json'), 'utf8'),
  );
  return {
    folder,
    manifest: reduceManifest(manifest, sources),
    files: files.filter((file) => file !== 'package.json' && file !== 'tsconfig.json'),
    isExercises,
    howToStart: manifest.steps ?? {},
  };
}

/** Its tsconfig.json, less the folders that stay behind, and with the student's own. */
export function tsconfigOf(root: string, { folder, files, isExercises }: Member): unknown {
  const config = JSON.parse(readFileSync(join(root, folder, 'tsconfig.json'), 'utf8'));
  const include = (config.include as readonly string[]).filter((name) =>
    files.some((file) => file.startsWith(`${name}/`)),
  );
  return { ...config, include: isExercises ? [...include, 'answers'] : include };
}
