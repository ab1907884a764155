import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { inTerminal, run, skipWithoutTerminal, start } from '@tomada/testing';
import { close, listen } from '@tomada/utils';
import { describe, expect, test } from 'vitest';
import { Lesson } from '../../test/lesson.ts';
import { client, server } from '../../test/shout.ts';

/** ms: chains of processes that each take a second or more on a busy machine. */
const TIME = 120_000;
const LONG = { limit: TIME } as const;

describe.concurrent('check', { timeout: TIME }, () => {
  test.each<[string, readonly string[], RegExp]>([
    ['no exercise', ['check'], /^Faltou/],
    ['a port that is none', ['check', 'shout', '--port', '70000'], /--port.*«70000»/],
    [
      'an unknown exercise',
      ['check', 'grito'],
      /^Não existe o exercício «grito»\. .*: shout, whisper\.$/,
    ],
    ['an unknown command', ['julgar'], /^Não conheço o comando «julgar»\.$/],
    ['bytes that are none', ['talk', '--port', '1', 'a\\q'], /«\\q»/],
  ])('wrong usage, %s: one sentence on standard error, code 2', async (_, args, sentence) => {
    using lesson = new Lesson();
    const { code, stdout, stderr } = await run(lesson.commands, args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr.trimEnd()).toMatch(sentence);
  });

  test('the learner’s files, from the starters to all points: start and check say how it stands', async () => {
    using lesson = new Lesson();
    const first = await run(lesson.commands, ['start']);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('Copiei 3 arquivos de partida para answers/');
    expect(first.stdout).toMatch(/shout +servidor +não conferido +answers\/shout-server\.ts/);
    const none = await run(lesson.commands, ['check', 'shout', '--server']);
    expect(none.code).toBe(1);
    expect(none.stdout).toMatch(/^Grito, servidor: node .* shout:server\n✗ responde em/);
    expect(none.stdout).toContain('O programa terminou (código 0) antes de escutar.');
    expect(none.stdout).toContain('  vazio\n');
    expect(none.stdout).toContain('Não conferi: o programa não escuta onde devia.');
    expect(none.stdout).toContain('Total: 0 de 10 pontos');
    expect(none.stdout).not.toContain('\x1b');
    lesson.write('answers/shout-server.ts', server());
    expect((await run(lesson.commands, ['start'])).stdout).toMatch(
      /servidor +mudou \(antes: 0\/10\)/,
    );
    const all = await run(lesson.commands, ['check', 'shout', '--server']);
    expect(all).toMatchObject({ code: 0, stderr: '' });
    expect(all.stdout).toContain('Total: 10 de 10 pontos');
    const then = await run(lesson.commands, ['start']);
    expect(then.stdout).toMatch(/servidor +10\/10 ✓/);
    expect(then.stdout).toContain('1 de 3 prontos.');
    expect(then.stdout).not.toContain('Copiei');
  });

  test('a command, from the folder where it was typed and from the lesson’s; nothing is remembered', async () => {
    using lesson = new Lesson();
    lesson.node(server(), 'starters/mine.mjs');
    const args = ['check', 'shout', '--', process.execPath];
    const env = { INIT_CWD: join(lesson.folder, 'starters') };
    const typed = await run(lesson.commands, [...args, 'mine.mjs'], { env });
    expect(typed).toMatchObject({ code: 0, stderr: '' });
    const own = await run(lesson.commands, [...args, 'starters/mine.mjs'], {
      env: { INIT_CWD: '/' },
    });
    expect(own).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(lesson.folder)).not.toContain('.progress.json');
    expect(lesson.alive).toEqual([]);
  });

  test('a client by a command; --junit', async () => {
    using lesson = new Lesson();
    lesson.node(client({ failure: 0 }), 'mine.mjs');
    const args = ['check', 'shout', '--client', '--junit', '--', process.execPath, 'mine.mjs'];
    const { code, stdout, stderr } = await run(lesson.commands, args, {
      env: { INIT_CWD: lesson.folder },
    });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(
      /^<\?xml .*\n<testsuites>\n {2}<testsuite name="shout:client" tests="2" failures="1"/,
    );
    expect(stdout).toMatch(/<\/testsuites>\n$/);
  });

  test('an exercise that has only a client: a command is one', async () => {
    using lesson = new Lesson();
    lesson.node(client(), 'mine.mjs');
    const args = ['check', 'whisper', '--', process.execPath, 'mine.mjs'];
    const { code } = await run(lesson.commands, args, { env: { INIT_CWD: lesson.folder } });
    expect(code).toBe(0);
  });

  test('a command that cannot start: judged, code 1', async () => {
    using lesson = new Lesson();
    const { code, stdout, stderr } = await run(lesson.commands, [
      'check',
      'shout',
      '--',
      'tomada-nao-existe',
    ]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('não encontrei o programa «tomada-nao-existe»');
  });

  test.skipIf(skipWithoutTerminal)('colours on a terminal', async () => {
    using lesson = new Lesson();
    const args = ['check', 'shout', '--', 'tomada-nao-existe'];
    const argv = ['env', '-u', 'NO_COLOR', ...lesson.commands.argv] as const;
    const bare = { ...lesson.commands, argv };
    const env = { TERM: 'xterm' };
    expect((await run(inTerminal(bare), args, { env })).stdout).toContain('\x1b[31m✗');
    expect((await run(bare, args, { env })).stdout).not.toContain('\x1b');
    expect((await run(inTerminal(lesson.commands), args, { env })).stdout).not.toContain('\x1b');
  });

  test.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM'] as const)(
    '%s: code 1, one sentence, and nothing that it started is left',
    async (signal) => {
      using lesson = new Lesson();
      lesson.node(
        server({
          before: `process.on('SIGTERM', () => {}); process.on('SIGINT', () => {});`,
          onLine: '',
        }),
        'mine.mjs',
      );
      const args = ['check', 'shout', '--', process.execPath, 'mine.mjs'];
      await using check = start(lesson.commands, args, { env: { INIT_CWD: lesson.folder } });
      await check.waitFor(/Grito, servidor/);
      while (lesson.noted.length === 0) await new Promise((resolve) => setImmediate(resolve));
      const { code, stderr } = await check.interrupt(signal);
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: '\nInterrompido. Nenhum programa ficou rodando.\n',
      });
      expect(lesson.noted.length).toBeGreaterThan(0);
      expect(lesson.alive).toEqual([]);
    },
  );

  test('nobody reads what it says any more: it ends, and nothing is left', async () => {
    using lesson = new Lesson();
    lesson.node(server(), 'mine.mjs');
    const args = ['check', 'shout', '--', process.execPath, 'mine.mjs'];
    await using check = start(lesson.commands, args, { env: { INIT_CWD: lesson.folder } });
    await check.waitFor(/Grito, servidor/);
    check.stopReading();
    expect((await check.ended).code).toBe(1);
    expect(lesson.alive).toEqual([]);
  });

  test('--port: a server that runs; what its log says, typed by hand, shows the same fault', async () => {
    using lesson = new Lesson();
    const running = createServer({ allowHalfOpen: true }, (connection) => {
      connection.on('error', () => {});
      connection.on('data', (piece) => piece.includes(10) && connection.end('OI\n'));
      connection.on('end', () => connection.end());
    });
    const address = await listen(running, { host: '127.0.0.1', port: 0 });
    const port = address.slice(address.lastIndexOf(':') + 1);
    try {
      const args = ['check', 'shout', '--port', port, '--json'];
      const { code, stdout, stderr } = await run(lesson.commands, args);
      expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
      const [judgement] = JSON.parse(stdout);
      expect(judgement).toMatchObject({ exercise: 'shout', side: 'server', earned: 0, points: 10 });
      const { failure, log } = judgement.results[0];
      expect(failure).toMatchObject({ kind: 'too-much' });
      const [command, came] = log;
      expect(came).toMatch(/^# veio "OI\\n"/);
      expect(command).toMatch(/^\$ .* talk --port \d+ "oi\\n"$/);
      const shell = {
        name: 'sh',
        argv: ['sh', '-c', command.slice(2)],
        cwd: lesson.commands.cwd,
      } as const;
      const byHand = await run(shell, []);
      expect(byHand).toMatchObject({ code: 0, stderr: '' });
      expect(byHand.stdout).toMatch(/recebido +4f 49 0a +OI\\n\nO outro lado fechou\.\n$/);
    } finally {
      await close(running);
    }
  });
});

