import { skipWithoutPython } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { checkTranscript } from './check.ts';
import { CONVERSATION, Project, pageOf } from './fixture.ts';

const POSIX = process.platform !== 'win32';

async function check(session: string, { comments = '', limit = 20_000 } = {}) {
  await using project = await Project.create(pageOf(session, comments));
  return await checkTranscript(project.transcript(), { root: project.root, limit });
}

describe.runIf(POSIX)('checkTranscript', () => {
  test('a session as it really is: nothing to say', async () => {
    expect(await check(CONVERSATION)).toBeUndefined();
  });

  test('a wrong line: expected and got, with the line of the page and the remedy', async () => {
    const problem = await check(CONVERSATION.replace('\nOLÁ', '\nola'));
    expect(problem).toMatchObject({ file: 'docs/page.md', line: 9 });
    expect(problem?.message).toContain('- ola\n+ OLÁ');
    expect(problem?.remedy).toContain('pnpm --filter docs transcripts --update');
  });

  test('a line too many on the terminal: it is shown, too', async () => {
    const problem = await check('$ echo um; echo dois\num\n');
    expect(problem).toMatchObject({ line: 5 });
    expect(problem?.message).toContain('  um\n+ dois');
  });

  test('a server left on that said more than the page shows: fails', async () => {
    const problem = await check(CONVERSATION.split('@ servidor\nRecebido')[0] ?? '');
    expect(problem?.message).toContain('+ Recebido: olá');
  });

  test('a server left on at the end: is interrupted without a word', async () => {
    expect(await check(CONVERSATION.replace('^C\nEncerrado.\n', ''))).toBeUndefined();
  });

  test('a program that never answers: the wait ends, and what came so far is shown', async () => {
    const problem = await check('$ echo oi; node silent.mjs >/dev/null\noi\nmais\n', {
      limit: 5_000,
    });
    expect(problem?.message).toMatch(/linha 4: esperei 5 s/);
    expect(problem?.message).toContain('  oi\n- mais');
  });

  test('a program that does not end: is told, and what appeared as well', async () => {
    const problem = await check('$ echo oi; node silent.mjs >/dev/null\noi\n', { limit: 5_000 });
    expect(problem?.message).toMatch(/esperei 5 s pelo fim/);
    expect(problem?.message).toContain('Até aqui apareceu:\n$ echo oi; node silent.mjs');
  });

  test('a program that crashes: its code and what it said', async () => {
    const problem = await check('$ echo oi; exit 3\noi\nEscutando\n');
    expect(problem?.message).toContain('terminou com o código 3 antes de mostrar tudo');
  });

  test('a taken port: the error names the page’s port and the next one', async () => {
    const session =
      '@ a\n$ node lessons/x/server.mjs\nEscutando em 127.0.0.1:8080\n' +
      '@ b\n$ node lessons/x/server.mjs\nEADDRINUSE em 8080; tente 8081\n' +
      '$ node lessons/x/server.mjs --port 8081\nEscutando em 127.0.0.1:8081\n';
    expect(await check(session)).toBeUndefined();
  });

  test('two replays of the same page at once: do not meet', async () => {
    const both = await Promise.all([check(CONVERSATION), check(CONVERSATION)]);
    expect(both).toEqual([undefined, undefined]);
  });

  test('a text that may differ: its pattern may come, anything else may not', async () => {
    const comments = '<!-- transcript: vary "v20" as /v\\d+/ -->\n';
    expect(await check('$ echo v99 aqui\nv20 aqui\n', { comments })).toBeUndefined();
    expect(await check('$ echo vx aqui\nv20 aqui\n', { comments })).toBeDefined();
  });

  test('the folder of the project: stands on the page as /caminho/da/tomada', async () => {
    expect(await check('$ pwd\n/caminho/da/tomada\n')).toBeUndefined();
  });

  test.skipIf(skipWithoutPython)('a program with a prompt: gets a terminal', async () => {
    const session = '$ node asks.mjs\n> olá\neco: olá (terminal)\n> fim\n';
    expect(await check(session)).toBeUndefined();
    const wrong = await check(session.replace('eco: olá', 'eco: oi'));
    expect(wrong?.message).toContain('+ eco: olá (terminal)');
  });
});
