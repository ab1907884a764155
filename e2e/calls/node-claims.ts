import assert from 'node:assert/strict';
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, createServer, isIP, type ListenOptions, type Server, Socket } from 'node:net';
import { Worker } from 'node:worker_threads';

const host = '127.0.0.1';

/** A server on a free port, and every connection it has accepted; all of it is closed at the end. */
class Listener implements AsyncDisposable {
  readonly server: Server;
  readonly #accepted: Socket[] = [];

  constructor(server: Server) {
    this.server = server;
    server.on('connection', (socket) => {
      socket.on('error', () => {}); // whoever resets it says so on purpose
      this.#accepted.push(socket);
    });
  }

  static async open(options: { allowHalfOpen?: boolean } = {}): Promise<Listener> {
    const server = createServer(options);
    await listen(server, { host, port: 0 });
    return new Listener(server);
  }

  get port(): number {
    return portOf(this.server);
  }

  /** A connection to this server, seen from both sides. */
  async pair(): Promise<{ client: Socket; accepted: Socket }> {
    const client = connect(this.port, host);
    const [[accepted]] = await Promise.all([
      once(this.server, 'connection'),
      once(client, 'connect'),
    ]);
    this.#accepted.push(client);
    return { client, accepted };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#accepted) socket.destroy();
    if (this.server.listening) await new Promise((resolve) => this.server.close(resolve));
  }
}

async function listen(server: Server, options: ListenOptions): Promise<void> {
  server.listen(options);
  await once(server, 'listening');
}

function portOf(server: Server | UdpSocket): number {
  const address = server.address();
  assert(typeof address === 'object' && address !== null);
  return address.port;
}

/** A port that nobody has: it had just been given to us. */
async function unusedPort(): Promise<number> {
  await using listener = await Listener.open();
  return listener.port;
}

/** The next event of that name; an error in between is somebody else's. */
async function event(emitter: Socket | Worker, name: string): Promise<unknown[]> {
  return await new Promise((resolve) => emitter.once(name, (...values) => resolve(values)));
}

/** What an emitter says when it fails. */
async function failure(emitter: Socket | Server | UdpSocket): Promise<NodeJS.ErrnoException> {
  const [error] = await once(emitter, 'error');
  return error;
}

async function udp(): Promise<UdpSocket> {
  const socket = createSocket('udp4');
  socket.bind(0, host);
  await once(socket, 'listening');
  return socket;
}

async function send(socket: UdpSocket, bytes: Buffer, port: number, to = host): Promise<number> {
  return await new Promise((resolve, reject) => {
    socket.send(bytes, port, to, (error, sent) => (error ? reject(error) : resolve(sent)));
  });
}

