/** `pnpm grade <folder>`: judges the submissions of a class, with the exercises of lessons/exercises. */
import { join } from 'node:path';
import { runGrade } from '@tomada/grader';
import { root } from './turbo.ts';

const typedIn = process.env.INIT_CWD ?? process.cwd();
await runGrade(process.argv.slice(2), join(root, 'lessons/exercises'), typedIn);
