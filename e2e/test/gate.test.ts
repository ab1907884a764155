import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { root, run } from '@tomada/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const lesson = 'tcp-server';
const page = 'docs/licoes/tcp-server.md';
const server = 'lessons/tcp-server/src/upper-server.ts';
const peer = 'lessons/tcp-server/python/upper-server.py';

/**
 * A copy of the project's own files, with the packages of the original: what `pnpm --filter docs build` reads. Of the
 * lessons and their pages it has one, which is enough for one fault, and quick.
 */
let copy = '';
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'tomada-gate-'));
  const left = new Set(['node_modules', '.git', '.turbo', 'dist', 'cache', 'reports', '.steps']);
  const others = readdirSync(join(root, 'lessons')).filter((slug) => slug !== lesson);
  const ofOthers = new Set(
    others.flatMap((slug) => [
      join(root, 'lessons', slug, 'package.json'),
      join(root, 'docs', 'licoes', slug),
      join(root, 'docs', 'licoes', `${slug}.md`),
    ]),
  );
  cpSync(root, copy, {
    recursive: true,
    filter: (path) => !left.has(basename(path)) && !ofOthers.has(path),
  });
  for (const folder of ['.', 'docs', ...[lesson, ...others].map((slug) => `lessons/${slug}`)]) {
    symlinkSync(join(root, folder, 'node_modules'), join(copy, folder, 'node_modules'), 'junction');
  }
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('the build of the site, with a fault planted in a copy', () => {
  test.each([
    [
      'a line that no page shows',
      server,
      (text: string) => `${text}console.log('fora');\n`,
      'não está em nenhuma região',
    ],
    [
      'a line of Python that no page shows',
      peer,
      (text: string) => `${text}print("fora")\n`,
      'não está em nenhuma região',
    ],
    [
      'a region shown twice',
      page,
      (text: string) =>
        text.replace(
          '<<< whole src',
          '<<< start 3 src/upper-server.ts#upper-server-serve\n\n<<< whole src',
        ),
      'já foi mostrada em',
    ],
    [
      'a step that does not compile',
      page,
      (text: string) =>
        text
          .replace('<<< start 1 src/upper-server.ts#upper-server-options\n', '')
          .replace(
            '<<< start 2 src',
            '<<< start 2 src/upper-server.ts#upper-server-options\n\n<<< start 2 src',
          ),
      'depois do passo 1 não passa no verificador de tipos',
    ],
    [
      'a typed snippet',
      page,
      (text: string) => `${text}\n\`\`\`ts\nlisten(8080);\n\`\`\`\n`,
      'código digitado na página',
    ],
    [
      'a region that is not there',
      page,
      (text: string) => text.replace('#upper-server-serve', '#upper-server-server'),
      'não tem a região «upper-server-server»',
    ],
    [
      'a region that is not closed',
      server,
      (text: string) => text.replace('// #endregion upper-server-listen\n', ''),
      'não é fechada',
    ],
    [
      'a diagram that nothing was recorded for',
      page,
      (text: string) => text.replace('<<< network conversa', '<<< network outra'),
      'outra',
    ],
  ])(
    '%s: code 1, file, line and remedy',
    async (_name, file, plant, message) => {
      const path = join(copy, file);
      const sound = readFileSync(path, 'utf8');
      const faulty = plant(sound);
      expect(faulty).not.toBe(sound);
      writeFileSync(path, faulty);
      try {
        const argv = [process.execPath, '--import', 'tsx', 'build.ts'] as const;
        const ended = await run({ name: 'docs build', argv, cwd: join(copy, 'docs') }, [], {
          limit: 180_000,
        });
        const said = ended.stdout + ended.stderr;
        expect(said).toContain(message);
        expect(said).toMatch(/^(?:docs|lessons)\/\S+:\d+: \S/m);
        expect(said).toContain('→ ');
        expect(ended.code).toBe(1);
      } finally {
        writeFileSync(path, sound);
      }
    },
    200_000,
  );
});
