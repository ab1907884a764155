import {
  type Command,
  inTerminal,
  type Program,
  run,
  skipWithoutTerminal,
  start,
  TestServer,
  twins,
  UdpPeer,
} from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { decode, encode, type Message } from '../src/message.ts';
import { protocols } from './chats.ts';

const OPEN = { input: 'open' } as const;

/** A chat that listens on a free port and waits to be called. */
async function listening(program: Command, name: string, ...more: string[]) {
  const args = ['--ip', '127.0.0.1', '--port', '0', '--listen-host', '127.0.0.1', '--name', name];
  const chat = start(program, [...args, ...more], OPEN);
  return { chat, port: await chat.listening() };
}

/** What calls it. */
const calling = (port: number, name: string, ...more: string[]) => [
  ...['--ip', '127.0.0.1', '--port', String(port), '--local-port', '0', '--name', name],
  ...more,
];

/** The lines of a terminal, with the time left out. */
const shown = ({ stdout }: Program) => stdout.replace(/^\[\d\d:\d\d\] /gm, '');

const cases = twins('chat', 'start', 'chat').flatMap((twin) =>
  protocols.map((protocol) => ({ ...twin, protocol })),
);

describe.each(cases)('the chat in $language, $protocol', ({ program, skip, protocol }) => {
  const how = ['--protocol', protocol];

  test.skipIf(skip)(
    'two terminals: both show what the other typed, /sair ends with 0',
    async () => {
      const { chat: ana, port } = await listening(program, 'Ana', ...how);
      await using _ = ana;
      await using bia = start(program, calling(port, 'Bia', ...how), OPEN);
      await ana.waitFor(/Conectado a Bia\n/);
      await bia.waitFor(/Conectado a Ana\n/);
      ana.type('olá, Bia\n');
      await bia.waitFor(/^\[\d\d:\d\d\] Ana: olá, Bia$/m);
      bia.type('//barra\n/quem\n/ping\n/nada\n/ajuda\n');
      await ana.waitFor(/^\[\d\d:\d\d\] Bia: \/barra$/m);
      await bia.waitFor(/^Ida e volta: \d+,\d ms$/m);
      await bia.waitFor(/Você é Bia; do outro lado: Ana, em 127\.0\.0\.1:\d+\./);
      await bia.waitFor(/Não conheço \/nada\. Veja \/ajuda\./);
      await bia.waitFor(/\/sair {2}ir embora/);
      bia.type('/sair\n');
      expect(await bia.ended).toMatchObject({ code: 0, stderr: '' });
      await ana.waitFor(/Bia saiu\.\n/);
      expect(await ana.interrupt()).toMatchObject({ code: 0, stderr: '' });
    },
  );

  test.skipIf(skip)('pipes on both sides: every line arrives, both end with 0', async () => {
    const lines = Array.from({ length: 1_500 }, (_, index) => `linha ${index + 1}`);
    const long = 'á'.repeat(40_000);
    const args = ['--ip', '127.0.0.1', '--port', '0', '--name', 'Ana', ...how];
    await using ana = start(program, args, { input: 'de Ana\nsem quebra no fim' });
    const port = await ana.listening();
    const input = `${lines.join('\n')}\n\n${long}\n`;
    await using bia = start(program, calling(port, 'Bia', ...how), { input });
    expect(await bia.ended).toMatchObject({ code: 0, stderr: '' });
    expect(await ana.ended).toMatchObject({ code: 0, stderr: '' });
    const heard = shown(ana)
      .split('\n')
      .flatMap((line) => (line.startsWith('Bia: ') ? [line.slice(5)] : []));
    expect(heard.slice(0, 1_500)).toEqual(lines);
    expect(heard.slice(1_500).join('')).toBe(long);
    expect(shown(bia)).toContain('Ana: de Ana\nAna: sem quebra no fim\n');
  });

  test.skipIf(skip)(
    'nobody there: lines from a pipe are told to be undelivered, code 1',
    async () => {
      await using server = await TestServer.listen(() => {});
      const port = server.port;
      await server[Symbol.asyncDispose]();
      const args = calling(port, 'Ana', '--timeout', '1', ...how);
      const ended = await run(program, args, { input: 'um\ndois\n' });
      expect(ended.code).toBe(1);
      expect(ended.stdout).toMatch(/^Sem confirmação de 2 linhas: o outro lado não responde\.\n/m);
      expect(ended.stderr).toMatch(/127\.0\.0\.1:\d+ \((?:ECONNREFUSED|ETIMEDOUT)\)/);
      expect(ended.stderr).not.toContain('--host');
    },
  );

  test.skipIf(skip)('its own address as the peer: said so, code 2', async () => {
    await using server = await TestServer.listen(() => {});
    const port = String(server.port);
    await server[Symbol.asyncDispose]();
    const ended = await run(program, ['--ip', '127.0.0.1', '--port', port, ...how], OPEN);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/^127\.0\.0\.1:\d+ é este mesmo programa\. .*--local-port/);
  });

  test.skipIf(skip)('a port that is taken: explained with the own options, code 1', async () => {
    const { chat: ana, port } = await listening(program, 'Ana', ...how);
    await using _ = ana;
    const taken = ['--ip', '127.0.0.1', '--local-port', String(port), '--listen-host', '127.0.0.1'];
    const ended = await run(program, [...taken, ...how]);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/EADDRINUSE/);
    expect(ended.stderr).toContain('--local-port');
  });

  test.skipIf(skip)('the peer is killed and comes back: they meet again', async () => {
    const { chat: ana, port } = await listening(program, 'Ana', '--silence', '2', ...how);
    await using _ = ana;
    const args = calling(port, 'Bia', ...how);
    await using first = start(program, args, OPEN);
    await ana.waitFor(/Conectado a Bia\n/);
    await first.interrupt('SIGKILL');
    ana.type('guardada\n');
    await ana.waitFor(
      protocol === 'tcp' ? /caiu; chamo de novo/ : /o outro lado não responde há 2 s/,
    );
    await using second = start(program, args, OPEN);
    await second.waitFor(/Ana: guardada\n/);
    await ana.waitForTimes(2, 'Conectado a Bia\n');
  });
});

