import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { hostname, networkInterfaces } from 'node:os';
import { lessonScript, run, skipWithoutPython, start, twins } from '@tomada/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const programs = twins('address-lookup', 'start', 'address-lookup');
const dns = start(lessonScript('address-lookup', 'dns'), ['--port', '0'], {
  limit: 300_000,
});
let server = '';
beforeAll(async () => {
  server = `127.0.0.1:${await dns.listening()}`;
});
afterAll(async () => {
  expect(await dns.interrupt()).toMatchObject({ code: 0, stderr: '' });
});

/** What stands beside a label, several lines as several values. */
function row(stdout: string, label: string): string[] {
  const lines = stdout.split('\n');
  const first = lines.findIndex((line) => line.startsWith(`  ${label}`));
  expect(first, `«${label}» in:\n${stdout}`).not.toBe(-1);
  const rest = lines.slice(first + 1);
  const count = rest.findIndex((line) => !line.startsWith(' '.repeat(21)));
  return lines.slice(first, first + 1 + count).map((line) => line.slice(21));
}

describe.each(programs)('address-lookup in $language', ({ program, skip }) => {
  const ask = (...args: string[]) => run(program, ['--server', server, '--timeout', '2', ...args]);
  const noTrace = /^\s+at |Traceback/m;

  describe.skipIf(skip)('offline, on any machine', () => {
    test('localhost: 127.0.0.1 or ::1 or both, by the system', async () => {
      const { code, stdout, stderr } = await ask('localhost');
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const found = row(stdout, 'Pelo sistema:');
      expect(found.length).toBeGreaterThan(0);
      for (const each of found) expect(['127.0.0.1', '::1']).toContain(each);
    });

    test('the own name of the machine: what its system says, and code 0 if it says something', async () => {
      const { code, stdout } = await ask(hostname());
      const [first = ''] = row(stdout, 'Pelo sistema:');
      expect(code).toBe(first.startsWith('Não achei') ? 1 : 0);
    });

    test('127.0.0.1 and ::1 together: the bytes of each', async () => {
      const { code, stdout, stderr } = await ask('127.0.0.1', '::1');
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain(
        '127.0.0.1: endereço IPv4\n  Bytes:             127 0 0 1\n  Em hexadecimal:    7f 00 00 01\n  De volta a texto:  127.0.0.1\n',
      );
      expect(stdout).toContain(
        '::1: endereço IPv6\n  Bytes:             0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1\n',
      );
    });

    test('--self without words: an address of this machine to tell, or that there is none', async () => {
      const { code, stdout, stderr } = await run(program, ['--self']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const told = /diga.*: (\S+)/.exec(stdout)?.[1];
      const own = Object.values(networkInterfaces())
        .flatMap((infos) => infos ?? [])
        .map(({ address }) => address);
      if (told === undefined) expect(stdout).toContain('Nenhum endereço IPv4');
      else expect(own).toContain(told);
    });

    test('no DNS server at the address: said with the code; the system alone decides the exit code', async () => {
      const closed = createSocket('udp4').bind(0, '127.0.0.1');
      await once(closed, 'listening');
      const { port } = closed.address();
      closed.close();
      await once(closed, 'close');
      const { code, stdout } = await run(program, ['--server', `127.0.0.1:${port}`, 'localhost']);
      expect(code).toBe(0);
      for (const label of ['DNS, IPv4 (A):', 'DNS, IPv6 (AAAA):'])
        expect(row(stdout, label)).toEqual([
          `Não consegui perguntar ao DNS em 127.0.0.1:${port} (ECONNREFUSED): nenhum programa atende nessa porta, ou não há caminho até ele.`,
        ]);
    });
  });

  describe.skipIf(skip)('asks a DNS server', () => {
    test.each([
      ['servidor.example', ['192.0.2.10', '192.0.2.11'], ['2001:db8::10']],
      ['SERVIDOR.example.', ['192.0.2.10', '192.0.2.11'], ['2001:db8::10']],
      ['apelido.example', ['192.0.2.20'], 'ENODATA'],
      ['antigo.example', ['192.0.2.20'], 'ENODATA'],
      ['pão.example', ['192.0.2.30'], 'ENODATA'],
      // What c-ares takes, and so what we show: an address under another name.
      ['mentira.example', ['192.0.2.66'], 'ENODATA'],
    ])('%s: %j and %j, code 0', async (name, ipv4, ipv6) => {
      const { code, stdout, stderr } = await ask(name);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(row(stdout, 'DNS, IPv4 (A):')).toEqual(ipv4);
      const found = row(stdout, 'DNS, IPv6 (AAAA):');
      if (typeof ipv6 === 'string') expect(found[0]).toContain(`(${ipv6}): `);
      else expect(found).toEqual(ipv6);
    });

    test.each([
      ['nada.example', 'ENOTFOUND'],
      ['falha.example', 'ESERVFAIL'],
      ['recusa.example', 'EREFUSED'],
      ['confuso.example', 'EFORMERR'],
      ['novo.example', 'ENOTIMP'],
      ['lixo.example', 'EBADRESP'],
      ['pedaco.example', 'EBADRESP'],
      ['grande.example', 'ECONNREFUSED'],
      ['mudo.example', 'ETIMEOUT'],
      ['imita.example', 'ETIMEOUT'],
      ['troca.example', 'ETIMEOUT'],
    ])('%s: %s in both lines, explained, code 1', async (name, expected) => {
      const { code, stdout, stderr } = await run(program, [
        ...['--server', server, '--timeout', '0.7', name],
      ]);
      expect(code).toBe(1);
      for (const label of ['DNS, IPv4 (A):', 'DNS, IPv6 (AAAA):']) {
        const [line] = row(stdout, label);
        expect(line).toContain(`DNS em ${server}`);
        expect(line).toContain(`(${expected}): `);
      }
      expect(stdout).not.toContain('192.0.2.66');
      expect(stderr).toMatch(/^(?:Não achei|Desisti de procurar) «/);
      expect(stderr).toContain('Mais sobre este erro: /erros#');
      expect(stderr).not.toMatch(noTrace);
    });

    test('an address: its name', async () => {
      const { code, stdout } = await ask('192.0.2.10');
      expect(code).toBe(0);
      expect(row(stdout, 'DNS, nome (PTR):')).toEqual(['servidor.example']);
    });

    test('an address without a name: no failure', async () => {
      const { code, stdout, stderr } = await ask('192.0.2.99', '2001:db8::99');
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(row(stdout, 'DNS, nome (PTR):')[0]).toContain('(ENOTFOUND): ');
    });

    test('a name with a terminal command in it: shown, not obeyed', async () => {
      const { stdout } = await ask('192.0.2.66');
      expect(row(stdout, 'DNS, nome (PTR):')).toEqual(['banco\\027[31m.example']);
      expect(stdout).not.toContain('\x1b');
    });

    test('one argument that nobody knows among good ones: all shown, code 1', async () => {
      const { code, stdout } = await ask('nada.example', 'servidor.example');
      expect(code).toBe(1);
      expect(stdout).toContain('servidor.example: nome\n');
      expect(stdout).toContain('192.0.2.11');
    });

    test('a first datagram that is lost: asked again', async () => {
      const relay = createSocket('udp4').bind(0, '127.0.0.1');
      await once(relay, 'listening');
      const heard = new Map<string, number>();
      relay.on('message', (bytes, from) => {
        // What follows the number tells the question; its first coming is dropped.
        const question = bytes.subarray(12).toString('hex');
        heard.set(question, (heard.get(question) ?? 0) + 1);
        if (heard.get(question) === 1) return;
        const ahead = createSocket('udp4');
        ahead.once('message', (answer) => {
          relay.send(answer, from.port, from.address);
          ahead.close();
        });
        ahead.send(bytes, Number(server.split(':')[1]), '127.0.0.1');
      });
      const { stdout } = await run(program, [
        '--server',
        `127.0.0.1:${relay.address().port}`,
        'servidor.example',
      ]);
      relay.close();
      expect([...heard.values()].every((times) => times >= 2)).toBe(true);
      expect(row(stdout, 'DNS, IPv6 (AAAA):')).toEqual(['2001:db8::10']);
    });
  });

  describe.skipIf(skip)('refuses with one sentence and code 2', () => {
    test.each([
      ['256.1.1.1', '256 não cabe em um byte'],
      ['10.0.0.1:80', 'tire «:80»'],
      ['a\x1b[31m', 'não pode ter «\\x1b»'],
    ])('%j', async (text, part) => {
      // With a right word before it: nothing is looked up.
      const { code, stdout, stderr } = await ask('localhost', text);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(part);
      expect(stderr).not.toContain('\x1b');
      expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    });

    test.each([
      [[], 'Faltou dizer o que procurar. Por exemplo: '],
      [['--server', 'dns.example', 'a'], '--server: «dns.example»'],
      [['--server', '127.0.0.1:0', 'a'], '--server: «127.0.0.1:0»'],
      [['--server', '127.0.0.1:99999', 'a'], '--server: «127.0.0.1:99999»'],
      [['--server', '[127.0.0.1]:53', 'a'], '--server: «[127.0.0.1]:53»'],
      [['--server', '::1:', 'a'], '--server: «::1:»'],
      [['--timeout', '0', 'a'], '--timeout: «0»'],
      [['--self=sim'], 'A opção --self não leva valor'],
      [['--dns', 'a'], '--dns'],
    ])('%j', async (args, part) => {
      const { code, stdout, stderr } = await run(program, args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(part);
      expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    });
  });

  test.skipIf(skip)('Ctrl-C while it waits: code 0 and no error', async () => {
    const args = ['--server', server, '--timeout', '60', 'mudo.example'];
    await using waiting = start(program, args);
    await waiting.waitFor(/: nome\n/);
    expect(await waiting.interrupt()).toMatchObject({ code: 0, stderr: '' });
  });
});

describe.skipIf(skipWithoutPython)('TypeScript beside Python', () => {
  const [typescript, python] = programs;
  test.each([
    ['--help'],
    ['servidor.example', 'apelido.example', 'nada.example', '192.0.2.10'],
    ['pão.example', '::ffff:1.2.3.4', '2001:db8::1'],
    ['localhost', '127.0.0.1'],
  ])('%j %j %j %j: the same words', async (...words) => {
    const args = ['--server', server, ...words.filter(Boolean)];
    const said = await Promise.all([run(typescript.program, args), run(python.program, args)]);
    const [ours, theirs] = said.map(({ code, stdout, stderr }) => ({
      code,
      stdout: stdout.replace(/^Uso: .*/, ''),
      stderr,
    }));
    expect(ours).toEqual(theirs);
  });
});
