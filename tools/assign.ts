/**
 * `pnpm assign <lesson…> <folder>`: makes a folder for a class that needs nothing outside of it: those lessons, the packages
 * and the lockfile for them, the pages as Markdown, a README, a workflow that checks on push.
 */
import { relative } from 'node:path';
import { UsageError } from '@tomada/utils';
import { AssignError } from './assign/assign-error.ts';
import { fillFolder } from './assign/fill.ts';
import { missingLessons } from './assign/missing.ts';
import { readPages } from './assign/pages.ts';
import { placeFolder } from './assign/place.ts';
import { readAssignment } from './assign/request.ts';
import { inWords, knownSlugs } from './assign/titles.ts';
import { root } from './turbo.ts';

try {
  await assign();
} catch (error) {
  const isSystems = error instanceof Error && 'code' in error && 'syscall' in error;
  if (error instanceof UsageError || error instanceof AssignError) {
    process.stderr.write(`${error.message}\n`);
  } else if (isSystems) {
    process.stderr.write(`Não consegui escrever a pasta (${error.code}): ${error.message}\n`);
  } else throw error;
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function assign(): Promise<void> {
  // pnpm runs this in the root: a relative folder starts where the command was typed.
  const from = process.env.INIT_CWD ?? process.cwd();
  const assignment = readAssignment(process.argv.slice(2), knownSlugs, { root, from });
  const { folder, lessons, force } = assignment;
  const handout = { ...assignment, root };
  // Ctrl-C reaches pnpm by itself: it ends, and what was written until then goes.
  process.on('SIGINT', () => {});
  await placeFolder(folder, force, (empty) => fillFolder(empty, handout));
  console.log(`Pronto: ${relative(from, folder) || '.'}, com ${inWords(lessons)}.`);
  const others = missingLessons([...readPages(handout).values()].join('\n'), lessons);
  if (others.length > 0) {
    console.log(
      `As páginas rodam também programas de ${inWords(others)}: para levá-los, ponha no comando.`,
    );
  }
  console.log('Experimente como um aluno: o README.md dela diz como.');
}