describe.each(twins('chat', 'start', 'chat'))('the chat in $language', ({ program, skip }) => {
  test.skipIf(skip)('wrong usage: one sentence that names the option, code 2', async () => {
    const wrong = [
      [[], /^Faltou dizer com quem falar: --ip/],
      [['--ip', '127.0.0.1', '--protocol', 'sctp'], /--protocol: «sctp» .*tcp, udp/],
      [['--ip', '127.0.0.1', '--name', 'x'.repeat(10_000)], /^Opção --name: «x{20}…» não serve\./],
      [['--ip', '127.0.0.1', '--name', ' Ana'], /^Opção --name: « Ana» não serve\./],
      [['--ip', 'a:1', '--port', '99'], /^Opção --ip: «a:1» não é só um endereço/],
      [['--ip', '127.0.0.1', '--port', '70000'], /^Opção --port: «70000»/],
      [['--ip', '127.0.0.1', '--room', '127.0.0.1'], /--ip ou --room/],
      [['--room', '127.0.0.1', '--protocol', 'udp'], /«udp» não serve com --room/],
      [['--room', ''], /^Opção --room: «» não é o endereço de uma sala/],
      [['--room', 'x:0'], /^Opção --room: «x:0»/],
    ] as const;
    const ends = wrong.map(async ([args, sentence]) => {
      const ended = await run(program, args);
      expect(ended).toMatchObject({ code: 2, stdout: '' });
      expect(ended.stderr).toMatch(sentence);
      expect(ended.stderr.trimEnd()).not.toContain('\n');
    });
    await Promise.all(ends);
  });

  test.skipIf(skip)('a name that does not exist: explained, code 1', async () => {
    const most = `${'x'.repeat(70)}.invalid`; // more letters than the DNS lets a label have
    for (const [name, protocol] of [
      ['nao-existe.invalid', 'tcp'],
      [most, 'tcp'],
      [most, 'udp'],
    ] as const) {
      const args = ['--ip', name, '--protocol', protocol, '--port', '5999', '--local-port', '0'];
      const ended = await run(program, args, OPEN);
      expect(ended.code).toBe(1);
      expect(ended.stderr).toContain(name);
      expect(ended.stderr).toMatch(/ENOTFOUND|EAI_AGAIN/);
    }
  });

  test.skipIf(skip)('an HTTP client, noise and silence at its TCP port: it goes on', async () => {
    const { chat: ana, port } = await listening(program, 'Ana');
    await using _ = ana;
    await fetch(`http://127.0.0.1:${port}/`).catch(() => {});
    await ana.waitFor(/Dispensei 127\.0\.0\.1:\d+: não fala o protocolo do chat\.\n/);
    await using bia = start(program, calling(port, 'Bia'), OPEN);
    await bia.waitFor(/Conectado a Ana\n/);
    bia.type('oi\n');
    await ana.waitFor(/Bia: oi\n/);
    expect(ana.stderr).toBe('');
  });

  test.skipIf(skip)(
    'a server of another protocol in the place of the peer: said so, code 1',
    async () => {
      await using web = await TestServer.listen((socket) => socket.end('HTTP/1.1 400 Bad\r\n\r\n'));
      const ended = await run(program, calling(web.port, 'Ana'), OPEN);
      expect(ended.code).toBe(1);
      expect(ended.stderr).toMatch(
        /^Em 127\.0\.0\.1:\d+.*, quem atende não fala o protocolo do chat\./,
      );
    },
  );

  test.skipIf(skip)('a peer of another version: said so, code 1', async () => {
    const hello = encode({ kind: 'hello', from: 1, to: 0, number: 1, ack: 0, text: 'Bia' });
    hello[2] = 2;
    const size = Buffer.from([0, 0, 0, hello.length]);
    await using newer = await TestServer.listen((socket) => {
      socket.write(Buffer.concat([size, hello]));
    });
    const ended = await run(program, calling(newer.port, 'Ana'), OPEN);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/fala a versão 2 do chat, e este programa, a 1/);
  });

  test.skipIf(skip)(
    'datagrams of anything at its UDP port: told once each, it goes on',
    async () => {
      const { chat: ana, port } = await listening(program, 'Ana', '--protocol', 'udp');
      await using _ = ana;
      await using stranger = await UdpPeer.open();
      for (const bytes of ['oi', '', 'TC\x02aaaaaaaaaaaaaaaaa', 'x'.repeat(60_000)])
        await stranger.send(bytes, port);
      await ana.waitForTimes(3, 'não fala o protocolo do chat');
      await ana.waitFor(/fala a versão 2/);
      await using bia = start(program, calling(port, 'Bia', '--protocol', 'udp'), OPEN);
      await bia.waitFor(/Conectado a Ana\n/);
    },
  );

  test.skipIf(skip)(
    'a peer that promises line 0, has an endless name, and is garbled: it goes on',
    async () => {
      const say = (more: Partial<Message>) =>
        encode({
          kind: 'hello',
          from: 7,
          to: 0,
          number: 0,
          ack: 0,
          text: 'é'.repeat(690),
          ...more,
        });
      await using peer = await UdpPeer.open();
      const args = calling(peer.port, 'Ana', '--protocol', 'udp');
      await using ana = start(program, args, OPEN);
      const port = await ana.listening();
      const { from } = decode((await peer.take()).bytes);
      await peer.send(say({ to: from }), port);
      await ana.waitFor(/Conectado a é{32}\n/);
      await peer.send('?', port);
      await ana.waitFor(/Dispensei 127\.0\.0\.1:\d+: não fala o protocolo do chat\.\n/);
      await peer.send(say({ kind: 'text', to: from, number: 1, text: 'ainda aqui' }), port);
      await ana.waitFor(/: ainda aqui\n/);
      ana.type('/quem\n');
      await ana.waitFor(new RegExp(`do outro lado: é{32}, em 127\\.0\\.0\\.1:${peer.port}\\.`));
      expect(await ana.interrupt()).toMatchObject({ code: 0, stderr: '' });
    },
  );

  test.skipIf(skip)('localhost as the peer, in UDP: IPv4, as where it listens', async () => {
    const { chat: ana, port } = await listening(program, 'Ana', '--protocol', 'udp');
    await using _ = ana;
    const args = ['--ip', 'localhost', '--port', String(port), '--local-port', '0'];
    await using bia = start(program, [...args, '--protocol', 'udp'], OPEN);
    await bia.waitFor(/Conectado a Ana\n/);
  });

  test.skipIf(skip)('no input at all: it listens until Ctrl-C', async () => {
    await using ana = start(program, ['--ip', '127.0.0.1', '--port', '0', '--name', 'Ana']);
    const port = await ana.listening();
    await run(program, calling(port, 'Bia'), { input: 'oi\n' });
    await ana.waitFor(/Bia: oi\nBia saiu\.\n/);
    expect(await ana.interrupt()).toMatchObject({ code: 0, stderr: '' });
  });

  test.skipIf(skip || skipWithoutTerminal)(
    'a terminal: a line that comes while one is typed does not tear it',
    async () => {
      const args = ['--ip', '127.0.0.1', '--port', '0', '--name', 'Ana'];
      await using ana = start(inTerminal(program), args, OPEN);
      const port = await ana.listening();
      await ana.waitFor(/> /);
      await using bia = start(program, calling(port, 'Bia'), OPEN);
      await ana.waitFor(/Conectado a Bia/);
      ana.type('meia lin');
      await ana.waitFor(/meia lin/);
      bia.type('chegou\n');
      // The line is erased, the message shown, and what was typed drawn again.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what a terminal is sent
      await ana.waitFor(/\x1b\[1G\x1b\[0J\[\d\d:\d\d\] Bia: chegou\r?\n[^\n]*> meia lin/);
      ana.type('ha\r');
      await bia.waitFor(/Ana: meia linha\n/);
      ana.type('\x03');
      expect(await ana.ended).toMatchObject({ code: 0 });
      expect(ana.stdout).toMatch(/Encerrado\./);
      await bia.waitFor(/Ana saiu\./);
    },
  );
});
