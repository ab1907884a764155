import { once } from 'node:events';
import { connect } from 'node:net';
import { lessonScript, type Program } from '@tomada/testing';
import {
  type Decoder,
  encodeLengthPrefixed,
  explainError,
  LengthPrefixDecoder,
  LineDecoder,
} from '@tomada/utils';
import {
  freePort,
  type Stage,
  shown,
  UNPRIVILEGED,
  withServer,
  withSilentReceiver,
} from './stage.ts';

/** Makes a lesson's program meet an error, and gives all that its terminal showed. */
export type Probe = (stage: Stage, bare: Stage) => Promise<string>;

export const dnsServer = lessonScript('address-lookup', 'dns');
const port = (value: number) => ['--port', String(value)];
const host = (value: string) => ['--host', value];
const upper = (stage: Stage, args: readonly string[], used?: number) =>
  stage.lesson('tcp-client', 'start', [...args, 'oi'], used);
/** In a network of its own no port is taken: the one of the page is free. */
const upperIn = (stage: Stage, where: string) => upper(stage, [...host(where), ...port(8080)]);

/** Asks the toy DNS server for a name, as the page of lesson 4 does. */
const askToy = (name: string): Probe => {
  return async (stage) => {
    await using dns = stage.start(dnsServer, port(0));
    const used = await dns.listening();
    const args = ['--server', `127.0.0.1:${used}`, '--timeout', '1', name];
    const said = await stage.lesson('address-lookup', 'start', args);
    return said.replaceAll(`:${used}`, ':5300');
  };
};

/** The same through the system's look-up, which needs the port of real name servers. */
const askSystem = (name: string, withServerOf53: boolean): Probe => {
  return async (stage) => {
    await using dns = withServerOf53 ? stage.start(dnsServer, port(53)) : undefined;
    await dns?.listening();
    return await stage.lesson('address-lookup', 'start', ['--timeout', '0.7', name]);
  };
};

/** Sends bytes over a real connection to a decoder of ours, and explains what it says of them. */
async function decodeFrom(bytes: Uint8Array, decoder: Decoder<unknown>): Promise<string> {
  return await withServer(
    (client) => client.end(bytes),
    async (used) => {
      const connection = connect(used, '127.0.0.1');
      await once(connection, 'connect');
      try {
        for await (const piece of connection) for (const _ of decoder.push(piece));
        for (const _ of decoder.end());
        return 'no error';
      } catch (error) {
        return explainError(error, { host: '127.0.0.1', port: 8080 });
      }
    },
  );
}

