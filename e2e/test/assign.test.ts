import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix, relative } from 'node:path';
import { type Command, pnpm, root, run, start } from '@tomada/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** ms: each is a chain of processes that take seconds on a busy machine. */
const TIME = 120_000;
const LONG = { limit: TIME } as const;

// Outside of the project, as on an instructor's disk.
const outside = realpathSync(mkdtempSync(join(tmpdir(), 'tomada-assign-')));
const exercises = join(outside, 'turma');
const lesson = join(outside, 'aula 1, ação');
afterAll(() => rmSync(outside, { recursive: true, force: true }));

const assign = (args: readonly string[]) => run(pnpm(), ['assign', ...args], LONG);

/** The same without pnpm's own start-up. */
const assignAlone: Command = {
  name: 'assign',
  argv: [process.execPath, '--import', 'tsx', 'tools/assign.ts'],
  cwd: root,
};

/** Every file below a folder, from there, but for what was installed. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.includes('node_modules') && !path.startsWith('.git/'))
    .filter((path) => !lstatSync(join(folder, path)).isDirectory());
}

const read = (folder: string, path: string) => readFileSync(join(folder, path), 'utf8');

/** Installs from the lockfile alone, without the registry, as if there were no project around. */
async function install(folder: string): Promise<void> {
  const ended = await run(pnpm(folder), ['install', '--frozen-lockfile', '--offline'], LONG);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
}

/** What points out of a folder, or to what it does not hold: links of files, of pages, names of packages. */
function pointsOutside(folder: string): string[] {
  const files = filesIn(folder);
  const names = files
    .filter((path) => path.endsWith('package.json'))
    .map((path): string => JSON.parse(read(folder, path)).name);
  return files.flatMap((path) => {
    if (!lstatSync(join(folder, path)).isFile()) return [`${path} is a link`];
    const text = read(folder, path);
    const packages = [...text.matchAll(/(?:from |import |")['"]?(@tomada\/[\w-]+)/g)];
    return [
      ...(text.includes(root.replace(/\/$/, '')) ? [`${path} names the project's folder`] : []),
      ...packages
        .filter(([, name = '']) => !names.includes(name))
        .map(([, name]) => `${path}: ${name}`),
      ...(path.endsWith('.md') ? brokenLinks(folder, path, text) : []),
    ];
  });
}

