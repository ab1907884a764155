import {
  lessonScript,
  open,
  pythonFault,
  run,
  skipWithoutPython,
  start,
  TestServer,
} from '@tomada/testing';
import { expect, test } from 'vitest';

const portOf = (server: TestServer) => ['--port', String(server.port)];

test('faults/one-piece: the first piece is taken for the answer; start waits for the end of it', async () => {
  await using endless = await TestServer.listen((connection) => {
    connection.write('O'); // And never the end.
  });
  const program = lessonScript('tcp-client', 'fault:one-piece');
  expect(await run(program, [...portOf(endless), 'olá'])).toMatchObject({
    code: 0,
    stdout: 'Recebido: O\n',
  });
  await using server = await TestServer.listen((connection) => {
    connection.setNoDelay(true).write('O');
    connection.resume().once('end', () => connection.end('LÁ'));
  });
  const { stdout } = await run(lessonScript('tcp-client', 'start'), [...portOf(server), 'olá']);
  expect(stdout).toBe('Enviado:  olá\nRecebido: OLÁ\n');
});

test('faults/empty-message: no byte leaves, and the wait is vain; start:off does not send it', async () => {
  let received = 0;
  await using server = await TestServer.listen((connection) => {
    connection.on('data', (piece) => {
      received += piece.length;
      connection.end('Servidor encerrado.');
    });
  });
  const faulty = lessonScript('tcp-client', 'fault:empty-message');
  const ended = await run(faulty, [...portOf(server), '--timeout', '0.5']);
  expect(ended).toMatchObject({
    code: 1,
    stdout: 'Enviei uma linha vazia. Esperando a resposta…\n',
    stderr: expect.stringContaining('(ETIMEDOUT)'),
  });
  expect(received).toBe(0);
  const mended = lessonScript('tcp-client', 'start:off');
  const { code, stdout } = await run(mended, portOf(server), { input: '\noff\n' });
  expect({ code, received }).toEqual({ code: 0, received: 3 });
  expect(stdout).toContain('Uma linha vazia não tem bytes: não há o que enviar.\n');
});

test('faults/never-connected: what is written to a socket that never connected is an error', async () => {
  expect(await run(lessonScript('tcp-client', 'fault:never-connected'), [])).toMatchObject({
    code: 0,
    stdout: 'Erro: Socket is closed\n',
  });
  await using server = await TestServer.listen((connection) => connection.end('sim'));
  const connection = await open(server.port);
  expect(connection.pending).toBe(false); // The same class, connected.
  connection.destroy();
});

test.skipIf(skipWithoutPython)(
  'faults/send-once: send sends a part, and says how much; sendall sends all',
  async () => {
    const { stdout } = await run(pythonFault('tcp-client', 'send-once'), []);
    const [, sent, arrived] =
      /^send: enviou (\d+) de 10000000 bytes\.\nChegaram (\d+) bytes\.$/m.exec(stdout) ?? [];
    expect(Number(sent)).toBeGreaterThan(0);
    expect(Number(sent)).toBeLessThan(10_000_000);
    expect(arrived).toBe(sent);
    // The reader is a thread of its own: the last two lines may change places.
    expect(stdout).toContain('sendall: enviou os 10000000 bytes.\n');
    expect(stdout).toContain('Chegaram 10000000 bytes.\n');
  },
);

// Other systems confirm on their own schedule: only Linux's is known to be slow enough to see.
test.skipIf(process.platform !== 'linux')(
  'faults/two-small-writes: the second waits for the first to be confirmed, but with noDelay or as one',
  async () => {
    await using program = start(lessonScript('tcp-client', 'fault:two-small-writes'), []);
    const { stdout } = await program.ended;
    const rates = [...stdout.matchAll(/: (\d+) por segundo$/gm)].map(([, rate]) => Number(rate));
    expect(rates).toHaveLength(3);
    const [slow = 0, withNoDelay = 0, together = 0] = rates;
    // Measured: some hundred times as fast. A busy machine may be late, a kept-back write never early.
    expect(slow).toBeLessThan(60);
    expect(withNoDelay).toBeGreaterThan(2 * slow);
    expect(together).toBeGreaterThan(2 * slow);
  },
);
