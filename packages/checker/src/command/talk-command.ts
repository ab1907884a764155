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
  const closed = once(connection, 'close');
  connection.setNoDelay(true);
  connection.on('data', (bytes) => show('recebido', bytes));
  connection.on('end', () => console.log('O outro lado fechou.'));
  connection.on('error', () => {}); // told below
  // A server speaks when it was spoken to.
  if (isServer) await Promise.race([once(connection, 'data'), once(connection, 'end')]);
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
    console.log(`Nada em ${patience / 1000} s: encerrei.`);
    connection.destroy();
  });
  connection.once('end', () => connection.end());
  await closed.catch(() => console.log('A conexão foi cortada (ECONNRESET).'));
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
  socket.on('message', (bytes, peer) => {
    idle.refresh();
    show('recebido', bytes);
    const answer = isServer ? waiting.shift() : undefined;
    if (answer === undefined) return;
    socket.send(answer, peer.port, peer.address);
    show('enviado', answer);
  });
  if (!isServer) {
    for (const piece of pieces) {
      socket.send(piece, port, HOST);
      show('enviado', piece);
      await pause(GAP);
    }
  }
  await once(over.signal, 'abort');
  console.log(`Nada em ${patience / 1000} s: encerrei.`);
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

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