function brokenLinks(folder: string, path: string, text: string): string[] {
  const prose = text.replace(/^(`{3,}).*\n[\s\S]*?^\1$/gm, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
    if (/^https?:/.test(link)) return [];
    const [way = '', anchor] = link.split('#');
    const target = way === '' ? path : posix.join(dirname(path), way);
    if (target.startsWith('..') || !existsSync(join(folder, target))) return [`${path}: ${link}`];
    const isThere = anchor === undefined || read(folder, target).includes(`<a id="${anchor}"></a>`);
    return isThere ? [] : [`${path}: ${link}, no such anchor`];
  });
}

/** As a workflow's lines are run. */
function bashIn(cwd: string): Command {
  return { name: 'bash', argv: ['bash', '--norc', '-eo', 'pipefail', '-c'], cwd };
}

describe('the exercises, handed out', () => {
  beforeAll(async () => {
    const ended = await assign(['exercises', exercises, '--name', 'SO 2026.2']);
    expect(ended.code).toBe(0);
    await install(exercises);
  }, TIME);

  test('nothing points outside, every page is Markdown, and no solution is in it', () => {
    expect(pointsOutside(exercises)).toEqual([]);
    const files = filesIn(exercises);
    expect(files).toContain('docs/licoes/exercises/oracle.md');
    const ofOurs = /\bsolutions?\b|\/(?:faults|golden|test)\/|\.test\.ts$/;
    expect(files.filter((path) => ofOurs.test(path))).toEqual([]);
    const ours = readdirSync(join(root, 'lessons/exercises/solutions'));
    const texts = new Set(files.map((path) => read(exercises, path)));
    const solutions = ours.map((name) => read(root, `lessons/exercises/solutions/${name}`));
    expect(solutions.filter((text) => texts.has(text))).toEqual([]);
    const pages = files.filter((path) => path.startsWith('docs/'));
    for (const page of pages)
      expect(read(exercises, page)).not.toMatch(/^(?:<<<|:::|```terminal)/m);
  });

  test('the name: is in the README and in package.json', () => {
    expect(read(exercises, 'README.md')).toMatch(/^# SO 2026\.2: Exercícios\n/);
    expect(JSON.parse(read(exercises, 'package.json')).description).toBe('SO 2026.2: Exercícios');
  });

  test('answers/: is there from the start, and git takes it', async () => {
    const git = { name: 'git', argv: ['git'], cwd: exercises } as const satisfies Command;
    expect((await run(git, ['init', '--quiet'])).code).toBe(0);
    const ignored = await run(git, ['check-ignore', 'lessons/exercises/answers/oracle-server.ts']);
    expect(ignored.code).toBe(1);
    expect((await run(git, ['check-ignore', 'node_modules'])).code).toBe(0);
    const starter = read(root, 'lessons/exercises/starters/oracle-server.ts');
    expect(read(exercises, 'lessons/exercises/answers/oracle-server.ts')).toBe(starter);
  });

  test(
    'a student: no points at first; all of them with a right program, by the line of the workflow',
    async () => {
      const first = await run(
        pnpm(exercises),
        ['--filter', 'lesson-exercises', 'check', 'oracle', '--server'],
        LONG,
      );
      expect(first.code).toBe(1);
      expect(first.stdout).toContain('Total: 0 de 10 pontos');
      const folder = join(exercises, 'lessons/exercises');
      for (const side of ['server', 'client']) {
        const solution = join(root, `lessons/exercises/solutions/oracle-${side}.ts`);
        cpSync(solution, join(folder, `answers/oracle-${side}.ts`));
      }
      const [line = ''] =
        read(exercises, '.github/workflows/check.yml').match(/node .* oracle .*/) ?? [];
      mkdirSync(join(exercises, 'reports'));
      const all = await run(bashIn(folder), [line], LONG);
      expect(all.code, all.stdout).toBe(0);
      expect(all.stderr).toBe('');
      expect(read(exercises, 'reports/oracle.xml')).toMatch(/name="oracle:client" .*failures="0"/);
    },
    TIME,
  );

  test('--solution: is told that there are none, code 2', async () => {
    const args = ['-C', 'lessons/exercises', 'oracle:server', '--solution'];
    const ended = await run(pnpm(exercises), args, LONG);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('Opção --solution: as nossas soluções não estão nesta pasta.\n');
  });
});

describe('a lesson, handed out', () => {
  beforeAll(async () => {
    const ended = await assign(['lesson-tcp-server', lesson]);
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain('As páginas rodam também programas de tcp-client:');
    await install(lesson);
  }, TIME);

  test('nothing points outside', () => {
    expect(pointsOutside(lesson)).toEqual([]);
  });

  test('the page: holds the code of the program, with its file and lines', () => {
    const page = read(lesson, 'docs/licoes/tcp-server.md');
    const lines = read(lesson, 'lessons/tcp-server/src/upper-server.ts').split('\n');
    const [, first = '', last = '', shown] =
      /upper-server\.ts`\*\*, linhas (\d+)–(\d+) · novo no passo 2.*:\n\n```ts\n([\s\S]*?)\n```/.exec(
        page,
      ) ?? [];
    expect(shown).toBe(lines.slice(Number(first) - 1, Number(last)).join('\n'));
    expect(page).toContain(`\`\`\`ts\n${lines.join('\n').trimEnd()}\n\`\`\``);
    expect(page).toMatch(/O mesmo em Python: <code>lessons\/tcp-server\/python\/upper-server\.py/);
    expect(page).toContain('| 2 | cliente | envia 11 bytes |');
  });

  test(
    'its types and its programs: are right, and start, by the lines of the workflow too',
    async () => {
      const folder = join(lesson, 'lessons/tcp-server');
      expect((await run(pnpm(folder), ['typecheck'], LONG)).code).toBe(0);
      const [line = ''] = read(lesson, '.github/workflows/check.yml').match(/\(timeout .*/) ?? [];
      expect(await run(bashIn(folder), [line.replace(' 10 ', ' 5 ')], LONG)).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('Escutando em 127.0.0.1:'),
      });
      await using server = start(pnpm(folder), ['start', '--port', '0']);
      await server.listening();
      expect((await server.interrupt()).code).toBe(0);
      const spoiler = await run(pnpm(lesson), ['bad-network', '--help'], LONG);
      expect(spoiler.stdout).toContain('Uso: pnpm bad-network');
    },
    TIME,
  );
});

