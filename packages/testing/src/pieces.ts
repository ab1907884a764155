/** Cuts bytes at the given places (any numbers; they are folded into the length). */
export function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = [...new Set(places.map((place) => place % (bytes.length + 1))), bytes.length];
  ends.sort((a, b) => a - b);
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

/** What turns pieces into messages, as the decoders of `@tomada/utils` do. */
interface Decoder<Message> {
  push(piece: Uint8Array): Iterable<Message>;
  end(): Iterable<Message>;
}

/** Goes through all messages of a stream that comes in these pieces; an error ends the list as its code. */
export function decode<Message>(
  decoder: Decoder<Message>,
  pieces: readonly Uint8Array[],
): (Message | { readonly code: unknown })[] {
  const seen: (Message | { readonly code: unknown })[] = [];
  try {
    for (const piece of pieces) for (const message of decoder.push(piece)) seen.push(message);
    for (const message of decoder.end()) seen.push(message);
  } catch (error) {
    seen.push({ code: (error as { code?: unknown }).code });
  }
  return seen;
}
