import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ExerciseLesson } from '../src/lesson.ts';
import { Answers } from '../src/submission/answers.ts';
import { makeLesson } from './made-up-lesson.ts';

const folder = mkdtempSync(join(tmpdir(), 'tomada-answers-'));
let lesson: ExerciseLesson;
let count = 0;

beforeAll(async () => {
  lesson = await makeLesson(join(folder, 'lesson'), '');
  writeFileSync(join(lesson.starters, 'crash-client.ts'), 'starter');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is found in a submission of these files. */
function find(files: Readonly<Record<string, string>>) {
  const place = join(folder, String(++count));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), text);
  }
  const taken = Object.entries(files).map(([path, text]) => {
    return { path, digest: createHash('sha256').update(text).digest('hex') };
  });
  const answers = new Answers(place, taken, lesson.starters);
  const [part] = lesson.parts;
  if (part === undefined) throw new Error('the lesson has no part');
  const { file, argv, note } = answers.find(part) ?? {};
  return { root: answers.root, file, argv, note };
}

test('the untouched starter, what is ours, other names: nothing was handed in', () => {
  const files = {
    'answers/crash-client.ts': 'starter',
    'solutions/crash-client.ts': 'x',
    'faults/crash-client.py': 'x',
    'crash-client.txt': 'x',
    'crash-server.ts': 'x',
  };
  expect(find(files).file).toBeUndefined();
});

test('several files: answers/ first, a changed starter last, and the choice is told', () => {
  const files = {
    'starters/crash-client.ts': 'changed',
    'crash-client.ts': 'x',
    'answers/crash-client.py': 'x',
  };
  const { file, note } = find(files);
  expect(file).toBe('answers/crash-client.py');
  expect(note).toBe(
    'Julguei «answers/crash-client.py»; havia também «crash-client.ts», «starters/crash-client.ts».',
  );
  expect(find({ 'starters/crash-client.ts': 'changed' }).file).toBe('starters/crash-client.ts');
});

test('one folder around everything: programs run in it; answers/ alone: beside it', () => {
  expect(find({ 'trabalho/a/Crash-Client.TS': 'x', 'trabalho/b': '' })).toMatchObject({
    root: 'trabalho',
    file: 'a/Crash-Client.TS',
  });
  expect(find({ 'answers/crash-client.ts': 'x' })).toMatchObject({
    root: '',
    file: 'answers/crash-client.ts',
  });
});

test('grade.json: its command, as a text or as words; a wrong one is refused with an example', () => {
  const of = (command: string) => `{ "commands": { "crash:client": ${command} } }`;
  expect(find({ 'x/grade.json': of('"java  Meu 1"') }).argv).toEqual(['java', 'Meu', '1']);
  expect(find({ 'grade.json': of('["a b", "c"]') }).argv).toEqual(['a b', 'c']);
  for (const text of [of('7'), of('""'), of('[]'), '{', '[]', '{"commands":null}']) {
    expect(() => find({ 'grade.json': text })).toThrow(/"oracle:server": "python3 meu\.py"/);
  }
});
