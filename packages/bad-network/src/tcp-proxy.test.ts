import { once } from 'node:events';
import { open } from '@tomada/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dial, freePort, named, outcome, Target, Watch } from './fixture.ts';
import { type TcpEvent, type TcpFaults, TcpProxy, type TcpProxyOptions } from './index.ts';

/** A server, a proxy before it and one connection through both. */
async function through(options: Omit<TcpProxyOptions, 'target'> = {}, paused = false) {
  const target = await Target.listen(0, paused);
  const watch = new Watch<TcpEvent>();
  const proxy = await TcpProxy.listen({
    seed: 1,
    ...options,
    target: target.endpoint,
    onEvent: watch.tell,
  });
  const client = dial(proxy.port);
  const server = await target.accept();
  return {
    proxy,
    client,
    server,
    watch,
    target,
    async [Symbol.asyncDispose]() {
      client.destroy();
      server.destroy();
      await proxy.close();
      await target[Symbol.asyncDispose]();
    },
  };
}

const kind = fc.record(
  {
    chunk: fc.oneof(
      fc.integer({ min: 1, max: 50 }),
      fc.record({ from: fc.integer({ min: 1, max: 9 }), to: fc.integer({ min: 9, max: 90 }) }),
    ),
    gap: fc.constant(0),
    join: fc.integer({ min: 0, max: 10 }),
    delay: fc.integer({ min: 0, max: 10 }),
    jitter: fc.integer({ min: 0, max: 5 }),
    rate: fc.integer({ min: 20_000, max: 1_000_000 }),
  },
  { requiredKeys: ['gap'] },
);
const writes = fc.array(fc.uint8Array({ minLength: 1, maxLength: 400 }), { maxLength: 6 });

