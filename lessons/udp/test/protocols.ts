/** The two protocols of this lesson, so that one table of tests serves both. */
export interface Protocol {
  readonly name: 'plain' | 'numbered';
  readonly server: { readonly script: string; readonly file: string };
  readonly client: { readonly script: string; readonly file: string };
  /** The datagram that carries a text, or bytes in its place; the number is 1 when none is given. */
  readonly wrap: (text: string | Uint8Array, number?: number) => Buffer;
  /** What the server prints before a text of request 1. */
  readonly printed: string;
  /** What the client prints after a text of request 1. */
  readonly mark: string;
}

export const protocols: readonly Protocol[] = [
  {
    name: 'plain',
    server: { script: 'start', file: 'upper-server' },
    client: { script: 'start:client', file: 'upper-client' },
    wrap: (text) => Buffer.from(text),
    printed: 'Recebido de 127.0.0.1:',
    mark: '',
  },
  {
    name: 'numbered',
    server: { script: 'start:numbered', file: 'numbered-server' },
    client: { script: 'start:client:numbered', file: 'numbered-client' },
    wrap: (text, number = 1) => {
      const head = Buffer.alloc(4);
      head.writeUInt32BE(number);
      return Buffer.concat([head, Buffer.from(text)]);
    },
    printed: 'Recebido de 127.0.0.1 (pedido 1):',
    mark: ' (pedido 1)',
  },
];

/** bytes: an IPv4 packet has 65,535 at most, less 20 for its own header and 8 for UDP's. */
export const LONGEST = 65_507;

/** Always the same datagrams of any bytes, from none to many. */
export const NOISE: readonly Buffer[] = Array.from({ length: 40 }, (_, number) => {
  let state = number + 1;
  return Buffer.from(
    Array.from({ length: (number * number) % 1500 }, () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return state >>> 24;
    }),
  );
});
