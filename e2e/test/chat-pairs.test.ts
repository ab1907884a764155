import { run, start, twins } from '@tomada/testing';
import { describe, expect, test } from 'vitest';

const chats = twins('chat', 'start', 'chat');
const rooms = twins('chat', 'start:room', 'room-server');
const pairs = chats.flatMap((one) => chats.map((other) => ({ one, other })));
const cases = pairs.flatMap((pair) =>
  (['tcp', 'udp'] as const).map((protocol) => ({ ...pair, protocol })),
);

/** Without the time of each line. */
const shown = (stdout: string) => stdout.replace(/^\[\d\d:\d\d\] /gm, '');

describe.each(cases)('chat, $protocol: $one.language and $other.language', (pair) => {
  const { one, other, protocol } = pair;
  test.skipIf(one.skip || other.skip)('both terminals show what the page says', async () => {
    const how = ['--ip', '127.0.0.1', '--protocol', protocol];
    const waiting = [...how, '--port', '0', '--listen-host', '127.0.0.1', '--name', 'Ana'];
    await using ana = start(one.program, waiting, { input: 'open' });
    const port = await ana.listening();
    ana.type('olá, ação, 漢字 🙂\n');
    const calling = [...how, '--port', String(port), '--local-port', '0', '--name', 'Bia'];
    const long = 'á'.repeat(1_300);
    await using bia = start(other.program, calling, { input: 'open' });
    await bia.waitFor(/Ana: olá, ação, 漢字 🙂\n/);
    bia.type(`um\n${long}\n/ping\n`);
    await bia.waitFor(/Ida e volta: \d+,\d ms\n/);
    bia.type('/sair\n');
    const ended = await bia.ended;
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    await ana.waitFor(/Bia saiu\.\n/);
    const stopped = await ana.interrupt();
    expect(stopped).toMatchObject({ code: 0, stderr: '' });
    expect(shown(stopped.stdout)).toBe(
      [
        `Escutando em 127.0.0.1:${port}`,
        'Conectado a Bia',
        'Bia: um',
        `Bia: ${'á'.repeat(500)}`,
        `Bia: ${'á'.repeat(500)}`,
        `Bia: ${'á'.repeat(300)}`,
        'Bia saiu.',
        'Encerrado.\n',
      ].join('\n'),
    );
    expect(shown(ended.stdout)).toMatch(
      /^Escutando em 0\.0\.0\.0:\d+\nConectado a Ana\nAna: olá, ação, 漢字 🙂\nIda e volta: \d+,\d ms\n$/,
    );
  });
});

describe.each(rooms.flatMap((room) => chats.map((guest) => ({ room, guest }))))(
  'room in $room.language, guest in $guest.language',
  ({ room, guest }) => {
    test.skipIf(room.skip || guest.skip)(
      'a line from one pipe comes to another guest',
      async () => {
        await using server = start(room.program, ['--host', '127.0.0.1', '--port', '0']);
        const where = ['--room', `127.0.0.1:${await server.listening()}`];
        await using ana = start(guest.program, [...where, '--name', 'Ana'], { input: 'open' });
        await ana.waitFor(/\* Na sala: Ana\.\n/);
        const told = { input: 'olá a todos\n' };
        const bia = await run(guest.program, [...where, '--name', 'Bia'], told);
        expect(bia).toMatchObject({ code: 0, stderr: '' });
        expect(bia.stdout).toBe('Conectado a sala\n* Na sala: Ana, Bia.\n');
        await ana.waitFor(/\* Bia entrou\.\n\[\d\d:\d\d\] Bia: olá a todos\n\* Bia saiu\.\n/);
        ana.type('/sair\n');
        expect(await ana.ended).toMatchObject({ code: 0, stderr: '' });
      },
    );
  },
);