describe.concurrent('watch', { timeout: TIME }, () => {
  test('from a pipe: Enter judges, h gives a hint, n goes on, q ends', async () => {
    using lesson = new Lesson();
    await using watch = start(lesson.commands, ['watch'], { input: 'open', ...LONG });
    await watch.waitFor(/Seu arquivo: answers\/shout-server\.ts[\s\S]*Salve o arquivo/);
    watch.type('h\nH\nh\n');
    await watch.waitFor(
      /Dica 1 de 2: Junte[\s\S]*Dica 2 de 2: toUpperCase\.\nO enunciado: \/licoes\/shout\nDica 1 de 2/,
    );
    watch.type('\n');
    await watch.waitForTimes(2, 'Salve o arquivo');
    watch.type('n\n');
    await watch.waitFor(/Seu arquivo: answers\/shout-client\.ts[\s\S]*Salve o arquivo/);
    watch.type('q\n');
    expect(await watch.ended).toMatchObject({ code: 0, stderr: '' });
  });

  test('a pipe that ends: what it asked for is done before', async () => {
    using lesson = new Lesson();
    const { code, stdout } = await run(lesson.commands, ['watch'], { input: 'n\nn\n', ...LONG });
    expect(code).toBe(0);
    expect(stdout).toMatch(/Sussurro, cliente[\s\S]*Total: 0 de 10 pontos/);
  });

  test('a save is judged, and all points lead to the next program, and to the end', async () => {
    using lesson = new Lesson();
    await using watch = start(lesson.commands, ['watch', 'shout'], { input: 'open', ...LONG });
    await watch.waitFor(/Salve o arquivo/);
    lesson.write('answers/shout-server.ts', server({ onLine: `c.end('OI\\n')` }));
    await watch.waitFor(/Respondeu demais/);
    lesson.write('answers/shout-server.ts', server());
    await watch.waitFor(
      /10 de 10 pontos\n\nPronto! Vamos ao próximo\.\n\nSeu arquivo: answers\/shout-client/,
    );
    lesson.write('answers/whisper-client.ts', client());
    lesson.write('answers/shout-client.ts', client());
    const { code, stdout } = await watch.ended;
    expect(code).toBe(0);
    expect(stdout).toContain('Todos os exercícios prontos. Parabéns!');
    expect(existsSync(join(lesson.folder, '.progress.json'))).toBe(true);
    expect(readFileSync(join(lesson.folder, 'starters/shout-server.ts'), 'utf8')).toContain(
      'vazio',
    );
  });

  test.skipIf(skipWithoutTerminal).each(['q', '\x03'])(
    'on a terminal: keys without Enter, and %j ends it while a program is judged',
    async (key) => {
      using lesson = new Lesson();
      lesson.write('starters/shout-server.ts', `${server({ onLine: '' })}; console.log('oi');`);
      await using watch = start(inTerminal(lesson.commands), ['watch'], { input: 'open', ...LONG });
      await watch.waitFor(/Grito, servidor/);
      watch.type('h');
      await watch.waitFor(/Dica 1 de 2/);
      watch.type(key);
      expect((await watch.ended).code).toBe(0);
      expect(lesson.alive).toEqual([]);
    },
  );

  test.skipIf(process.platform === 'win32')(
    'SIGTERM: code 0, and the keyboard is given back',
    async () => {
      using lesson = new Lesson();
      await using watch = start(lesson.commands, ['watch'], { input: 'open', ...LONG });
      await watch.waitFor(/Grito, servidor/);
      expect(await watch.interrupt('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
    },
  );
});

test('run: the learner’s program, else the starter, with its own words and code', async () => {
  using lesson = new Lesson();
  expect(await run(lesson.commands, ['run', 'shout', 'client'])).toMatchObject({
    code: 0,
    stdout: 'vazio\n',
  });
  await run(lesson.commands, ['start']);
  lesson.write('answers/shout-client.ts', 'console.log(process.argv.slice(2)); process.exit(7);');
  expect(
    await run(lesson.commands, ['run', 'shout', 'client', '--port', '1', 'olá']),
  ).toMatchObject({
    code: 7,
    stdout: "[ '--port', '1', 'olá' ]\n",
  });
});