describe('what is refused', () => {
  test.each<[string, readonly string[], RegExp]>([
    [
      'an unknown lesson',
      ['nada', join(outside, 'x')],
      /Não existe a lição «nada»\. .*tcp-server, /,
    ],
    ['no folder', ['exercises'], /Depois de «exercises» faltou a pasta\./],
    ['a folder of the project', ['udp', 'turma'], /A pasta «turma» fica dentro da Tomada/],
    [
      'an empty name',
      ['udp', join(outside, 'x'), '--name', ' '],
      /Opção --name: « » não é um nome/,
    ],
  ])('%s: one sentence, code 2, and nothing is written', async (_, args, sentence) => {
    const before = readdirSync(outside);
    const { code, stdout, stderr } = await run(assignAlone, args, LONG);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).toMatch(sentence);
    expect(readdirSync(outside)).toEqual(before);
  });

  test(
    'a folder that holds something: stays as it is; with --force only its .git does',
    async () => {
      const taken = join(outside, 'ocupada');
      mkdirSync(join(taken, '.git'), { recursive: true });
      writeFileSync(join(taken, '.git', 'HEAD'), 'ref: refs/heads/main\n');
      writeFileSync(join(taken, 'notas.txt'), 'minhas');
      const before = readdirSync(outside);
      const refused = await run(assignAlone, ['udp', taken], LONG);
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain(`A pasta ${taken} já existe e não está vazia`);
      expect(readdirSync(taken)).toEqual(['.git', 'notas.txt']);
      expect((await run(assignAlone, ['udp', taken, '--force'], LONG)).code).toBe(0);
      expect(existsSync(join(taken, 'notas.txt'))).toBe(false);
      expect(read(taken, '.git/HEAD')).toBe('ref: refs/heads/main\n');
      expect(read(taken, 'README.md')).toMatch(/^# UDP\n/);
      expect(readdirSync(outside)).toEqual(before);
    },
    TIME,
  );

  test(
    'what cannot be finished: leaves nothing behind, code 1',
    async () => {
      const before = readdirSync(outside);
      const env = { npm_execpath: join(outside, 'nenhum', 'pnpm') };
      const ended = await run(assignAlone, ['udp', join(outside, 'x')], { ...LONG, env });
      expect(ended.code).toBe(1);
      expect(ended.stderr).toContain('O pnpm não conseguiu fazer o pnpm-lock.yaml');
      expect(readdirSync(outside)).toEqual(before);
    },
    TIME,
  );
});

test(
  '--with-solutions: the solutions and their pages come along',
  async () => {
    const folder = join(outside, 'com-solucoes');
    expect((await run(assignAlone, ['exercises', folder, '--with-solutions'], LONG)).code).toBe(0);
    const files = filesIn(folder).map((path) => relative('.', path));
    expect(files).toContain('lessons/exercises/solutions/oracle-server.py');
    expect(files).toContain('docs/licoes/exercises/oracle/solution.md');
    expect(pointsOutside(folder)).toEqual([]);
  },
  TIME,
);
