/** Bytes estragados e bytes mal lidos: o que o struct percebe, e o que não. */
import { iterUnpack, pack, unpack } from '@tomada/struct';
import { seal, unseal } from './sealed.ts';

/** O que read disse, ou por que não leu. */
function attempt(read: () => readonly unknown[]): string {
  try {
    return `leu ${read()}, sem perceber`;
  } catch (error) {
    return `percebeu: ${error instanceof Error ? error.message : error}`;
  }
}

// #region misread-damage
const seven = pack('!I', 7);
const damages = [
  ['um byte a menos', (bytes: Uint8Array) => bytes.subarray(0, -1)],
  [
    'o último byte mudou',
    (bytes: Uint8Array) => bytes.with(-1, (bytes.at(-1) ?? 0) ^ 0x40),
  ],
] as const;
for (const [what, damage] of damages) {
  const naive = attempt(() => unpack('!I', damage(seven)));
  const sealed = attempt(() => unpack('!I', unseal(damage(seal(seven)))));
  console.log(`${what}:\n  ingênuo ${naive}\n  selado  ${sealed}`);
}
// #endregion misread-damage

// #region misread-stream
// Cinco mensagens de 4 bytes, uma atrás da outra; um byte da segunda se perde.
const stream = Buffer.concat([1, 2, 3, 4, 5].map((n) => pack('!I', n)));
const arrived = stream.filter((_, at) => at !== 4);
const whole = arrived.subarray(0, arrived.length - (arrived.length % 4));
const numbers = [...iterUnpack('!I', whole)].flat();
console.log(`1 2 3 4 5, com um byte perdido: li ${numbers.join(' ')}`);
// #endregion misread-stream

// #region misread-reading
const swapped = unpack('<I', seven);
const asFloat = unpack('!f', seven);
console.log(`7 em !I, lido em <I: ${swapped}; lido em !f: ${asFloat}`);
// #endregion misread-reading
