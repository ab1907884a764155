/** Mensagens com uma soma de verificação: o conserto que as páginas mostram. */
import { crc32 } from 'node:zlib';
import { pack, unpack } from '@tomada/struct';

// #region sealed
/** Na frente, o tamanho e uma soma de todos os bytes (CRC-32). */
export function seal(payload: Uint8Array): Uint8Array {
  const head = pack('!II', payload.length, crc32(payload));
  return Buffer.concat([head, payload]);
}

/** Confere antes de ler; um byte errado, e nada é lido. */
export function unseal(message: Uint8Array): Uint8Array {
  const [length, sum] = unpack('!II', message.subarray(0, 8));
  const payload = message.subarray(8);
  if (payload.length !== length) throw new Error('o tamanho não confere');
  if (crc32(payload) !== sum) throw new Error('a soma não confere');
  return payload;
}
// #endregion sealed
