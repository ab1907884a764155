import { describe, expect, test } from 'vitest';
import { soundProject, writeProject } from './fixture.ts';
import { readLesson } from './lesson.ts';
import { stateAfter, stateText } from './state.ts';

describe('stateAfter', () => {
  using project = writeProject(soundProject);
  const { programs } = readLesson(project.root, 'demo', ({ message }) => {
    throw new Error(message);
  });
  const [program] = programs;
  if (!program) throw new Error('no program');

  test('step 1: its own lines with their true numbers', () => {
    expect(stateAfter(program, 1)).toEqual([
      { number: 2, text: "export const name: string = 'mundo';", step: 1 },
    ]);
  });

  test('step 2: the union in the order of the file, an empty line where one was between', () => {
    const lines = stateAfter(program, 2) ?? [];
    expect(lines.map(({ number, step }) => [number, step])).toEqual([
      [2, 1],
      [undefined, 2],
      [6, 2],
    ]);
    expect(stateText(lines)).toBe(
      [
        "export const name: string = 'mundo';",
        '',
        soundProject['lessons/demo/src/hello.ts']?.split('\n')[5],
        '',
      ].join('\n'),
    );
  });

  test('the Python peer follows by the names of the regions', () => {
    expect(stateText(stateAfter(program, 2, 'python') ?? [])).toBe(
      'name = "mundo"\n\ngreeting = f"olá, {name}"\n',
    );
  });
});
