/**
 * Cliente dos divisores: envia N e mostra a lista que vem de volta.
 */
import { connect } from 'node:net';
import { loads } from '@tomada/marshal';
import { pack } from '@tomada/struct';
import {
  endOnInterrupt,
  endWithError,
  formatEndpoint,
  hostOption,
  lineFromKeyboard,
  PeerError,
  peerPortOption,
  portFromEnvironment,
  readOptions,
  secondsOption,
  visibleText,
} from '@tomada/utils';

const CALL = 'pnpm --filter lesson-exercises divisors:client --solution';
const EXAMPLE = `${CALL} 6`;
const { host, port, timeout, words } = readOptions({
  usage: `${CALL} <N>`,
  about: 'Cliente TCP: envia N e mostra os divisores de N.',
  options: {
    host: hostOption('endereço do servidor'),
    port: peerPortOption(portFromEnvironment(12347)),
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

// A lista não diz quantos bytes tem: ela está inteira quando o servidor fecha.
// A mais comprida que existe, para um N de 64 bits, não chega a 1 MiB.
const LONGEST_ANSWER = 1024 * 1024;
const pieces: Buffer[] = [];
connection.on('data', (piece) => {
  pieces.push(piece);
  if (connection.bytesRead > LONGEST_ANSWER) {
    connection.destroy(new PeerError('ERR_MESSAGE_TOO_LONG'));
  }
});

/** A lista de inteiros que os bytes dizem; undefined se dizem outra coisa. */
function decodeList(bytes: Uint8Array): readonly unknown[] | undefined {
  try {
    const value = loads(bytes, { exact: true }); // Uma tupla não é uma lista.
    const isInteger = (each: unknown) =>
      typeof each === 'bigint' || Number.isInteger(each);
    return Array.isArray(value) && value.every(isInteger) ? value : undefined;
  } catch {
    return undefined;
  }
}

connection.on('end', () => {
  const bytes = Buffer.concat(pieces);
  if (bytes.length === 0) {
    endWithError(new PeerError('ERR_EMPTY_ANSWER'), { host, port });
  }
  const list = decodeList(bytes);
  if (list === undefined) {
    const endpoint = formatEndpoint({ host, port });
    console.error(
      `A resposta de ${endpoint} não é uma lista de inteiros em marshal, ou veio cortada.`,
    );
    process.exit(1);
  }
  console.log(`Divisores: ${list.join(', ') || 'nenhum'}`);
});
