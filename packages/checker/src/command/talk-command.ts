/** `talk`: sends bytes to a program over TCP or UDP, or plays its server, and shows what comes. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import {
  endWithError,
  formatEndpoint,
  listen,
  peerPortOption,
  readOptions,
  secondsOption,
  switchOption,
  UsageError,
} from '@tomada/utils';
import { formatBytes, parseBytes } from '../byte-text.ts';

/** ms between two pieces, so that they travel apart. */
const GAP = 50;
const HOST = '127.0.0.1';

interface Request {
  readonly port: number;
  readonly pieces: readonly Uint8Array[];
  readonly ending: 'end' | 'reset' | undefined;
  /** ms without a byte after which it ends. */
  readonly patience: number;
}

export async function runTalk(call: string, args: readonly string[]): Promise<number> {
  const options = readOptions(
    {
      usage: `${call} talk --port <porta> <bytes…>`,
      about:
        'Envia bytes a um programa e mostra o que volta. Cada palavra vai em um envio separado; nela valem \\n, \\r, \\t, \\\\, \\" e \\x00.',
      options: {
        port: peerPortOption(12345),
        udp: switchOption('datagramas UDP, um por palavra'),
        listen: switchOption('faz o servidor: espera o programa e responde ao que ele disser'),
        end: switchOption('depois de enviar, avisa que terminou (FIN)'),
        reset: switchOption('depois de enviar, derruba a conexão (RST)'),
        timeout: secondsOption('quanto esperar por mais bytes', 5),
      },
      words: { example: `${call} talk --port 12345 "Vai chover?\\n"`, optional: true },
    },
    args,
  );
  const { port, udp, end, reset, timeout, words } = options;
  if (end && reset) throw new UsageError('Escolha uma das opções: --end ou --reset.');
  if (udp && (end || reset))
    throw new UsageError('Em UDP não há conexão: --end e --reset não valem.');
  const request: Request = {
    port,
    pieces: words.map(parseBytes),
    ending: end ? 'end' : reset ? 'reset' : undefined,
    patience: timeout * 1000,
  };
  const work = udp ? talkDatagrams : talkTcp;
  try {
    await work(request, options.listen);
  } catch (error) {
    endWithError(error, { host: HOST, port });
  }
  return 0;
}

async function talkTcp(request: Request, isServer: boolean): Promise<void> {
  const { port, pieces, ending, patience } = request;
  const connection = isServer ? await waitForClient(port) : await callServer(port);
  let broken = '';
  connection.on('error', (error: NodeJS.ErrnoException) => {
    broken = error.code ?? error.message;
  });
  const comes = (event: 'close' | 'end' | 'data') =>
    new Promise<void>((resolve) => connection.once(event, () => resolve()));
  const [closed, heardAll, spokenTo] = [comes('close'), comes('end'), comes('data')];
  connection.setNoDelay(true);
  connection.on('data', (bytes) => show('recebido', bytes));
  connection.on('end', () => console.log('O outro lado fechou.'));
  // A server speaks when it was spoken to.
  if (isServer) await Promise.race([spokenTo, heardAll, closed]);
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) await pause(GAP);
    if (!connection.writable) break;
    connection.write(piece);
    show('enviado', piece);
  }
  if (ending === 'end') connection.end();
  if (ending === 'reset') {
    await pause(GAP);
    connection.resetAndDestroy();
    console.log('Derrubei a conexão.');
  }
  connection.setTimeout(patience, () => {
    console.log(`Nada em ${formatSeconds(patience)} s: encerrei.`);
    connection.destroy();
  });
  heardAll.then(() => connection.end());
  await closed;
  if (broken !== '') console.log(`A conexão foi cortada (${broken}).`);
}

async function callServer(port: number): Promise<Socket> {
  const connection = connect({ host: HOST, port, allowHalfOpen: true });
  await once(connection, 'connect');
  console.log(`Conectado a ${formatEndpoint({ host: HOST, port })}`);
  return connection;
}

async function waitForClient(port: number): Promise<Socket> {
  const server = createServer({ allowHalfOpen: true });
  console.log(`Escutando em ${await listen(server, { host: HOST, port })}`);
  const [connection] = await once(server, 'connection');
  server.close(); // one client, like one check
  return connection;
}

async function talkDatagrams(
  { port, pieces, patience }: Request,
  isServer: boolean,
): Promise<void> {
  const socket = createSocket('udp4');
  socket.bind(isServer ? port : 0, HOST);
  await once(socket, 'listening');
  if (isServer) console.log(`Escutando em ${formatEndpoint({ host: HOST, port })}`);
  const waiting = [...pieces];
  const over = new AbortController();
  const idle = setTimeout(() => over.abort(), patience);
  const send = (piece: Uint8Array, to: number) =>
    new Promise<void>((resolve, reject) => {
      socket.send(piece, to, HOST, (error) => (error ? reject(error) : resolve()));
    });
  socket.on('message', (bytes, peer) => {
    idle.refresh();
    show('recebido', bytes);
    const answer = isServer ? waiting.shift() : undefined;
    if (answer === undefined) return;
    show('enviado', answer);
    send(answer, peer.port).catch((error) => endWithError(error, { host: HOST, port: peer.port }));
  });
  if (!isServer) {
    for (const piece of pieces) {
      await send(piece, port);
      show('enviado', piece);
      await pause(GAP);
    }
  }
  await once(over.signal, 'abort');
  console.log(`Nada em ${formatSeconds(patience)} s: encerrei.`);
  socket.close();
}

/** Bytes in hexadecimal, and as text beside it. */
function show(what: string, bytes: Uint8Array): void {
  for (let at = 0; at < Math.max(bytes.length, 1); at += 16) {
    const part = bytes.subarray(at, at + 16);
    const hex = Array.from(part, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    console.log(`${what.padEnd(8)}  ${hex.padEnd(47)}  ${formatBytes(part)}`.trimEnd());
  }
}

function formatSeconds(ms: number): string {
  return (ms / 1000).toLocaleString('pt-BR');
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
