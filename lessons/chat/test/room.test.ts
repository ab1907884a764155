import { TcpProxy } from '@tomada/bad-network';
import { lessonScript, Peer, run, start, twins } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { Conversation } from '../src/conversation.ts';
import { TcpChannel } from '../src/tcp-channel.ts';
import { numbered } from './chats.ts';
import { Guest } from './room-guest.ts';

const OPEN = { input: 'open' } as const;
const chat = lessonScript('chat', 'start');
const rooms = twins('chat', 'start:room', 'room-server').map((twin) => ({
  ...twin,
  crowd: twin.language === 'TypeScript' ? 1_000 : 300,
}));

describe.each(rooms)('the room in $language', ({ program, skip, crowd }) => {
  const open = (...more: string[]) =>
    start(program, ['--host', '127.0.0.1', '--port', '0', ...more], { limit: 110_000 });

  test.skipIf(skip)('three people: unique names, who comes and goes, the last lines', async () => {
    await using room = open();
    const port = await room.listening();
    const args = ['--room', `127.0.0.1:${port}`, '--name', 'Ana'];
    await using first = start(chat, args, OPEN);
    await first.waitFor(/Conectado a sala\n\* Na sala: Ana\.\n/);
    first.type('cheguei\n');
    await using second = start(chat, args, OPEN);
    await second.waitFor(
      /\* Aqui você é Ana-2\.\n\[antes\] Ana: cheguei\n\* Na sala: Ana, Ana-2\.\n/,
    );
    await first.waitFor(/\* Ana-2 entrou\.\n/);
    second.type('oi, xará\n/quem\n/ping\n');
    await first.waitFor(/^\[\d\d:\d\d\] Ana-2: oi, xará$/m);
    await second.waitForTimes(2, '* Na sala: Ana, Ana-2.');
    await second.waitFor(/Ida e volta: \d+,\d ms/);
    const ended = await run(
      chat,
      ['--room', '127.0.0.1', '--port', String(port), '--name', 'Caio'],
      {
        input: 'um\ndois\n',
      },
    );
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    await first.waitFor(/\* Caio entrou\.\n.*Caio: um\n.*Caio: dois\n\* Caio saiu\.\n/);
    second.type('/sair\n');
    expect(await second.ended).toMatchObject({ code: 0, stderr: '' });
    await room.waitFor(/Ana-2 saiu; na sala: 1\./);
    expect(await room.interrupt()).toMatchObject({ code: 0, stderr: '' });
    await first.waitFor(/A conexão com sala caiu; chamo de novo\./);
  });

  test.skipIf(skip)(
    'what is no message, or too long, or silent: refused; the others go on',
    async () => {
      await using room = open();
      const port = await room.listening();
      await using ana = await new Guest(port, 'Ana').inside();
      for (const noise of ['GET / HTTP/1.1\r\n\r\n', 'x'.repeat(65_536), '\0\0\0\x03TC\x02']) {
        await using stranger = await Peer.open(port);
        await stranger.say(noise);
        await stranger.hear(
          noise.includes('TC') ? 'fala a versão 2' : 'não fala o protocolo do chat',
        );
      }
      await using silent = await Peer.open(port); // says nothing at all
      await using bia = await new Guest(port, 'x'.repeat(1_000)).inside();
      bia.say('\x1b[2J ainda aqui');
      await ana.until(() => ana.heard.length === 1);
      expect(ana.heard).toEqual([`${'x'.repeat(28)}: \x1b[2J ainda aqui`]);
      await silent.hearAll(); // the end comes after 5 s
      expect(room.stderr).toBe('');
    },
  );

  test.skipIf(skip)('one who floods is slowed down, loses nothing, and holds nobody', async () => {
    await using room = open('--rate', '200');
    const port = await room.listening();
    await using ana = await new Guest(port, 'Ana').inside();
    await using flood = await new Guest(port, 'Enchente').inside();
    await using bia = await new Guest(port, 'Bia').inside();
    const begun = performance.now();
    for (let n = 0; n < 1_000; n++) flood.say('x'.repeat(600));
    bia.say('no meio da enchente');
    await ana.until(() => ana.heard.includes('Bia: no meio da enchente'));
    const floodedSoFar = ana.heard.length;
    await ana.until(() => ana.heard.length === 1_001);
    expect(floodedSoFar).toBeLessThan(900);
    // 400 at once, the other 600 at 200 a second.
    expect(performance.now() - begun).toBeGreaterThan(2_500);
    await flood.until(() => flood.came.some(({ kind, ack }) => kind === 'ack' && ack === 1_000));
  });

  test.skipIf(skip)(
    'one who does not read holds nobody, and is told what was dropped',
    async () => {
      await using room = open('--rate', '100000');
      const port = await room.listening();
      await using ana = await new Guest(port, 'Ana').inside();
      await using bia = await new Guest(port, 'Bia').inside();
      await using slow = await new Guest(port, 'Lento').inside();
      slow.socket.pause();
      const text = 'y'.repeat(1_000);
      const lines = 12_000; // more than the systems' own buffers take
      for (let n = 1; n <= lines; n++) {
        ana.say(text);
        if (n % 500 === 0) await bia.until(() => bia.heard.length === n);
      }
      slow.socket.resume();
      await slow.until(() =>
        slow.notices.some((text) => text.startsWith('Você leu devagar demais')),
      );
      const notice = slow.notices.find((text) => text.startsWith('Você leu')) ?? '';
      const dropped = Number(/(\d+) mensagens não couberam/.exec(notice)?.[1]);
      expect(slow.heard.length + dropped).toBe(lines);
    },
  );

  test.skipIf(skip)(
    'a guest with two sessions, a line 0, and texts that leave no room for its name: the others go on',
    async () => {
      await using room = open('--rate', '5');
      const port = await room.listening();
      await using ana = await new Guest(port, 'Ana').inside();
      await using guest = await new Guest(port, 'é'.repeat(600), 0).inside();
      guest.send('hello', 1, 'Outro', guest.session + 1);
      const long = 'é'.repeat(690);
      for (let n = 1; n <= 12; n++) guest.say(n > 8 ? long : 'x'); // the last ones wait their turn
      await ana.until(() => ana.heard.length === 16);
      expect(
        ana.heard
          .slice(8)
          .map((line) => line.replace(/^é+: /, ''))
          .join(''),
      ).toBe(long.repeat(4));
      ana.send('who');
      await ana.until(() => ana.notices.filter((text) => text.startsWith('Na sala')).length === 2);
      expect(ana.notices.at(-1)).toBe(`Na sala: Ana, ${'é'.repeat(28)}.`);
      expect(room.stderr).toBe('');
    },
  );

  test.skipIf(skip)(
    'a crowd: everybody is in, and hears one line',
    { timeout: 120_000 },
    async () => {
      await using room = open();
      const port = await room.listening();
      const guests: Guest[] = [];
      try {
        // A hundred at once: each arrival is told to all who are there.
        for (let n = 0; n < crowd; n += 100) {
          const some = Array.from({ length: 100 }, (_, index) => new Guest(port, `g${n + index}`));
          guests.push(...some);
          await Promise.all(some.map((guest) => guest.inside()));
        }
        const [first, ...others] = guests;
        first?.say('olá a todos');
        await Promise.all(others.map((guest) => guest.until(() => guest.heard.length === 1)));
        expect(new Set(others.flatMap(({ heard }) => heard))).toEqual(new Set(['g0: olá a todos']));
      } finally {
        await Promise.all(guests.map((guest) => guest[Symbol.asyncDispose]()));
      }
      await room.waitFor(/na sala: 0\.\n/);
    },
  );

  test.skipIf(skip)(
    'a connection that breaks again and again: every line once, in order',
    async () => {
      await using room = open('--rate', '1000');
      const port = await room.listening();
      await using bia = await new Guest(port, 'Bia').inside();
      await using proxy = await TcpProxy.listen({
        target: { host: '127.0.0.1', port },
        toServer: { reset: { after: 2_000 } },
        recordEvents: false,
      });
      const ana = new Conversation('Ana', 2_000);
      ana.start(new TcpChannel(ana, { host: '127.0.0.1', port: proxy.port }));
      try {
        for (const line of numbered(200)) await ana.sender.say(line);
        await bia.until(() => bia.heard.length >= 200);
        expect(bia.heard).toEqual(numbered(200, 'Ana: linha'));
      } finally {
        await ana.quit();
      }
    },
  );

  test.skipIf(skip)('wrong usage, a full room: one sentence each', async () => {
    const ended = await run(program, ['--rate', '0']);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^Opção --rate: «0» não serve/);
    await using room = open('--most', '1');
    const port = await room.listening();
    await using ana = await new Guest(port, 'Ana').inside();
    await using bia = new Guest(port, 'Bia');
    await bia.until(() => bia.came.some(({ text }) => text === 'a sala está cheia'));
    const taken = await run(program, ['--host', '127.0.0.1', '--port', String(port)]);
    expect(taken.code).toBe(1);
    expect(taken.stderr).toMatch(/EADDRINUSE/);
    expect(ana.socket.destroyed).toBe(false);
  });
});