describe('TcpProxy passes on', () => {
  test('any writes under any faults that lose nothing: the same bytes, both half-closes, a closed end', async () => {
    await fc.assert(
      fc.asyncProperty(
        kind,
        kind,
        writes,
        writes,
        fc.nat(),
        async (up, down, asked, told, seed) => {
          const options = { toServer: up, toClient: down, seed };
          await using run = await through(options);
          const { client, server, watch } = run;
          const got = Promise.all([outcome(server), outcome(client)]);
          for (const bytes of asked) client.write(bytes);
          client.end();
          for (const bytes of told) server.write(bytes);
          server.end();
          const [atServer, atClient] = await got;
          expect(atServer.bytes).toEqual(Buffer.concat(asked));
          expect(atClient.bytes).toEqual(Buffer.concat(told));
          expect([atServer.sawEnd, atClient.sawEnd]).toEqual([true, true]);
          await watch.until(({ event }) => event === 'ended');
          expect(named(watch.seen, 'discarded')).toEqual([]);
          expect(named(watch.seen, 'reset')).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a megabyte without faults and one with cuts: identical', async () => {
    const bytes = Buffer.alloc(1_000_000, 'abcdefghij0123456789~');
    for (const toServer of [{}, { chunk: { from: 500, to: 5000 }, gap: 0 }]) {
      await using run = await through({ toServer, recordEvents: false });
      const got = outcome(run.server);
      run.client.end(bytes);
      expect((await got).bytes.equals(bytes)).toBe(true);
    }
  });

  test('a half-close: the other direction goes on', async () => {
    await using run = await through();
    run.client.end('pergunta');
    const asked = await outcome(run.server);
    expect(asked).toMatchObject({ bytes: Buffer.from('pergunta'), sawEnd: true });
    const got = outcome(run.client);
    run.server.end('resposta');
    expect((await got).bytes.toString()).toBe('resposta');
  });

  test.each(['client', 'server'] as const)(
    'a reset by the %s: the other side is reset',
    async (by) => {
      await using run = await through();
      const other = by === 'client' ? run.server : run.client;
      const got = outcome(other);
      run[by].write('fim');
      await run.watch.until(({ event }) => event === 'sent');
      run[by].resetAndDestroy();
      expect(await got).toMatchObject({ bytes: Buffer.from('fim'), code: 'ECONNRESET' });
      expect(await run.watch.until(({ event }) => event === 'reset')).toMatchObject({ by });
      await run.watch.until(({ event }) => event === 'ended');
    },
  );

  test('a reset behind delayed bytes: comes after them', async () => {
    await using run = await through({ toServer: { delay: 30 } });
    const got = outcome(run.server);
    run.client.write('antes');
    await run.watch.until(({ event }) => event === 'received');
    run.client.resetAndDestroy();
    expect(await got).toMatchObject({ bytes: Buffer.from('antes'), code: 'ECONNRESET' });
  });
});

describe('TcpProxy under backpressure', () => {
  const cases: readonly TcpFaults[] = [
    {},
    { delay: 20 },
    { rate: 1000 },
    { stall: { after: 3 } },
    { join: 20 },
    { chunk: 5000 },
  ];
  test.each(cases)(
    '%j and a server that does not read: the client fills up, the proxy does not',
    async (faults) => {
      await using run = await through({ toServer: faults }, true);
      const { client, proxy } = run;
      const piece = Buffer.alloc(64 * 1024);
      // The systems' buffers take some megabytes; then nothing moves any more.
      let moved = true;
      let written = 0;
      while (moved || client.writableLength === 0) {
        const before = client.bytesWritten - client.writableLength;
        while (client.writableLength < 1_000_000) {
          client.write(piece);
          written += piece.length;
        }
        await Promise.race([
          once(client, 'drain'),
          new Promise((resolve) => setTimeout(resolve, 300)),
        ]);
        moved = client.bytesWritten - client.writableLength !== before;
        expect(proxy.held).toBeLessThan(600_000);
        expect(written).toBeLessThan(100_000_000);
      }
      expect(client.writableLength).toBeGreaterThan(500_000);
    },
  );
});

describe('TcpProxy cuts, joins and slows', () => {
  test('chunk 1: one write a byte, and the reader sees more than one piece', async () => {
    await using run = await through({ toServer: { chunk: 1 } });
    const got = outcome(run.server);
    run.client.end('x'.repeat(50));
    const { bytes, reads } = await got;
    expect(bytes.length).toBe(50);
    expect(reads).toBeGreaterThan(1);
    const sent = named(run.watch.seen, 'sent');
    expect(sent.map(({ length }) => length)).toEqual(Array(50).fill(1));
  });

  test('gap: no piece leaves sooner than that after the one before', async () => {
    await using run = await through({ toServer: { chunk: 2, gap: 10 } });
    const got = outcome(run.server);
    run.client.end('0123456789');
    await got;
    const times = named(run.watch.seen, 'sent').map(({ at }) => at);
    expect(times).toHaveLength(5);
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(39);
  });

  test('join: what came apart leaves as one write', async () => {
    await using run = await through({ toServer: { join: 100 } });
    const got = outcome(run.server);
    run.client.write('um ');
    await run.watch.until(({ event }) => event === 'received');
    run.client.write('dois');
    await run.watch.until((event) => event.event === 'received' && event.offset > 0);
    run.client.end();
    expect((await got).bytes.toString()).toBe('um dois');
    expect(named(run.watch.seen, 'sent').map(({ length }) => length)).toEqual([7]);
  });

  test('delay: no byte leaves before its time', async () => {
    await using run = await through({ toServer: { delay: 60 } });
    const got = outcome(run.server);
    run.client.end('oi');
    await got;
    const [received] = named(run.watch.seen, 'received');
    const [sent] = named(run.watch.seen, 'sent');
    expect((sent?.at ?? 0) - (received?.at ?? 0)).toBeGreaterThanOrEqual(59);
    expect(named(run.watch.seen, 'delayed')).toMatchObject([{ ms: 60, offset: 0 }]);
  });

  test('rate: a thousand bytes at 4000 a second take a fifth of a second at least', async () => {
    await using run = await through({ toServer: { rate: 4000 } });
    const got = outcome(run.server);
    run.client.end(Buffer.alloc(1000));
    expect((await got).bytes.length).toBe(1000);
    const [received] = named(run.watch.seen, 'received');
    const last = named(run.watch.seen, 'sent').at(-1);
    expect((last?.at ?? 0) - (received?.at ?? 0)).toBeGreaterThan(190);
  });
});

describe('TcpProxy faults that happen once', () => {
  test('stall: nothing more passes, the connection stays, the other direction goes on', async () => {
    await using run = await through({ toServer: { stall: { after: 3 } } });
    run.client.write('abcdef');
    const [piece] = await once(run.server, 'data');
    expect(piece.toString()).toBe('abc');
    await run.watch.until(({ event }) => event === 'stalled');
    run.server.write('ainda aqui');
    const [answer] = await once(run.client, 'data');
    expect(answer.toString()).toBe('ainda aqui');
    run.client.write('mais');
    run.server.write('!');
    await once(run.client, 'data');
    expect(named(run.watch.seen, 'sent').filter((e) => e.direction === 'toServer')).toHaveLength(1);
  });

  test('half-close: the server sees the end after those bytes and still answers; the rest is told as lost', async () => {
    await using run = await through({ toServer: { halfClose: { after: 3 } } });
    const got = outcome(run.server);
    run.client.write('abcdef');
    expect(await got).toMatchObject({ bytes: Buffer.from('abc'), sawEnd: true });
    const lost = named(run.watch.seen, 'discarded');
    expect(lost).toMatchObject([{ offset: 3, length: 3, hex: '646566' }]);
    const answer = outcome(run.client);
    run.server.end('resposta');
    expect((await answer).bytes.toString()).toBe('resposta');
  });

  test('close: both sides see the end after those bytes, nobody a reset', async () => {
    await using run = await through({ toClient: { close: { after: 3 } } });
    const got = Promise.all([outcome(run.client), outcome(run.server)]);
    run.server.write('abcdef');
    const [atClient, atServer] = await got;
    expect(atClient).toMatchObject({ bytes: Buffer.from('abc'), sawEnd: true, code: undefined });
    expect(atServer).toMatchObject({ sawEnd: true, code: undefined });
    run.client.end();
    run.server.end();
    await run.watch.until(({ event }) => event === 'ended');
  });

  test('close, and a side that never closes: both sockets are gone all the same', async () => {
    await using run = await through({ toClient: { close: { after: 0 } } });
    run.client.resume();
    run.server.resume();
    await run.watch.until(({ event }) => event === 'ended');
  });

  test('reset after 10: exactly 10 bytes, then ECONNRESET on both sides', async () => {
    await using run = await through({ toClient: { reset: { after: 10 } } });
    const got = Promise.all([outcome(run.client), outcome(run.server)]);
    run.server.write('0123456789abcdef');
    const [atClient, atServer] = await got;
    expect(atClient).toMatchObject({ bytes: Buffer.from('0123456789'), code: 'ECONNRESET' });
    expect(atServer).toMatchObject({ code: 'ECONNRESET' });
    const resets = named(run.watch.seen, 'reset');
    expect(resets).toMatchObject([{ by: 'fault', direction: 'toClient', offset: 10 }]);
  });

  test.each(['reset', 'close', 'halfClose', 'stall'] as const)(
    '%s after 0: as soon as the connection is open, no byte passes',
    async (fault) => {
      await using run = await through({ toServer: { [fault]: { after: 0 } } });
      run.client.write('oi');
      const name = { reset: 'reset', close: 'closed', halfClose: 'half-closed', stall: 'stalled' };
      const event = await run.watch.until((each) => each.event === name[fault]);
      expect(event).toMatchObject({ direction: 'toServer', offset: 0 });
      expect(named(run.watch.seen, 'sent')).toEqual([]);
    },
  );

  test('probability 1: the first piece is not passed on; probability 0: all are', async () => {
    await using always = await through({ toServer: { reset: { probability: 1 } } });
    const got = outcome(always.server);
    always.client.write('oi');
    expect(await got).toMatchObject({ bytes: Buffer.alloc(0), code: 'ECONNRESET' });
    await using never = await through({ toServer: { chunk: 1, reset: { probability: 0 } } });
    const all = outcome(never.server);
    never.client.end('oi, tudo bem?');
    expect(await all).toMatchObject({ bytes: Buffer.from('oi, tudo bem?'), sawEnd: true });
  });
});

describe('TcpProxy repeats itself', () => {
  /** What one connection of so many bytes meets, however they are written. */
  async function decisions(seed: number, parts: readonly Buffer[]) {
    const toServer = {
      chunk: { from: 1, to: 20 },
      gap: 0,
      jitter: 2,
      reset: { probability: 0.02 },
    };
    await using run = await through({ seed, toServer });
    run.client.on('error', () => {});
    let written = 0;
    for (const part of parts) {
      run.client.write(part);
      written += part.length;
      await run.watch.until(
        (each) =>
          each.event === 'reset' ||
          (each.event === 'received' && each.offset + each.length === written),
      );
    }
    run.client.end();
    run.server.on('data', () => {}).once('end', () => run.server.end());
    run.client.resume();
    await run.watch.until(({ event }) => event === 'ended');
    return {
      delays: named(run.watch.seen, 'delayed').map(({ offset, ms }) => [offset, ms]),
      reset: named(run.watch.seen, 'reset').map(({ offset, by }) => [offset, by]),
    };
  }

  test('the same seed: the same cuts, delays and reset, in whatever parts the bytes come', async () => {
    const bytes = Buffer.alloc(600, 'abc');
    const parts = [bytes.subarray(0, 7), bytes.subarray(7, 300), bytes.subarray(300)];
    const first = await decisions(42, [bytes]);
    expect(first.delays.length).toBeGreaterThan(3);
    expect(await decisions(42, parts)).toEqual(first);
    expect((await decisions(43, [bytes])).delays).not.toEqual(first.delays);
  });

  test('each connection and direction has lots of its own', async () => {
    const target = await Target.listen();
    await using _ = target;
    const faults = { chunk: { from: 1, to: 100 }, gap: 0 };
    await using proxy = await TcpProxy.listen({
      target: target.endpoint,
      seed: 5,
      toServer: faults,
      toClient: faults,
    });
    for (let turn = 0; turn < 2; turn++) {
      const client = dial(proxy.port);
      const server = await target.accept();
      const got = Promise.all([outcome(client), outcome(server)]);
      client.end(Buffer.alloc(500));
      server.end(Buffer.alloc(500));
      await got;
    }
    const cuts = [1, 2].flatMap((connection) =>
      (['toServer', 'toClient'] as const).map((direction) =>
        named(proxy.events, 'sent')
          .filter((each) => each.connection === connection && each.direction === direction)
          .map(({ offset }) => offset)
          .join(),
      ),
    );
    expect(new Set(cuts).size).toBe(4);
  });

  test('without a seed: one is chosen, and can be read', async () => {
    await using one = await TcpProxy.listen({ target: { host: '127.0.0.1', port: 9 } });
    await using two = await TcpProxy.listen({ target: { host: '127.0.0.1', port: 9 } });
    expect(Number.isInteger(one.seed)).toBe(true);
    expect(one.seed).not.toBe(two.seed);
  });
});

describe('TcpProxy and a target that is not there', () => {
  test('the client is reset, the proxy lives on, and the next client works once the target is back', async () => {
    const port = await freePort();
    const watch = new Watch<TcpEvent>();
    const target = { host: '127.0.0.1', port };
    await using proxy = await TcpProxy.listen({ target, onEvent: watch.tell });
    expect(await outcome(dial(proxy.port))).toMatchObject({ code: 'ECONNRESET' });
    const failed = await watch.until(({ event }) => event === 'connect-failed');
    expect(failed).toMatchObject({ connection: 1, code: 'ECONNREFUSED' });
    await using back = await Target.listen(port);
    const client = dial(proxy.port);
    client.end('oi');
    expect((await outcome(await back.accept())).bytes.toString()).toBe('oi');
  });

  test('a target that dies in the middle: its client is reset, the next one is served', async () => {
    await using run = await through();
    const got = outcome(run.client);
    run.server.resetAndDestroy();
    expect(await got).toMatchObject({ code: 'ECONNRESET' });
    const next = dial(run.proxy.port);
    next.end('de novo');
    expect((await outcome(await run.target.accept())).bytes.toString()).toBe('de novo');
  });
});

describe('TcpProxy.close', () => {
  test('with connections in every state: all are closed and the port is free', async () => {
    await using run = await through({ toServer: { delay: 60_000 } });
    const { proxy, client, watch } = run;
    client.write('preso');
    await watch.until(({ event }) => event === 'received');
    const closed = once(client, 'close');
    client.resume().once('end', () => client.end());
    await proxy.close();
    await closed;
    expect(proxy.connections).toBe(0);
    expect(proxy.held).toBe(0);
    await expect(open(proxy.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await proxy.close();
  });
});

describe('TcpProxy.listen refuses', () => {
  const target = { host: '127.0.0.1', port: 9 };
  test.each([
    [{ chunck: 1 }, 'toServer: não conheço a falha «chunck». As que existem são: chunk, gap'],
    [{ loss: 1 }, '«loss» é só do UDP.'],
    [{ chunk: 0 }, 'toServer.chunk: 0 não é um número inteiro de 1 em diante.'],
    [{ chunk: { from: 5, to: 4 } }, 'toServer.chunk.to: 4'],
    [{ delay: -1 }, 'toServer.delay: -1 não é um tempo em ms'],
    [{ rate: 0 }, 'toServer.rate: 0 não é uma taxa'],
    [{ reset: { probability: 1.2 } }, '1.2 não é uma probabilidade (de 0 a 1).'],
    [{ stall: { after: 1.5 } }, 'toServer.stall.after: 1.5'],
    [{ close: {} }, 'toServer.close: {} não diz quando'],
  ])('%j: a sentence that names it', async (toServer, part) => {
    const attempt = TcpProxy.listen({ target, toServer: toServer as TcpFaults });
    await expect(attempt).rejects.toMatchObject({ name: 'FaultError', code: 'ERR_BAD_FAULT' });
    await expect(attempt).rejects.toThrow(part);
  });

  test('a seed out of range, a target without a port', async () => {
    await expect(TcpProxy.listen({ target, seed: -1 })).rejects.toThrow('seed: -1');
    const nowhere = { host: '127.0.0.1', port: 0 };
    await expect(TcpProxy.listen({ target: nowhere })).rejects.toThrow('target.port: 0');
  });

  test('a taken port: the system error', async () => {
    await using taken = await Target.listen();
    const attempt = TcpProxy.listen({ target, listen: taken.endpoint });
    await expect(attempt).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

test('recordEvents false: nothing is kept, and a listener is told all the same', async () => {
  await using run = await through({ recordEvents: false });
  run.client.end('oi');
  await outcome(run.server);
  expect(run.proxy.events).toEqual([]);
  expect(run.watch.seen.length).toBeGreaterThan(2);
});