/** What docs/referencia/chamadas.md says of Node, each tried with real sockets; claims.json says it in words. */
export const nodeClaims: Readonly<Record<string, () => Promise<void>>> = {
  // creating, listening

  async socket_is_no_connection() {
    const made = new Socket();
    assert.equal(made.connecting, false);
    assert.equal(made.remoteAddress, undefined);
    made.destroy();
  },

  async listen_error_is_an_event() {
    await using first = await Listener.open();
    const second = createServer().listen(first.port, host);
    assert.equal((await failure(second)).code, 'EADDRINUSE');
  },

  async listen_foreign_address() {
    // RFC 5737: for documentation, so nobody's.
    assert.equal((await failure(createServer().listen(0, '192.0.2.1'))).code, 'EADDRNOTAVAIL');
  },

  async listen_impossible_port() {
    assert.throws(() => createServer().listen(65536, host), { code: 'ERR_SOCKET_BAD_PORT' });
  },

  async listen_twice() {
    await using listener = await Listener.open();
    const again = () => listener.server.listen(0, host);
    assert.throws(again, { code: 'ERR_SERVER_ALREADY_LISTEN' });
  },

  async listen_without_host_is_every_interface() {
    await using listener = new Listener(createServer());
    await listen(listener.server, { port: 0 });
    const address = listener.server.address();
    assert(typeof address === 'object' && ['::', '0.0.0.0'].includes(address?.address ?? ''));
  },

  async listen_takes_a_port_from_time_wait() {
    await using first = await Listener.open();
    const { port } = first;
    const { client, accepted } = await first.pair();
    client.resume();
    accepted.end(); // who closes first keeps TIME_WAIT
    await Promise.all([once(client, 'close'), once(accepted, 'close')]);
    first.server.close();
    await once(first.server, 'close');
    await using second = new Listener(createServer());
    await listen(second.server, { host, port });
  },

  async connection_gives_another_socket() {
    await using listener = await Listener.open();
    const { client, accepted } = await listener.pair();
    assert.equal(accepted.remotePort, client.localPort);
    assert.equal(accepted.localPort, listener.port);
  },

  async server_close_waits_for_its_connections() {
    await using listener = await Listener.open();
    const { client, accepted } = await listener.pair();
    const { port } = listener;
    let isClosed = false;
    const closed = once(listener.server.close(), 'close').then(() => {
      isClosed = true;
    });
    // Nobody new comes in, and who is there goes on talking.
    assert.equal((await failure(connect(port, host))).code, 'ECONNREFUSED');
    accepted.write('still here');
    assert.equal(String((await once(client, 'data'))[0]), 'still here');
    assert.equal(isClosed, false);
    client.end();
    accepted.resume();
    await closed;
  },

  // connecting

  async connect_refused() {
    const client = connect(await unusedPort(), host);
    const closed = event(client, 'close');
    assert.equal((await failure(client)).code, 'ECONNREFUSED');
    assert.deepEqual(await closed, [true]);
  },

  async write_before_connect_is_kept() {
    await using listener = await Listener.open();
    const accepted = once(listener.server, 'connection');
    const client = connect(listener.port, host);
    assert.equal(client.connecting, true);
    client.end('early');
    const [socket]: Socket[] = await accepted;
    assert(socket);
    assert.equal(String((await once(socket, 'data'))[0]), 'early');
  },

  // sending

  async write_says_when_to_stop() {
    await using listener = await Listener.open();
    const { client, accepted } = await listener.pair();
    while (client.write(Buffer.alloc(1 << 20)));
    assert(client.writableNeedDrain);
    accepted.resume();
    await once(client, 'drain');
    assert.equal(client.writableLength, 0);
  },

  async write_keeps_everything_in_memory() {
    await using listener = await Listener.open();
    const { client } = await listener.pair();
    const many = 64 << 20;
    assert.equal(client.write(Buffer.alloc(many)), false);
    assert.equal(client.write(Buffer.alloc(many)), false);
    assert(client.writableLength > many);
  },

  async write_after_end() {
    await using listener = await Listener.open();
    const { client } = await listener.pair();
    client.end();
    client.write('too late');
    assert.equal((await failure(client)).code, 'ERR_STREAM_WRITE_AFTER_END');
  },

  // receiving

  async data_is_no_message() {
    await using listener = await Listener.open();
    const { client, accepted } = await listener.pair();
    const message = Buffer.alloc(1 << 20);
    const pieces: number[] = [];
    accepted.on('data', (piece: Buffer) => pieces.push(piece.length));
    client.end(message);
    await once(accepted, 'end');
    assert(pieces.length > 1);
    assert.equal(
      pieces.reduce((sum, length) => sum + length, 0),
      message.length,
    );
  },

  async end_needs_a_reader() {
    await using listener = await Listener.open();
    const { client, accepted } = await listener.pair();
    accepted.end('something');
    assert.equal(client.readableFlowing, null);
    let ended = false;
    client.on('end', () => {
      ended = true;
    });
    await once(client, 'readable'); // it is here, and stays where it is
    assert.equal(ended, false);
    client.removeAllListeners('readable');
    client.resume();
    await once(client, 'end');
  },

  async reset_is_an_error() {
    await using listener = await Listener.open();
    const { client, accepted } = await listener.pair();
    accepted.resetAndDestroy();
    client.resume();
    assert.equal((await failure(client)).code, 'ECONNRESET');
  },

  // ending

  async half_open_is_closed_by_itself() {
    await using listener = await Listener.open();
    const { client, accepted } = await listener.pair();
    accepted.resume();
    client.end();
    await once(accepted, 'end');
    await once(accepted, 'finish'); // nobody called end() here
    assert(accepted.writableEnded);
  },

  async half_open_stays_when_allowed() {
    await using listener = await Listener.open({ allowHalfOpen: true });
    const { client, accepted } = await listener.pair();
    accepted.resume();
    client.end();
    await once(accepted, 'end');
    assert.equal(accepted.writableEnded, false);
    accepted.end('answer');
    assert.equal(String((await once(client, 'data'))[0]), 'answer');
  },

  async end_delivers_what_was_written() {
    await using listener = await Listener.open();
    const { client, accepted } = await listener.pair();
    accepted.write('last ');
    accepted.end('words');
    let received = '';
    for await (const piece of client) received += piece;
    assert.equal(received, 'last words');
  },

  async destroy_is_no_end() {
    await using listener = await Listener.open();
    const { client } = await listener.pair();
    const seen: string[] = [];
    for (const event of ['end', 'error', 'close']) client.on(event, () => seen.push(event));
    client.resume();
    client.destroy();
    await once(client, 'close');
    assert.deepEqual(seen, ['close']);
  },

  async timeout_closes_nothing() {
    await using listener = await Listener.open();
    const { client, accepted } = await listener.pair();
    client.setTimeout(10);
    await once(client, 'timeout');
    assert.equal(client.destroyed, false);
    accepted.write('late');
    assert.equal(String((await once(client, 'data'))[0]), 'late');
  },

  // datagrams

  async message_is_whole_and_says_from_whom() {
    const receiving = await udp();
    const sending = await udp();
    const longest = Buffer.alloc(65507, 'x');
    const message = once(receiving, 'message');
    assert.equal(await send(sending, longest, portOf(receiving)), 65507);
    const [bytes, from] = await message;
    assert(longest.equals(bytes));
    assert.equal(from.port, portOf(sending));
    receiving.close();
    sending.close();
  },

  async message_may_be_empty() {
    const receiving = await udp();
    const message = once(receiving, 'message');
    await send(receiving, Buffer.alloc(0), portOf(receiving));
    assert.equal((await message)[0].length, 0);
    receiving.close();
  },

  async send_too_long() {
    const sending = await udp();
    await assert.rejects(send(sending, Buffer.alloc(65508), 9), { code: 'EMSGSIZE' });
    sending.close();
  },

  async send_to_nobody_is_no_error() {
    const sending = createSocket('udp4');
    const gone = await udp();
    const port = portOf(gone);
    gone.close();
    assert.equal(await send(sending, Buffer.from('hello'), port), 5);
    assert.equal(await send(sending, Buffer.from('hello'), port), 5);
    assert(portOf(sending) > 0); // it took a port by itself
    sending.close();
  },

  async send_broadcast_needs_leave() {
    const sending = await udp();
    const sent = send(sending, Buffer.from('x'), 9, '255.255.255.255');
    await assert.rejects(sent, { code: 'EACCES' });
    sending.close();
  },

  async datagram_socket_after_close() {
    const socket = await udp();
    socket.close();
    await once(socket, 'close');
    assert.throws(() => socket.send('x', 9, host), { code: 'ERR_SOCKET_DGRAM_NOT_RUNNING' });
  },

  // names, bytes, threads

  async lookup_of_an_address_asks_nobody() {
    assert.deepEqual(await lookup('127.0.0.1'), { address: '127.0.0.1', family: 4 });
    assert.deepEqual(await lookup('::1'), { address: '::1', family: 6 });
  },

  async is_ip_is_strict() {
    assert.deepEqual(['127.0.0.1', '::1', '127.1', 'localhost'].map(isIP), [4, 6, 0, 0]);
  },

  async to_string_never_fails() {
    const half = Buffer.from('olá').subarray(0, 3);
    assert.equal(half.toString('utf8'), 'ol\ufffd');
    assert.throws(() => new TextDecoder('utf-8', { fatal: true }).decode(half), {
      code: 'ERR_ENCODING_INVALID_ENCODED_DATA',
    });
    const decoder = new TextDecoder();
    const whole = Buffer.from('olá');
    const first = decoder.decode(whole.subarray(0, 3), { stream: true });
    assert.equal(first + decoder.decode(whole.subarray(3)), 'olá');
  },

  async buffer_numbers_have_bounds() {
    const buffer = Buffer.alloc(4);
    buffer.writeUInt32BE(1);
    assert.deepEqual([...buffer], [0, 0, 0, 1]);
    assert.throws(() => buffer.writeUInt32BE(-1), { code: 'ERR_OUT_OF_RANGE' });
    assert.throws(() => buffer.readUInt32BE(1), { code: 'ERR_OUT_OF_RANGE' });
  },

  async worker_starts_by_itself_and_ends_with_a_code() {
    const worker = new Worker('process.exit(3)', { eval: true });
    assert.deepEqual(await once(worker, 'exit'), [3]);
  },

  async worker_error_is_an_event() {
    const worker = new Worker('throw new RangeError("there")', { eval: true });
    const exit = event(worker, 'exit');
    const [error] = await event(worker, 'error');
    assert(error instanceof RangeError);
    assert.deepEqual(await exit, [1]);
  },

  async worker_can_be_ended_from_outside() {
    const worker = new Worker('for (;;);', { eval: true });
    await once(worker, 'online');
    assert.equal(await worker.terminate(), 1);
  },
};
