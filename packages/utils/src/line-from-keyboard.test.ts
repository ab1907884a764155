import { fileURLToPath } from 'node:url';
import { type Command, python, run, skipWithoutPython, start } from '@tomada/testing';
import { describe, expect, test } from 'vitest';

const index = JSON.stringify(new URL('./index.ts', import.meta.url).href);
const typescript: Command = {
  name: 'lineFromKeyboard',
  argv: [
    process.execPath,
    ...['--import', 'tsx', '--input-type=module', '-e'],
    `import { lineFromKeyboard } from ${index};
    console.log(\`[\${await lineFromKeyboard('Pergunta: ', 'x olá')}]\`);`,
  ],
  cwd: fileURLToPath(new URL('..', import.meta.url)),
};
const inPython: Command = {
  name: 'line_from_keyboard',
  argv: [
    ...(python ?? (['python3'] as const)),
    '-c',
    `import tomada; print(f"[{tomada.line_from_keyboard('Pergunta: ', 'x olá')}]")`,
  ],
  cwd: fileURLToPath(new URL('../python', import.meta.url)),
};

describe.each([
  { language: 'TypeScript', program: typescript, skip: false },
  { language: 'Python', program: inPython, skip: skipWithoutPython },
])('a line from the keyboard in $language', ({ program, skip }) => {
  test.skipIf(skip).each([
    ['vai chover?\noutra\n', 'vai chover?'],
    ['\tolá \r\n', '\tolá '],
    ['sem quebra', 'sem quebra'],
  ])('«%j» through a pipe: the first line, and no prompt', async (input, line) => {
    expect(await run(program, [], { input })).toEqual({
      ...{ code: 0, signal: null, stderr: '' },
      stdout: `[${line}]\n`,
    });
  });

  test.skipIf(skip)('a pipe that stays open: the program ends after its line', async () => {
    await using running = start(program, [], { input: 'open' });
    running.type('oi\n');
    expect(await running.ended).toMatchObject({ code: 0, stdout: '[oi]\n' });
  });

  test.skipIf(skip).each(['', '\n', '  \noi\n'])(
    '«%j»: asked for words, with a right call, code 2',
    async (input) => {
      expect(await run(program, [], { input })).toMatchObject({
        code: 2,
        stdout: '',
        stderr: 'Faltou dizer o que enviar. Por exemplo: x olá\n',
      });
    },
  );
});
