import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExerciseLesson } from '../src/lesson.ts';

/** A lesson with one exercise, `crash`, whose client is judged by this line of JavaScript. */
export async function makeLesson(folder: string, check: string): Promise<ExerciseLesson> {
  mkdirSync(join(folder, 'checks'), { recursive: true });
  mkdirSync(join(folder, 'starters'));
  const catalog = `
const check = { name: 'confere', points: 10, hint: 'nenhuma', async run(client) { ${check} } };
const client = { side: 'client', protocol: 'tcp', port: 1024, checks: [check] };
const exercise = { name: 'crash', title: 'Queda', page: '/', hints: ['nenhuma'], client };
export const catalog = { exercises: [exercise], folder: '', call: 'pnpm x' };
`;
  writeFileSync(join(folder, 'checks', 'catalog.ts'), catalog);
  return await ExerciseLesson.load(folder);
}