/** By code and activity, as in the table of forms. */
export const ownProbes: Readonly<Record<string, Probe>> = {
  'EADDRINUSE any': (stage) =>
    withServer(
      () => {},
      (used) => stage.lesson('tcp-server', 'start', port(used), used),
    ),
  'EACCES listen': (stage) => {
    const { name, argv, cwd } = lessonScript('tcp-server', 'start');
    return stage.said({ name, argv: [...UNPRIVILEGED, ...argv], cwd }, port(80));
  },
  'EACCES any': (stage) =>
    stage.lesson('udp', 'start:client', [...host('255.255.255.255'), ...port(8080), 'oi']),
  'EADDRNOTAVAIL listen': async (stage) => {
    const used = await freePort();
    return stage.lesson('tcp-server', 'start', [...host('192.0.2.1'), ...port(used)], used);
  },
  'EADDRNOTAVAIL any': (_, bare) => upperIn(bare, '::1'),
  'ECONNREFUSED any': async (stage) => {
    const used = await freePort();
    return upper(stage, port(used), used);
  },
  'ECONNREFUSED datagram': async (stage) => {
    const used = await withSilentReceiver(async (free) => free);
    return stage.lesson('udp', 'start:client:numbered', [...port(used), 'oi'], used);
  },
  'ECONNREFUSED query': async (stage) => {
    const used = await withSilentReceiver(async (free) => free);
    const args = ['--server', `127.0.0.1:${used}`, 'localhost'];
    return (await stage.lesson('address-lookup', 'start', args)).replaceAll(`:${used}`, ':5300');
  },
  'ECONNRESET any': (stage) =>
    withServer(
      (client) => client.once('data', () => client.resetAndDestroy()),
      (used) => upper(stage, port(used), used),
    ),
  'ECONNABORTED any': (stage) =>
    abort(stage, () =>
      stage.start(lessonScript('tcp-client', 'start:off'), port(8080), { input: 'open' }),
    ),
  'EPIPE any': async (stage) => {
    await using server = stage.start(lessonScript('tcp-server', 'start:lines'), port(0));
    const used = await server.listening();
    // The answers to so many lines go out in several writes, and nobody is there any more.
    for (;;) {
      const client = connect(used, '127.0.0.1');
      await once(client, 'connect');
      await new Promise((resolve) => client.write('a\n'.repeat(2000), resolve));
      const { localPort } = client;
      client.destroy();
      await server.waitFor(new RegExp(`:${localPort} fechada`));
      const told = server.stderr.replaceAll(`127.0.0.1:${localPort}`, '127.0.0.1:8080');
      if (told.includes('127.0.0.1:8080 (EPIPE)')) return told;
    }
  },
  'ETIMEDOUT connect': (stage) => upperIn(stage, '192.0.2.3'),
  'ETIMEDOUT any': (stage) =>
    withServer(
      () => {},
      (used) => upper(stage, [...port(used), '--timeout', '0.3'], used),
    ),
  'ETIMEDOUT datagram': (stage) =>
    withSilentReceiver((used) =>
      stage.lesson(
        'udp',
        'start:client',
        [...port(used), '--timeout', '0.2', '--tries', '1', 'oi'],
        used,
      ),
    ),
  'ETIMEDOUT lookup': askSystem('mudo.example', true),
  'ENOTFOUND any': async (stage) => {
    await using dns = stage.start(dnsServer, port(53));
    await dns.listening();
    return await upperIn(stage, 'nada.example');
  },
  'ENOTFOUND lookup': askSystem('nada.example', true),
  'ENOTFOUND query': askToy('nada.example'),
  'EAI_AGAIN any': (stage) => upperIn(stage, 'nada.example'),
  'EAI_AGAIN lookup': askSystem('nada.example', false),
  'ETIMEOUT any': askToy('mudo.example'),
  'ENODATA any': askToy('antigo.example'),
  'ESERVFAIL any': askToy('falha.example'),
  'EREFUSED any': askToy('recusa.example'),
  'EFORMERR any': askToy('confuso.example'),
  'ENOTIMP any': askToy('novo.example'),
  'EBADRESP any': askToy('lixo.example'),
  'EHOSTUNREACH any': (stage) => upperIn(stage, '192.0.2.1'),
  'ENETUNREACH any': (stage) => upperIn(stage, '198.51.100.1'),
  'EMSGSIZE any': (stage) =>
    withSilentReceiver((used) =>
      stage.lesson('udp', 'start:client', [...port(used), 'x'.repeat(65_508)], used),
    ),
  'ERR_EMPTY_ANSWER any': (stage) =>
    withServer(
      (client) => client.resume().once('end', () => client.end()),
      (used) => upper(stage, port(used), used),
    ),
  'ERR_MESSAGE_TOO_LONG any': () => decodeFrom(Buffer.from('x'.repeat(8)), new LineDecoder(4)),
  'ERR_INCOMPLETE_MESSAGE any': () =>
    decodeFrom(encodeLengthPrefixed(Buffer.from('olá')).subarray(0, 5), new LengthPrefixDecoder()),
};

/**
 * Starts the server that answers nobody who is silent, and a client; once the client has said that it is connected,
 * the system is told to abort its connection, as an administrator can.
 */
export async function abort(stage: Stage, client: () => Program): Promise<string> {
  await using server = stage.start(lessonScript('tcp-server', 'start:off'), port(8080));
  await server.listening();
  await using aborted = client();
  await aborted.waitFor(/conectado/i);
  await stage.command('ss', '--kill', '--tcp', 'dport', '=', ':8080');
  return shown(await aborted.ended);
}
