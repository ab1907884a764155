import { copyFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Handout } from './handout.ts';
import { writeLockfile } from './lockfile.ts';
import { findMembers, tsconfigOf } from './members.ts';
import { writePages } from './pages.ts';
import { writeReadme } from './readme.ts';
import { titlesOf } from './titles.ts';
import { writeWorkflow } from './workflow.ts';
import { rootManifest, workspaceSettings } from './workspace.ts';

/** Files of the root that every copy of the project needs as they are. */
const AS_THEY_ARE = [
  '.editorconfig',
  '.gitattributes',
  '.pnpmfile.cjs',
  'LICENSE',
  'tsconfig.base.json',
];

/** answers/ is not among them: it is what students hand in. */
const IGNORED = [
  'node_modules/',
  'reports/',
  '*.tsbuildinfo',
  '__pycache__/',
  '.DS_Store',
  '.progress.json',
];

/** Writes all of an assigned folder into an empty one. */
export async function fillFolder(folder: string, handout: Handout): Promise<void> {
  const { root, lessons, withSolutions, name } = handout;
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const writeJson = (path: string, value: unknown) =>
    write(path, `${JSON.stringify(value, null, 2)}\n`);

  const members = findMembers(root, lessons, withSolutions);
  for (const member of members) {
    for (const file of member.files) {
      const path = join(folder, member.folder, file);
      mkdirSync(dirname(path), { recursive: true });
      copyFileSync(join(root, member.folder, file), path);
    }
    writeJson(`${member.folder}/package.json`, member.manifest);
    writeJson(`${member.folder}/tsconfig.json`, tsconfigOf(root, member));
    if (!member.isExercises) continue;
    const own = join(folder, member.folder);
    cpSync(join(own, 'starters'), join(own, 'answers'), { recursive: true });
  }
  const titles = titlesOf(lessons);
  const own = rootManifest(root, name === undefined ? titles : `${name}: ${titles}`);
  const manifests = [own, ...members.map(({ manifest }) => manifest)];
  writeJson('package.json', own);
  write('pnpm-workspace.yaml', workspaceSettings(root, members, manifests));
  for (const file of AS_THEY_ARE) copyFileSync(join(root, file), join(folder, file));
  write('.gitignore', `${IGNORED.join('\n')}\n`);
  const pages = writePages(handout);
  for (const [page, text] of pages) write(page, text);
  write('README.md', writeReadme(handout, members, pages));
  write('.github/workflows/check.yml', writeWorkflow(members));
  await writeLockfile(root, folder);
}
