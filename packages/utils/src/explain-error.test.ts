import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { explainError, knownErrorCodes, PeerError } from './index.ts';

const endpoint = { host: '127.0.0.1', port: 8080 };
const system = (code: string, syscall: string) =>
  Object.assign(new Error(`${syscall} ${code}`), { code, syscall });

describe('explainError', () => {
  test.each(knownErrorCodes)(
    '%s: what happened with the code and the address, what to do, where to read more',
    (code) => {
      for (const syscall of ['listen', 'connect', 'read', 'send', 'getaddrinfo']) {
        const lines = explainError(system(code, syscall), endpoint).split('\n');
        expect(lines).toHaveLength(3);
        expect(lines[0]).toContain(`(${code}): `);
        expect(lines[0]).toContain('127.0.0.1:8080');
        expect(lines[2]).toBe(`Mais sobre este erro: /erros#${code.toLowerCase()}`);
        expect(lines.join('\n')).not.toMatch(/[{}]/);
      }
    },
  );

  test('the same code means another thing when listening and when connecting', () => {
    expect(explainError(system('EADDRNOTAVAIL', 'listen'), endpoint)).toContain(
      'não é deste computador',
    );
    expect(explainError(system('EADDRNOTAVAIL', 'connect'), endpoint)).toContain('me conectar');
    expect(explainError(system('ETIMEDOUT', 'connect'), endpoint)).toContain('ninguém respondeu');
    expect(explainError(new PeerError('ETIMEDOUT', 'connect'), endpoint)).toContain(
      'ninguém respondeu',
    );
    expect(explainError(new PeerError('ETIMEDOUT'), endpoint)).toContain('em silêncio');
    expect(explainError(new PeerError('ETIMEDOUT', 'send'), endpoint)).toContain('em UDP');
    expect(explainError(system('ECONNREFUSED', 'recvmsg'), endpoint)).toContain('Ninguém recebe');
  });

  test('the same code means another thing when the system is asked for a name, and when a DNS server is', () => {
    const about = { host: 'servidor.example', port: 0 };
    expect(explainError(new PeerError('ENOTFOUND', 'lookup'), about)).toMatch(
      /^Não achei «servidor\.example» \(ENOTFOUND\): /,
    );
    expect(explainError(new PeerError('ECONNREFUSED', 'query'), endpoint)).toMatch(
      /^Não consegui perguntar ao DNS em 127\.0\.0\.1:8080 \(ECONNREFUSED\): /,
    );
  });

  test.each([
    [80, '--port 8080'],
    [8080, '--port 8081'],
    [65535, '--port 8080'],
  ])('a taken port %i: another one to try is named', (port, expected) => {
    expect(explainError(system('EADDRINUSE', 'listen'), { host: '::1', port })).toContain(expected);
  });

  test('a real error of connect: its own address and port are used', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    server.close();
    await once(server, 'close');
    const [error] = await once(connect({ host: '127.0.0.1', port }), 'error').catch((e) => [e]);
    expect(explainError(error)).toContain(`127.0.0.1:${port} (ECONNREFUSED)`);
  });

  test('a name with several addresses: the first of its errors speaks', () => {
    const inner = Object.assign(system('ECONNREFUSED', 'connect'), { address: '::1', port: 7 });
    expect(explainError(new AggregateError([inner]))).toContain('[::1]:7 (ECONNREFUSED)');
  });

  test('ENOTCONN, which some systems say for a reset: explained as ECONNRESET', () => {
    expect(explainError(system('ENOTCONN', 'shutdown'), endpoint)).toContain('(ECONNRESET)');
  });

  test('an error that nobody knows: its message and code, on one line, without a stack', () => {
    expect(explainError(system('EWHAT', 'read'), endpoint)).toBe(
      'Algo inesperado aconteceu com 127.0.0.1:8080 (EWHAT): read EWHAT',
    );
    expect(explainError('oops')).toContain('oops');
    expect(explainError(undefined)).toContain('undefined');
  });
});
