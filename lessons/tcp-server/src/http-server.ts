// #region http-server-imports
/**
 * Servidor HTTP mínimo, feito direto sobre TCP: lê o cabeçalho do pedido até a
 * linha vazia, manda sempre a mesma saudação e fecha. De propósito, não olha o
 * caminho nem o corpo do pedido. Para um servidor de verdade há node:http.
 */
import { createServer, type Socket } from 'node:net';
import {
  close,
  endAndLinger,
  endOnInterrupt,
  endWithError,
  explainError,
  hostOption,
  LineDecoder,
  listen,
  listenPortOption,
  readOptions,
  secondsOption,
  switchOption,
  visibleText,
} from '@tomada/utils';

// #endregion http-server-imports

// #region http-server-options
const {
  host,
  port,
  once,
  'idle-timeout': idleTimeout,
} = readOptions({
  usage: 'pnpm --filter lesson-tcp-server start:http',
  about: 'Servidor HTTP: responde a todo pedido com a mesma saudação.',
  options: {
    host: hostOption('onde escutar'),
    port: listenPortOption(8080),
    once: switchOption('atende um pedido só, mostra tudo e termina'),
    'idle-timeout': secondsOption('quanto esperar por um pedido inteiro', 60),
  },
});
// #endregion http-server-options

// #region http-server-create
const server = createServer();
// #endregion http-server-create

// #region http-server-reply
const GREETING = 'Olá da Tomada!\n';

/** Monta uma resposta. Content-Length conta bytes do corpo, e não letras. */
function reply(status: string, body: string, method = 'GET'): string {
  return [
    `HTTP/1.1 ${status}`,
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    method === 'HEAD' ? '' : body, // HEAD pede só o cabeçalho.
  ].join('\r\n');
}

let isOver = false;

/** Responde a um pedido cujo cabeçalho chegou inteiro. */
function respond(connection: Socket, head: readonly string[]): void {
  if (isOver) return void connection.destroy(); // --once já teve o seu pedido.
  isOver = once;
  const [request = ''] = head;
  const [, method] = /^([A-Z]+) [^ ]+ HTTP\/1\.[01]$/.exec(request) ?? [];
  const answer = method
    ? reply('200 OK', GREETING, method)
    : reply('400 Bad Request', 'Isto não é um pedido HTTP/1.1.\n');
  const show = (lines: readonly string[]) => lines.map(visibleText).join('\n');
  console.log(`Recebido de ${connection.remoteAddress ?? '?'}:`);
  console.log(show(once ? head : [request]));
  endAndLinger(connection, answer);
  if (!once) return;
  console.log(`Enviado:\n${show(answer.trimEnd().split('\r\n'))}`);
  connection.once('close', () => close(server).then(sayGoodbye));
}

function sayGoodbye(): void {
  console.log('Encerrado.');
}
// #endregion http-server-reply

// #region http-server-serve
const LONGEST_HEAD = 16_384;

/** Junta os pedaços até o cabeçalho ficar inteiro: ele acaba na linha vazia. */
function serve(connection: Socket): void {
  const { remoteAddress = '?', remotePort = 0 } = connection;
  const peer = { host: remoteAddress, port: remotePort };
  connection.on('error', (error) => console.error(explainError(error, peer)));
  const decoder = new LineDecoder(LONGEST_HEAD);
  const head: string[] = [];
  let left = LONGEST_HEAD;
  connection.on('data', (piece) => {
    for (const line of decoder.push(piece.subarray(0, left))) {
      if (line !== '') head.push(line);
      else if (head.length > 0) return respond(connection, head);
    }
    left -= piece.length;
    if (left < 0) {
      const body = `Cabeçalho com mais de ${LONGEST_HEAD} bytes.\n`;
      const status = '431 Request Header Fields Too Large';
      endAndLinger(connection, reply(status, body));
    }
  });
}

server.on('connection', serve);
// #endregion http-server-serve

// #region http-server-limits
server.on('connection', (connection) => {
  // O cliente terminou de enviar, e o cabeçalho não: nada mais virá.
  connection.on('end', () => {
    const body = 'O pedido terminou antes da linha vazia.\n';
    endAndLinger(connection, reply('400 Bad Request', body));
  });
  // O prazo vale para o cabeçalho inteiro, mesmo que venha byte a byte.
  const deadline = setTimeout(() => {
    const body = `${idleTimeout} s sem um pedido inteiro.\n`;
    endAndLinger(connection, reply('408 Request Timeout', body));
  }, idleTimeout * 1000);
  connection.once('close', () => clearTimeout(deadline));
});
// #endregion http-server-limits

// #region http-server-listen
endOnInterrupt(server);
const address = await listen(server, { host, port }).catch((error) =>
  endWithError(error, { host, port }),
);
console.log(`Escutando em ${address}`);
// #endregion http-server-listen
