import { open } from '@tomada/testing';
import { LengthPrefixDecoder } from '@tomada/utils';

/** A message as it travels: 4 bytes with its length, then its bytes. */
export function frame(message: string | Uint8Array): Buffer {
  const body = Buffer.from(message);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  return Buffer.concat([head, body]);
}

export const frames = (...messages: readonly string[]) => Buffer.concat(messages.map(frame));

/** A call as our clients write it. */
export const call = (id: number, path: string, ...args: readonly unknown[]) => {
  const [object, method] = path.split('.');
  return JSON.stringify({ id, object, method, args });
};

/** The texts of whole frames; what is left over is a fault. */
export function textsOf(bytes: Uint8Array): string[] {
  const decoder = new LengthPrefixDecoder(1_000_000);
  const texts = [...decoder.push(bytes)].map((each) => Buffer.from(each).toString('utf8'));
  decoder.end();
  return texts;
}

/**
 * Sends bytes and gives the texts of all that the server says until it closes.
 *
 * @param ends whether no more comes after the bytes (half-close)
 * @param wanted texts after which the client closes by itself
 */
export async function converse(
  port: number,
  bytes: Uint8Array,
  ends = true,
  wanted = Number.POSITIVE_INFINITY,
): Promise<string[]> {
  const connection = await open(port);
  if (ends) connection.end(bytes);
  else connection.write(bytes);
  const decoder = new LengthPrefixDecoder(1_000_000);
  const texts: string[] = [];
  for await (const piece of connection.iterator({ destroyOnReturn: false })) {
    for (const each of decoder.push(piece)) texts.push(Buffer.from(each).toString('utf8'));
    if (texts.length >= wanted) break;
  }
  connection.end();
  connection.resume();
  return texts;
}
