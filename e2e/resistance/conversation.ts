import type { Outcome } from './outcome.ts';

/** What a client and a server say to each other when nothing goes wrong, and how much of it can be seen to be missing. */
export interface Conversation {
  /** What the client sends; each but the first after the whole answer to the one before. */
  readonly messages: readonly string[];
  /** What the server answers to each, byte for byte. */
  readonly answers: readonly string[];
  /** Whether the client says after the last message that no more comes (half-close). */
  readonly endsSide: boolean;
}

export const requestBytes = ({ messages }: Conversation) => Buffer.byteLength(messages.join(''));

/** What a client got, and how it ended: the server's FIN, silence for too long, or the code of an error. */
export interface Received {
  readonly bytes: Buffer;
  readonly ending: 'end' | 'silence' | { readonly code: string };
}

/** How a client of this protocol takes an answer that is not the right one. */
export interface Reading {
  /** The server's own words, where it says what went wrong. */
  refusal(answer: string): string | undefined;
  /** Whether the protocol lets a client believe that this is the whole answer. */
  looksWhole(answer: string): boolean;
}

/** Judges what a client got from a server, as a client that knows the protocol. */
export function judge(
  { answers }: Conversation,
  { bytes, ending }: Received,
  reading: Reading,
): Outcome {
  const said = (code: string): Outcome => ({ result: 'error', by: 'client', code });
  if (ending === 'silence') return said('ETIMEDOUT');
  if (ending !== 'end') return said(ending.code === 'EPIPE' ? 'ECONNRESET' : ending.code);
  const answer = bytes.toString('utf8');
  if (bytes.equals(Buffer.from(answers.join('')))) return { result: 'right' };
  const says = reading.refusal(answer);
  if (says !== undefined) return { result: 'error', by: 'server', says };
  if (answer === '') return said('ERR_EMPTY_ANSWER');
  if (!reading.looksWhole(answer)) return said('ERR_INCOMPLETE_MESSAGE');
  return { result: 'wrong', shows: answer };
}
