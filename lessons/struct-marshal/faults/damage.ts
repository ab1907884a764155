/**
 * O que cada formato percebe quando um byte se perde ou muda no caminho, e o
 * conserto: uma soma de verificação em cada mensagem.
 */
import { crc32 } from 'node:zlib';
import { dumps, loads } from '@tomada/marshal';
import { iterUnpack, pack, unpack } from '@tomada/struct';

const FORMAT = '!HId';
const values = [7, 1000, 0.5] as const;

// #region damage-seal
/** O conserto: na frente, o tamanho e uma soma de todos os bytes (CRC-32). */
function seal(payload: Uint8Array): Uint8Array {
  const head = pack('!II', payload.length, crc32(payload));
  return Buffer.concat([head, payload]);
}

/** Confere antes de ler; um byte errado, e nada é lido. */
function unseal(message: Uint8Array): Uint8Array {
  const [length, sum] = unpack('!II', message.subarray(0, 8));
  const payload = message.subarray(8);
  if (payload.length !== length) throw new Error('o tamanho não confere');
  if (crc32(payload) !== sum) throw new Error('a soma não confere');
  return payload;
}
// #endregion damage-seal

const formats = [
  {
    name: 'struct',
    message: pack(FORMAT, ...values),
    read: (bytes: Uint8Array): unknown => unpack(FORMAT, bytes),
  },
  {
    name: 'marshal',
    message: dumps(values, 2),
    read: (bytes: Uint8Array) => loads(bytes),
  },
  {
    name: 'JSON',
    message: Buffer.from(JSON.stringify(values)),
    read: (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString()),
  },
  {
    name: 'struct selado',
    message: seal(pack(FORMAT, ...values)),
    read: (bytes: Uint8Array) => unpack(FORMAT, unseal(bytes)),
  },
];

// #region damage-kinds
const middle = (bytes: Uint8Array) => bytes.length >> 1;
const damages: [string, (bytes: Uint8Array) => Uint8Array][] = [
  ['falta o último byte', (bytes) => bytes.subarray(0, -1)],
  [
    'o byte do meio se perdeu',
    (bytes) => bytes.filter((_, at) => at !== middle(bytes)),
  ],
  [
    'o byte do meio mudou',
    (bytes) =>
      bytes.map((byte, at) => (at === middle(bytes) ? byte ^ 1 : byte)),
  ],
  [
    'veio um byte a mais',
    (bytes) => Buffer.concat([bytes, bytes.subarray(0, 1)]),
  ],
];
// #endregion damage-kinds

for (const [what, damage] of damages) {
  console.log(`${what}:`);
  for (const { name, message, read } of formats) {
    let said: string;
    try {
      const found = JSON.stringify(read(damage(message)));
      const right = found === JSON.stringify(values);
      said = right ? `leu ${found}` : `leu ${found}, sem perceber`;
    } catch {
      said = 'percebeu';
    }
    console.log(`  ${name.padEnd(14)} ${said}`);
  }
}

// #region damage-stream
// Cinco mensagens de 4 bytes, uma atrás da outra; um byte da segunda se perde.
const stream = Buffer.concat([1, 2, 3, 4, 5].map((n) => pack('!I', n)));
const arrived = stream.filter((_, at) => at !== 4);
const whole = arrived.subarray(0, arrived.length - (arrived.length % 4));
const numbers = [...iterUnpack('!I', whole)].flat();
console.log(`enviei 1 2 3 4 5, com um byte perdido; li ${numbers.join(' ')}`);
// #endregion damage-stream

// #region damage-reading
const seven = pack('!I', 7);
const [swapped, asFloat] = [unpack('<I', seven), unpack('!f', seven)];
console.log(`7 em !I, lido em <I: ${swapped}; lido em !f: ${asFloat}`);
// #endregion damage-reading
