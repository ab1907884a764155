import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Watch } from './fixture.ts';
import { type UdpEvent, type UdpFaults, UdpRelay, type UdpRelayOptions } from './index.ts';
import { Peer } from './udp-fixture.ts';

/** A server, a relay before it and one client. */
async function through(
  options: Omit<UdpRelayOptions, 'target'> = {},
  answers?: (text: string) => string,
) {
  const server = await Peer.open(answers);
  const client = await Peer.open();
  const watch = new Watch<UdpEvent>();
  const relay = await UdpRelay.listen({
    seed: 1,
    ...options,
    target: server.endpoint,
    onEvent: watch.tell,
  });
  return {
    relay,
    client,
    server,
    watch,
    send: (...texts: string[]) => client.send(relay.port, ...texts),
    async [Symbol.asyncDispose]() {
      await relay.close();
      await client[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

describe('UdpRelay', () => {
  test('without faults: any datagrams, the empty one too, arrive as they were, and answers come back', async () => {
    const texts = fc.array(fc.uint8Array({ maxLength: 1200 }), { minLength: 1, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(texts, async (sent) => {
        await using run = await through({}, (text) => `<${text}>`);
        const asText = sent.map((bytes) => Buffer.from(bytes).toString('latin1'));
        await run.send(...asText);
        expect(await run.client.take(sent.length)).toEqual(asText.map((text) => `<${text}>`));
        expect(await run.server.take(sent.length)).toEqual(asText);
      }),
      { numRuns: 30 },
    );
  });

  test('two clients: each has its answers and a port of its own before the server', async () => {
    await using run = await through({}, (text) => text.toUpperCase());
    await using other = await Peer.open();
    await run.send('um');
    await other.send(run.relay.port, 'dois');
    expect(await run.client.take(1)).toEqual(['UM']);
    expect(await other.take(1)).toEqual(['DOIS']);
    expect(new Set(run.server.senders).size).toBe(2);
    expect(run.relay.clients).toBe(2);
  });

  test('loss of 2 and 5: those are told as lost, the others arrive', async () => {
    await using run = await through({ toServer: { loss: { datagrams: [2, 5] } } });
    await run.send('1', '2', '3', '4', '5', '6');
    expect(await run.server.take(4)).toEqual(['1', '3', '4', '6']);
    const lost = run.watch.seen.filter(({ event }) => event === 'lost');
    expect(lost).toMatchObject([{ datagram: 2, by: 'fault' }, { datagram: 5 }]);
  });

  test('repeat 2: comes twice', async () => {
    await using run = await through({ toServer: { repeat: { datagrams: [2] } } });
    await run.send('1', '2', '3');
    expect(await run.server.take(4)).toEqual(['1', '2', '2', '3']);
  });

  test('reorder: the next one overtakes; the last one is let go by itself', async () => {
    await using run = await through({ toServer: { reorder: { datagrams: [1, 4, 5, 7] } } });
    await run.send('1', '2', '3', '4', '5', '6', '7');
    expect(await run.server.take(7)).toEqual(['2', '1', '3', '5', '4', '6', '7']);
  });

  test('cut: half, or so many bytes; what is shorter stays', async () => {
    await using half = await through({ toServer: { cut: { datagrams: [1, 2] } } });
    await half.send('abcde', 'x', 'inteiro');
    expect(await half.server.take(3)).toEqual(['ab', '', 'inteiro']);
    await using three = await through({ toServer: { cut: { probability: 1 }, cutTo: 3 } });
    await three.send('abcde', 'ab');
    expect(await three.server.take(2)).toEqual(['abc', 'ab']);
  });

  test('change: exactly one byte is another one, as the event tells', async () => {
    await using run = await through({ toServer: { change: { datagrams: [1, 2] } } });
    await run.send('abcdef', '');
    const [changed = '', empty] = await run.server.take(2);
    expect(empty).toBe('');
    const differing = [...'abcdef'].flatMap((letter, at) => (changed[at] === letter ? [] : [at]));
    expect(changed).toHaveLength(6);
    expect(differing).toHaveLength(1);
    const [event] = run.watch.seen.filter((each) => each.event === 'changed');
    expect(event).toMatchObject({
      offset: differing[0],
      after: changed.charCodeAt(differing[0] ?? 0),
    });
  });

  test('delay: no datagram leaves before its time', async () => {
    await using run = await through({ toServer: { delay: 50 } });
    await run.send('oi');
    await run.server.take(1);
    const at = (name: string) => run.watch.seen.find(({ event }) => event === name)?.at ?? 0;
    expect(at('sent') - at('received')).toBeGreaterThanOrEqual(49);
  });

  test('any faults but loss: each datagram arrives once, and once more when repeated', async () => {
    const some = fc.oneof(
      fc.record({ probability: fc.double({ min: 0, max: 1, noNaN: true }) }),
      fc.record({ datagrams: fc.array(fc.integer({ min: 1, max: 12 })) }),
    );
    const faults = fc.record(
      { repeat: some, reorder: some, delay: fc.nat({ max: 5 }), jitter: fc.nat({ max: 5 }) },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(faults, fc.nat(), async (toServer, seed) => {
        await using run = await through({ toServer, seed });
        const texts = Array.from({ length: 12 }, (_, index) => `datagrama ${index + 1}`);
        await run.send(...texts);
        const sent = () => run.watch.seen.filter(({ event }) => event === 'sent');
        const first = () => sent().filter((each) => 'copy' in each && each.copy === 1);
        await run.watch.until(() => first().length === 12);
        const repeated = run.watch.seen.flatMap((each) =>
          each.event === 'repeated' ? [texts[each.datagram - 1] ?? ''] : [],
        );
        const expected = [...texts, ...repeated];
        const came = await run.server.take(expected.length);
        expect(came.sort()).toEqual(expected.sort());
      }),
      { numRuns: 25 },
    );
  });

  test('the same seed: the same lots for each datagram; another seed, others', async () => {
    const toServer: UdpFaults = {
      loss: { probability: 0.3 },
      repeat: { probability: 0.3 },
      cut: { probability: 0.3 },
      change: { probability: 0.3 },
    };
    const texts = Array.from({ length: 30 }, (_, index) => `datagrama ${index + 1}`);
    async function decided(seed: number) {
      await using run = await through({ toServer, seed });
      await run.send(...texts);
      await run.watch.until((each) => 'datagram' in each && each.datagram === 30);
      return run.watch.seen
        .filter(({ event }) => ['lost', 'repeated', 'cut', 'changed'].includes(event))
        .map(({ at: _, ...rest }) => rest);
    }
    const first = await decided(7);
    expect(first.length).toBeGreaterThan(10);
    expect(await decided(7)).toEqual(first);
    expect(await decided(8)).not.toEqual(first);
  });

  test('a target that is not there: an event tells it, and the relay works once it is back', async () => {
    const watch = new Watch<UdpEvent>();
    const gone = await Peer.open();
    const target = gone.endpoint;
    await gone[Symbol.asyncDispose]();
    await using relay = await UdpRelay.listen({ target, onEvent: watch.tell });
    await using client = await Peer.open();
    await client.send(relay.port, 'oi');
    const failed = await watch.until(({ event }) => event === 'failed');
    expect(failed).toMatchObject({ client: 1, direction: 'toServer', code: 'ECONNREFUSED' });
    await client.send(relay.port, 'de novo');
    await watch.until((each) => each.event === 'sent' && each.datagram === 2);
  });

  test('an idle client: is forgotten, and is a new one when it comes back', async () => {
    await using run = await through({ idle: 30 }, (text) => text);
    await run.send('oi');
    await run.client.take(1);
    await run.watch.until(({ event }) => event === 'ended');
    expect(run.relay.clients).toBe(0);
    await run.send('voltei');
    expect(await run.client.take(1)).toEqual(['voltei']);
    expect(run.watch.seen.filter(({ event }) => event === 'open')).toHaveLength(2);
  });

  test('a delay longer than the idle time: the datagram is not lost', async () => {
    await using run = await through({ idle: 20, toServer: { delay: 80 } });
    await run.send('tarde');
    expect(await run.server.take(1)).toEqual(['tarde']);
  });

  test('close with datagrams held: the port is free at once', async () => {
    await using run = await through({ toServer: { delay: 60_000 } });
    await run.send('preso');
    await run.watch.until(({ event }) => event === 'delayed');
    const { port } = run.relay;
    await run.relay.close();
    const listen = { host: '127.0.0.1', port };
    await using again = await UdpRelay.listen({ target: run.server.endpoint, listen });
    expect(again.address).toBe(`127.0.0.1:${port}`);
  });
});

describe('UdpRelay.listen refuses', () => {
  const target = { host: '127.0.0.1', port: 9 };
  test.each([
    [{ lost: 1 }, 'toServer: não conheço a falha «lost».'],
    [{ chunk: 1 }, '«chunk» é só do TCP.'],
    [{ loss: { probability: 1.2 } }, '1.2 não é uma probabilidade (de 0 a 1).'],
    [{ loss: { datagrams: [0] } }, 'toServer.loss.datagrams: 0'],
    [{ repeat: 3 }, 'toServer.repeat: 3 não diz quais'],
    [{ cutTo: -1 }, 'toServer.cutTo: -1'],
  ])('%j: a sentence that names it', async (toServer, part) => {
    const attempt = UdpRelay.listen({ target, toServer: toServer as UdpFaults });
    await expect(attempt).rejects.toMatchObject({ code: 'ERR_BAD_FAULT' });
    await expect(attempt).rejects.toThrow(part);
  });

  test('a taken port: the system error', async () => {
    await using taken = await Peer.open();
    const attempt = UdpRelay.listen({ target, listen: taken.endpoint });
    await expect(attempt).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
