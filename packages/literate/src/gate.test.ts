import { describe, expect, test } from 'vitest';
import { soundProject, withChanges, writeProject } from './fixture.ts';
import { inspectLessons, passGate } from './gate.ts';
import { LiterateError } from './problem.ts';

const ts = 'lessons/demo/src/hello.ts';
const py = 'lessons/demo/python/hello.py';
const page = 'docs/licoes/demo.md';

/** Replaces a text that must be there once. */
const swap = (from: string, to: string) => (text: string) => text.replace(from, to);
const append = (more: string) => (text: string) => text + more;

describe('the gate', () => {
  test('a sound project: no problem', () => {
    using project = writeProject(soundProject);
    expect(inspectLessons(project.root).problems).toEqual([]);
    expect(passGate(project.root).map(({ slug }) => slug)).toEqual(['demo']);
  });

  test.each([
    [
      'a line outside every region',
      { [ts]: append('console.log(1);\n') },
      ts,
      8,
      'não está em nenhuma região',
    ],
    [
      'a line outside every region, in Python',
      { [py]: append('print(1)\n') },
      py,
      8,
      'não está em nenhuma região',
    ],
    [
      'a region that no page shows',
      { [ts]: append('// #region more\nexport const more = 1;\n// #endregion more\n') },
      ts,
      8,
      'nenhuma página mostra a região «more»',
    ],
    [
      'a region shown twice',
      { [page]: swap('<<< whole src', '<<< start 2 src/hello.ts#hello-name\n\n<<< whole src') },
      page,
      11,
      'a região «hello-name» de src/hello.ts já foi mostrada em docs/licoes/demo.md:5',
    ],
    [
      'steps out of order',
      { [page]: swap('start 1', 'start 3') },
      page,
      9,
      'o passo 2 de «start» aparece depois do passo 3',
    ],
    [
      'a step left out',
      { [page]: swap('start 2', 'start 3') },
      page,
      9,
      'o passo 2 de «start» foi pulado',
    ],
    [
      'a region that is not there',
      { [page]: swap('#hello-greet', '#hello-gret') },
      page,
      9,
      'não tem a região «hello-gret»',
    ],
    [
      'a file that is not there',
      { [page]: swap('<<< whole src/hello.ts', '<<< whole src/helo.ts') },
      page,
      11,
      'não tem o arquivo «src/helo.ts»',
    ],
    [
      'a file of another program',
      { [page]: swap('start 2 src/hello.ts', 'start 2 src/other.ts') },
      page,
      9,
      'não é um arquivo do programa «start»',
    ],
    [
      'a program that is not there',
      { [page]: swap('start 2', 'start:more 1') },
      page,
      9,
      'não tem o programa «start:more»',
    ],
    [
      'a whole file that is not shown',
      { [page]: swap('<<< whole python/hello.py\n', '') },
      page,
      1,
      'o arquivo inteiro python/hello.py aparece 0 vezes',
    ],
    [
      'a directive with a slip',
      { [page]: swap('<<< start 2', '<<< start dois') },
      page,
      9,
      'não entendo «<<< start dois',
    ],
    [
      'typed TypeScript',
      { [page]: append('```ts\nconst x = 1;\n```\n') },
      page,
      13,
      'código digitado na página («ts»)',
    ],
    [
      'typed Python',
      { [page]: append('~~~python\nx = 1\n~~~\n') },
      page,
      13,
      'código digitado na página («python»)',
    ],
    [
      "VitePress's own snippet",
      { [page]: append('<<< @/../lessons/demo/src/hello.ts\n') },
      page,
      13,
      'não entendo',
    ],
    [
      'an indented directive',
      { [page]: append('- item\n\n  <<< whole src/hello.ts\n') },
      page,
      15,
      'não começa na primeira coluna',
    ],
    [
      'a directive in a comment',
      { [page]: append('<!--\n<<< whole src/hello.ts\n-->\n') },
      page,
      14,
      'está dentro de um comentário',
    ],
    [
      'typed code in a quote',
      { [page]: append('> ```python3\n> x = 1\n> ```\n') },
      page,
      13,
      'código digitado na página («python3»)',
    ],
    [
      'typed code without a language',
      { [page]: append('```\nx\n```\n') },
      page,
      13,
      'sem linguagem',
    ],
    ['typed code by indentation', { [page]: append('\n    const x = 1;\n') }, page, 14, 'recuado'],
    [
      'an included page',
      { [page]: append('<!--@include: ./more.txt-->\n') },
      page,
      13,
      'o que o portão não vê',
    ],
    [
      'a file in a folder below src/',
      { 'lessons/demo/src/deep/more.ts': append('export const more = 1;\n') },
      'lessons/demo/src/deep/more.ts',
      1,
      'não está em nenhuma região',
    ],
    [
      'a file that is neither TypeScript nor JavaScript',
      { 'lessons/demo/src/more.wasm': append('x') },
      'lessons/demo/src/more.wasm',
      1,
      'não sei ler',
    ],
    [
      'a region that is not closed',
      { [ts]: swap('// #endregion hello-greet\n', '') },
      ts,
      5,
      'a região «hello-greet» não é fechada',
    ],
    [
      'a region inside another',
      { [ts]: swap('// #endregion hello-name\n', '') },
      ts,
      4,
      'a região «hello-greet» começa dentro de «hello-name»',
    ],
    [
      'two regions of one name',
      { [ts]: append('// #region hello-name\nexport const b = 2;\n// #endregion hello-name\n') },
      ts,
      8,
      'já existe uma região «hello-name»',
    ],
    [
      'an end of another name',
      { [ts]: swap('#endregion hello-greet', '#endregion hello-gret') },
      ts,
      7,
      '«endregion hello-gret» não fecha nada',
    ],
    [
      'a region without a name',
      { [ts]: swap('#region hello-greet', '#region') },
      ts,
      5,
      'sem um nome válido',
    ],
    [
      'a step that does not type-check',
      { [ts]: swap("'mundo'", 'late') },
      ts,
      2,
      'depois do passo 1 não passa no verificador de tipos',
    ],
  ] as const)('%s: fails with file, line and remedy', (_name, changes, file, line, message) => {
    using project = writeProject(withChanges(changes));
    const { problems } = inspectLessons(project.root);
    expect(problems).toContainEqual({
      file,
      line,
      message: expect.stringContaining(message),
      remedy: expect.stringMatching(/\S/),
    });
    expect(() => passGate(project.root)).toThrow(LiterateError);
    expect(() => passGate(project.root)).toThrow(`${file}:${line}: `);
  });

  test('a step that uses what only a later step brings: named with the step and the true line', () => {
    using project = writeProject(
      withChanges({
        [page]: (text) =>
          text
            .replace('start 1 src/hello.ts#hello-name', 'start 1 src/hello.ts#hello-greet')
            .replace('start 2 src/hello.ts#hello-greet', 'start 2 src/hello.ts#hello-name'),
      }),
    );
    expect(inspectLessons(project.root).problems).toEqual([
      {
        file: ts,
        line: 6,
        message: expect.stringMatching(/depois do passo 1 não passa .*'name'/),
        remedy: expect.stringContaining('passo 1'),
      },
    ]);
  });

  test('a line left out with a reason: no problem', () => {
    using project = writeProject(
      withChanges({
        [py]: append('\n# region hello-path\nimport sys\n# endregion hello-path\n'),
        [page]: append('<<< left-out python/hello.py#hello-path: igual em todas as lições\n'),
      }),
    );
    expect(inspectLessons(project.root).problems).toEqual([]);
  });

  test.each([
    ['shown once', '<<< show src/words.ts#words\n', []],
    ['shown nowhere', '', ['nenhuma página mostra a região «words»']],
    ['shown twice', '<<< show src/words.ts#words\n'.repeat(2), ['já foi mostrada em']],
  ])('a module that a program imports, with its piece %s', (_case, shown, expected) => {
    using project = writeProject(
      withChanges({
        'lessons/demo/src/words.ts': () =>
          '// #region words\nexport const words = 1;\n// #endregion words\n',
        [page]: append(`${shown}<<< whole src/words.ts\n`),
      }),
    );
    expect(inspectLessons(project.root).problems.map(({ message }) => message)).toEqual(
      expected.map((part) => expect.stringContaining(part)),
    );
  });
});
