/**
 * Cliente dos primos vizinhos: envia N e mostra X.
 */
import { connect } from 'node:net';
import { pack, unpack } from '@tomada/struct';
import {
  endOnInterrupt,
  endWithError,
  hostOption,
  lineFromKeyboard,
  PeerError,
  peerPortOption,
  portFromEnvironment,
  readOptions,
  secondsOption,
  visibleText,
} from '@tomada/utils';

const CALL = 'pnpm --filter lesson-exercises primes:client --solution';
const EXAMPLE = `${CALL} 10`;
const { host, port, timeout, words } = readOptions({
  usage: `${CALL} <N>`,
  about: 'Cliente TCP: envia N e mostra o produto dos primos vizinhos.',
  options: {
    host: hostOption('endereço do servidor'),
    port: peerPortOption(portFromEnvironment(12346)),
    timeout: secondsOption('quanto esperar por um servidor em silêncio', 10),
  },
  words: { example: EXAMPLE, optional: true },
});
endOnInterrupt();
const text = (
  words.join(' ') || (await lineFromKeyboard('N: ', EXAMPLE))
).trim();

/** N em 8 bytes, com sinal, na ordem da rede; o que não cabe é recusado aqui. */
function encodeNumber(): Uint8Array {
  const n = /^[+-]?\d{1,30}$/.test(text) ? BigInt(text) : undefined;
  if (n !== undefined && BigInt.asIntN(64, n) === n) return pack('!q', n);
  console.error(
    `«${visibleText(text)}» não serve para N. Use um número inteiro de 64 bits, de -2^63 a 2^63 - 1. Por exemplo: ${EXAMPLE}`,
  );
  process.exit(2);
}

const request = encodeNumber();
const connection = connect({ host, port });
connection.on('error', (error) => endWithError(error, { host, port }));
connection.setTimeout(timeout * 1000, () => {
  const stage = connection.connecting ? 'connect' : undefined;
  connection.destroy(new PeerError('ETIMEDOUT', stage));
});
connection.on('connect', () => connection.end(request));

// Os 8 bytes de X podem vir em oito pedaços. Mais do que 8, não.
const ANSWER_BYTES = 8;
let answer = Buffer.alloc(0);
connection.on('data', (piece) => {
  answer = Buffer.concat([answer, piece]);
  if (answer.length > ANSWER_BYTES) {
    connection.destroy(new PeerError('ERR_MESSAGE_TOO_LONG'));
  }
});
connection.on('end', () => {
  if (answer.length < ANSWER_BYTES) {
    const code =
      answer.length === 0 ? 'ERR_EMPTY_ANSWER' : 'ERR_INCOMPLETE_MESSAGE';
    endWithError(new PeerError(code), { host, port });
  }
  const [x] = unpack('!Q', answer);
  console.log(`X = ${x}`);
});
