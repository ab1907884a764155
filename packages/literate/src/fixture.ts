import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Files of a small project, by path from its root. */
export type Files = Readonly<Record<string, string>>;

/** A sound project with one lesson, `demo`, of one program with two steps, and its Python peer. */
export const soundProject: Files = {
  'lessons/demo/package.json': JSON.stringify({
    name: 'lesson-demo',
    scripts: { start: 'node --import tsx src/hello.ts' },
  }),
  'lessons/demo/tsconfig.json': JSON.stringify({
    compilerOptions: { strict: true, module: 'NodeNext', types: [], lib: ['ES2023'] },
    include: ['src'],
  }),
  'lessons/demo/src/hello.ts': [
    '// #region hello-name',
    "export const name: string = 'mundo';",
    '// #endregion hello-name',
    '',
    '// #region hello-greet',
    "export const greeting: string = 'olá, '.concat(name);",
    '// #endregion hello-greet',
    '',
  ].join('\n'),
  'lessons/demo/python/hello.py': [
    '# region hello-name',
    'name = "mundo"',
    '# endregion hello-name',
    '',
    '# region hello-greet',
    'greeting = f"olá, {name}"',
    '# endregion hello-greet',
    '',
  ].join('\n'),
  'docs/licoes/demo.md': [
    '# Demonstração',
    '',
    '## Passo 1: o nome',
    '',
    '<<< start 1 src/hello.ts#hello-name',
    '',
    '## Passo 2: a saudação',
    '',
    '<<< start 2 src/hello.ts#hello-greet',
    '',
    '<<< whole src/hello.ts',
    '<<< whole python/hello.py',
    '',
  ].join('\n'),
};

/** Writes a project into a temporary folder, gone when the value goes out of scope (`using`). */
export function writeProject(files: Files): { readonly root: string; [Symbol.dispose](): void } {
  const root = mkdtempSync(join(tmpdir(), 'tomada-literate-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return { root, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) };
}

/** The sound project with the text of some files changed. */
export function withChanges(changes: Readonly<Record<string, (text: string) => string>>): Files {
  const files: Record<string, string> = { ...soundProject };
  for (const [path, change] of Object.entries(changes)) {
    const before = files[path] ?? '';
    files[path] = change(before);
    if (files[path] === before) throw new Error(`nothing changed in ${path}`);
  }
  return files;
}
