/**
 * O que cada formato percebe quando um byte se perde ou muda no caminho.
 */
import { dumps, loads } from '@tomada/marshal';
import { pack, unpack } from '@tomada/struct';
import { seal, unseal } from './sealed.ts';

const FORMAT = '!HId';
const values = [7, 1000, 0.5] as const;

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

// #region damage-length
/** O byte 1 é o mais baixo do tamanho da lista: os itens, de 3, passam a 2. */
function readShorter(): unknown {
  const bytes = Uint8Array.from(dumps(values, 2));
  bytes[1] = 2;
  return loads(bytes);
}
// #endregion damage-length

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
console.log(
  `marshal com 2 no lugar do tamanho 3: leu ${JSON.stringify(readShorter())}, sem perceber`,
);
