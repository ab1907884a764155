import { join } from 'node:path';
import { pnpm, root, run, start, TestServer } from '@tomada/testing';
import { describe, expect, test } from 'vitest';

const inLesson = (lesson: string) => pnpm(join(root, 'lessons', lesson));

describe('pnpm, as the learner types it', () => {
  test('-C keeps the exit code of the program: 2 for wrong usage, 1 for a failure', async () => {
    const wrong = await run(pnpm(), ['-C', 'lessons/tcp-client', 'start', '--port', 'abc', 'oi']);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('Opção --port: «abc» não é uma porta.');
    await using taken = await TestServer.listen(() => {});
    const port = String(taken.port);
    const failed = await run(pnpm(), ['-C', 'lessons/tcp-server', 'start', '--port', port]);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('(EADDRINUSE)');
  });

  test('--filter makes every failure 1 and adds a line of its own', async () => {
    const args = ['--filter', 'lesson-tcp-client', 'start', '--port', 'abc', 'oi'];
    const ended = await run(pnpm(), args);
    expect(ended.code).toBe(1);
    expect(ended.stderr + ended.stdout).toContain('ERR_PNPM_RECURSIVE_RUN_FIRST_FAIL');
  });

  test.each([[[]], [['--']]])('words with accents after %j arrive as typed', async (separator) => {
    await using server = start(inLesson('tcp-server'), ['start', '--port', '0']);
    const port = String(await server.listening());
    const args = ['start', '--port', port, ...separator, 'olá', 'mundo'];
    const ended = await run(inLesson('tcp-client'), args);
    expect(ended.stdout).toContain('Recebido: OLÁ MUNDO\n');
  });

  test('Ctrl-C on a server: code 0, its farewell, and no word of pnpm', async () => {
    await using server = start(inLesson('tcp-server'), ['start', '--port', '0']);
    await server.listening();
    const ended = await server.interrupt();
    expect(ended.stdout).toMatch(/Encerrado\.\n$/);
    expect(ended.code).toBe(0);
    expect(ended.stderr).not.toContain('ELIFECYCLE');
  });
});

describe('the root commands refuse what they do not know', () => {
  test('bench: an unknown benchmark is named, with those that exist, code 2', async () => {
    const ended = await run(pnpm(), ['bench', 'nada']);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(
      'Não conheço o benchmark «nada». Uso: pnpm bench <nome> [opções].',
    );
  });
});
