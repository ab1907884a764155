import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { python, run, skipWithoutPython } from '@tomada/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { findSubmissions, takeIn } from '../src/submission/submission.ts';

const folder = mkdtempSync(join(tmpdir(), 'tomada-submissions-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;

/** An empty folder of its own. */
function place(): string {
  const path = join(folder, String(++count));
  mkdirSync(path);
  return path;
}

/** Takes in the only submission of a folder; gives the names of its files, or the sentence of the refusal. */
async function take(submissions: string): Promise<string[] | string> {
  const [submission] = await findSubmissions(submissions);
  if (submission === undefined) throw new Error('there is no submission');
  return await takeIn(submission, place()).then(
    (files) => files.map(({ path }) => path),
    (error: Error) => error.message,
  );
}

/** A folder with `a.zip`, written by these lines of Python, which have it as `z`. */
async function zipped(...lines: readonly string[]): Promise<string> {
  const submissions = place();
  const script = [
    'import zipfile, stat, sys, warnings',
    'warnings.simplefilter("ignore")',
    'with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as z:',
    ...lines.map((line) => `    ${line}`),
  ];
  const [command, ...args] = python ?? ['python3'];
  const argv = [command, ...args, '-c', script.join('\n')] as const;
  const file = join(submissions, 'a.zip');
  const ended = await run({ name: 'zip', argv, cwd: folder }, [file]);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  return submissions;
}

function put(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, 'x');
}

describe.skipIf(skipWithoutPython)('a zip', () => {
  test('blanks and accents in names, what tools leave behind: taken, and left out', async () => {
    const submissions = await zipped(
      'z.writestr("Trabalho da Zoé/é assim.ts", "x")',
      'z.writestr("Trabalho da Zoé/node_modules/a/b.js", "x")',
      'z.writestr("__MACOSX/x", "x")',
    );
    expect(await take(submissions)).toEqual(['Trabalho da Zoé/é assim.ts']);
  });

  test.each([
    ['a name that climbs out', 'z.writestr("a/../../x", "x")', /^Recusei: «.*x» sairia da pasta/],
    ['an absolute name', 'z.writestr("/etc/x", "x")', /^Recusei: «\/etc\/x» sairia/],
    ['a Windows drive', 'z.writestr("C:/x", "x")', /^Recusei: «C:\/x» sairia/],
    ['two of one name', '[z.writestr("x", "x") for i in "ab"]', /dois itens com o mesmo nome/],
    [
      'a file as a folder',
      '[z.writestr(n, "x") for n in ("a", "a/b")]',
      /dois itens com o mesmo nome/,
    ],
    ['too many files', '[z.writestr(str(n), "x") for n in range(2001)]', /mais de 2\.000 arquivos/],
    ['a bomb', 'z.writestr("x", bytes(33 * 2**20))', /passa de 32 MiB/],
  ])('%s: refused', async (_what, line, sentence) => {
    expect(await take(await zipped(line))).toMatch(sentence);
  });

  test('a symbolic link: refused', async () => {
    const submissions = await zipped(
      'i = zipfile.ZipInfo("link.ts")',
      'i.external_attr = (stat.S_IFLNK | 0o777) << 16',
      'i.create_system = 3',
      'z.writestr(i, "/etc/passwd")',
    );
    expect(await take(submissions)).toMatch(/«link\.ts» é um link simbólico/);
  });

  test('encrypted: refused', async () => {
    const submissions = await zipped(
      'z.writestr("x", "x")',
      'z.filelist[0].flag_bits |= 1', // what the central directory says
    );
    expect(await take(submissions)).toMatch(/o zip tem senha/);
  });

  test('cut short: refused', async () => {
    const submissions = place();
    writeFileSync(join(submissions, 'a.zip'), 'PK\x03\x04');
    expect(await take(submissions)).toMatch(/^Não consegui abrir o zip/);
  });
});

test('a folder: its files, without what tools leave behind', async () => {
  const submissions = place();
  put(join(submissions, 'João Café', 'answers', 'oracle-server.ts'));
  put(join(submissions, 'João Café', 'node_modules', 'a.js'));
  expect(await take(submissions)).toEqual(['answers/oracle-server.ts']);
});

test('a folder with a link: refused, and what it leads to is not read', async () => {
  const submissions = place();
  put(join(submissions, 'a', 'x.ts'));
  symlinkSync('/etc', join(submissions, 'a', 'etc'), 'dir');
  expect(await take(submissions)).toMatch(/«etc» é um link simbólico/);
});

test('a folder and a zip of one name, loose files, hidden ones: told apart, not taken', async () => {
  const submissions = place();
  put(join(submissions, 'ana', 'x'));
  for (const name of [
    'ana.zip',
    'Bia.ZIP',
    'notas.txt',
    'caio.7z',
    '.git/x',
    'turma-notas/julgamentos/x',
  ]) {
    put(join(submissions, name));
  }
  const found = await findSubmissions(submissions);
  expect(found.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
    'ana folder',
    'ana.zip zip',
    'Bia zip',
    'caio.7z unknown-archive',
  ]);
});
