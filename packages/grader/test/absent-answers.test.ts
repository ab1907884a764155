import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '@tomada/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ExerciseLesson } from '../src/index.ts';
import { type Scanned, scan } from '../src/scan.ts';

const folder = mkdtempSync(join(tmpdir(), 'tomada-answers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let lesson: ExerciseLesson;
beforeAll(async () => {
  lesson = await ExerciseLesson.load(join(root, 'lessons/exercises'));
});

let count = 0;
/** What is found in a submission of these files. */
async function scanned(files: Readonly<Record<string, string>>): Promise<Scanned> {
  const path = join(folder, `entrega-${++count}`);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return await scan({ name: 'ana', kind: 'folder', path }, lesson, join(folder, `cópia-${count}`));
}

const commands = (command: string) => JSON.stringify({ commands: { 'oracle:server': command } });

describe('a program that is not there: why', () => {
  test('nothing at all', async () => {
    const { absences } = await scanned({ 'leia.txt': '' });
    expect(absences.get('oracle-server')).toBe('Não entregou.');
  });

  test('the untouched starter', async () => {
    const path = join(folder, 'intocada');
    mkdirSync(path);
    cpSync(join(lesson.starters, 'oracle-server.ts'), join(path, 'oracle-server.ts'));
    const found = await scan({ name: 'ana', kind: 'folder', path }, lesson, join(folder, 'c'));
    expect(found.absences.get('oracle-server')).toContain('ponto de partida, sem mudanças');
    expect(found.absences.get('oracle-client')).toBe('Não entregou.');
  });

  test.each(['answers/meu.py', 'Oraculo.java', 'lessons/exercises/answers/x.c'])(
    'a program by another name, %s: named',
    async (file) => {
      const { absences } = await scanned({ [file]: '', 'package.json': '' });
      expect(absences.get('oracle-server')).toBe(
        `Não entregou «oracle-server». Há «${file}»: se é ele, mude-lhe o nome, ou diga em um grade.json como se roda.`,
      );
    },
  );

  test('a grade.json where nobody looks: named', async () => {
    const { absences } = await scanned({ 'docs/grade.json': commands('python3 a.py'), 'a.py': '' });
    expect(absences.get('oracle-server')).toContain('«docs/grade.json», que só vale na raiz');
  });
});

describe('grade.json', () => {
  test.each(['', 'answers/', 'lessons/exercises/answers/'])(
    'in %j: runs there, and the file that it names is compared with the others',
    async (place) => {
      const { answers, works } = await scanned({
        [`${place}grade.json`]: commands('python3 meu.py'),
        [`${place}meu.py`]: 'print(1)',
        'package.json': '{}',
      });
      expect(answers.get('oracle-server')).toEqual({
        file: `${place}meu.py`,
        argv: ['python3', 'meu.py'],
        folder: place.replace(/\/$/, ''),
        shown: 'python3 meu.py',
      });
      expect(works).toMatchObject([{ file: `${place}meu.py`, language: 'python' }]);
    },
  );

  test('of a program that cannot be compared: judged all the same', async () => {
    const { answers, works } = await scanned({
      'grade.json': commands('java Oraculo.java'),
      'Oraculo.java': '',
    });
    expect(answers.get('oracle-server')?.file).toBe('Oraculo.java');
    expect(works).toEqual([]);
  });
});
