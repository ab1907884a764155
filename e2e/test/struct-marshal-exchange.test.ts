import type { Socket } from 'node:net';
import { join } from 'node:path';
import {
  dumps,
  Ellipsis,
  type ExactValue,
  loads,
  type Marshallable,
  PyComplex,
  PyDict,
  PyFloat,
  PyFrozenSet,
  PySet,
  PyStr,
  PyTuple,
  StopIteration,
} from '@tomada/marshal';
import { layout, type PackValue, pack, type UnpackedValue, unpack } from '@tomada/struct';
import {
  type Command,
  open,
  python,
  root,
  skipWithoutPython,
  start,
  TestServer,
} from '@tomada/testing';
import { encodeLengthPrefixed, LengthPrefixDecoder } from '@tomada/utils';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

/** Messages of each side in a conversation. */
const COUNT = 600;
const other: Command = {
  name: 'struct-marshal-exchange.py',
  argv: [...(python ?? (['python3'] as const)), join(root, 'e2e/test/struct-marshal-exchange.py')],
  cwd: root,
};

/** What travels: see struct-marshal-exchange.py. */
interface Message {
  readonly kind: string;
  readonly bytes: Uint8Array;
  readonly version2: Uint8Array;
  readonly said: string;
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

function floatInWords(value: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return Number.isNaN(value) ? 'fnan' : `f${hex(bytes)}`;
}

/** A value in words, alike in both languages; sets in the order of their elements' words. */
function words(value: Marshallable): string {
  if (value === null) return 'N';
  if (value === Ellipsis) return 'E';
  if (value === StopIteration) return 'S';
  if (typeof value === 'boolean') return value ? 'T' : 'F';
  if (typeof value === 'number' || typeof value === 'bigint') return `i${value.toString(16)}`;
  if (typeof value === 'string') return `s${hex(utf8WithSurrogates(value))}`;
  if (value instanceof PyStr) return `s${hex(value.utf8)}`;
  if (value instanceof PyFloat) return floatInWords(value.value);
  if (value instanceof PyComplex) return `c${floatInWords(value.re)}${floatInWords(value.im)}`;
  if (value instanceof Uint8Array) return `b${hex(value)}`;
  if (value instanceof PyTuple) return `(${value.items.map(words).join(',')})`;
  if (Array.isArray(value)) return `[${value.map(words).join(',')}]`;
  if (value instanceof PyDict) {
    return `{${[...value].map(([key, each]) => `${words(key)}:${words(each)}`).join(',')}}`;
  }
  const kind = value instanceof PySet ? 'set' : value instanceof PyFrozenSet ? 'frozen' : undefined;
  if (kind === undefined) throw new Error(`no words for ${value}`);
  return `${kind}(${[...(value as PySet<ExactValue>)].map(words).sort().join(',')})`;
}

/** UTF-8 with each lone surrogate in three bytes of its own, as Python's `surrogatepass`. */
function utf8WithSurrogates(text: string): Uint8Array {
  const bytes = Array.from(text, (letter) => {
    const number = letter.codePointAt(0) ?? 0;
    if (number < 0xd800 || number > 0xdfff) return Buffer.from(letter);
    return Buffer.of(0xe0 | (number >> 12), 0x80 | ((number >> 6) & 63), 0x80 | (number & 63));
  });
  return Buffer.concat(bytes);
}

function structInWords(format: string, values: readonly (PackValue | UnpackedValue)[]): string {
  const codes = layout(format)
    .filter(({ argument }) => argument !== null)
    .map(({ code }) => code);
  const exact = values.map((value, index) =>
    'efd'.includes(codes[index] ?? '') ? new PyFloat(Number(value)) : (value as Marshallable),
  );
  return `${format} ${words(exact)}`;
}

// What is sent

const integer = (bits: number, signed: boolean) =>
  fc.bigInt(signed ? -(2n ** BigInt(bits - 1)) : 0n, 2n ** BigInt(signed ? bits - 1 : bits) - 1n);
const bytesOf = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
/** Numbers that a half float and a float hold exactly, with the edges. */
const shortFloat = (bits: number, exponent: number) =>
  fc.oneof(
    fc.constantFrom(0, -0, 1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
    fc
      .tuple(
        fc.integer({ min: -(2 ** bits), max: 2 ** bits - 1 }),
        fc.integer({ min: -exponent, max: 4 }),
      )
      .map(([digits, power]) => digits * 2 ** power),
  );

const bitsOf: Readonly<Record<string, number>> = { b: 8, h: 16, i: 32, l: 32, q: 64, n: 64, p: 64 };

function someValue(code: string, native: boolean): fc.Arbitrary<PackValue> {
  if (code === 'c') return bytesOf(1);
  if (code === '?') return fc.boolean();
  if (code === 'd') return fc.double();
  if (code === 'f') return shortFloat(24, 100);
  if (code === 'e') return shortFloat(11, 24);
  const bits = native && 'lL'.includes(code) ? 64 : (bitsOf[code.toLowerCase()] ?? 0);
  return integer(bits, code === code.toLowerCase());
}

const someStruct: fc.Arbitrary<Message> = fc
  .constantFrom('', '@', '=', '<', '>', '!')
  .chain((order) => {
    const native = order === '' || order === '@';
    const codes = [...`xcbBhHiIlLqQefd?sp${native ? 'nNP' : ''}`];
    const item = fc.tuple(fc.constantFrom(...codes), fc.nat(4)).chain(([code, wanted]) => {
      const count = code === 'p' ? Math.max(1, wanted) : wanted;
      const text = count === 1 ? code : `${count}${code}`;
      const values: fc.Arbitrary<PackValue[]> =
        code === 'x'
          ? fc.constant([])
          : code === 's' || code === 'p'
            ? fc.tuple(bytesOf(code === 's' ? count : count - 1))
            : fc.tuple(...Array.from({ length: count }, () => someValue(code, native)));
      return fc.tuple(fc.constant(text), values);
    });
    return fc.array(item, { minLength: 1, maxLength: 8 }).map((items): Message => {
      const format = order + items.map(([text]) => text).join(' ');
      const values = items.flatMap(([, own]) => own);
      const bytes = pack(format, ...values);
      const said = structInWords(format, values);
      return { kind: format, bytes, version2: new Uint8Array(), said };
    });
  });

const leaf: fc.Arbitrary<Marshallable> = fc.oneof(
  fc.constantFrom(null, true, false, Ellipsis, StopIteration),
  integer(33, true),
  integer(65, true),
  integer(200, true),
  fc.maxSafeInteger(),
  fc.double().map((value) => new PyFloat(value)),
  fc.tuple(fc.double(), fc.double()).map(([re, im]) => new PyComplex(re, im)),
  fc.uint8Array({ maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('\ud800', 'olá', 'x'.repeat(255), 'x'.repeat(256)),
);
const { nested } = fc.letrec<{ nested: Marshallable }>((tie) => {
  const items = fc.array(tie('nested'), { maxLength: 5 });
  const keys = fc.array(leaf, { maxLength: 5 });
  return {
    nested: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      leaf,
      items,
      items.map((each) => new PyTuple(each)),
      fc.array(fc.tuple(leaf, tie('nested')), { maxLength: 5 }).map((each) => new PyDict(each)),
      keys.map((each) => new PySet(each)),
      keys.map((each) => new PyFrozenSet(each)),
      // The same object twice: version 3 and later write it once.
      tie('nested').map((each): Marshallable => [each, each]),
    ),
  };
});
const someMarshal: fc.Arbitrary<Message> = fc
  .tuple(nested, fc.constantFrom(2, 4))
  .map(([value, version]) => ({
    kind: `marshal ${version}`,
    bytes: version === 2 ? dumps(value, 2) : dumps(value, 4),
    version2: dumps(value, 2),
    said: words(value),
  }));

// What is checked

/** What is wrong with a message, or `ok`. */
function problemOf({ kind, bytes, version2, said }: Message): string {
  if (!kind.startsWith('marshal ')) {
    const values = unpack(kind, bytes);
    const read = structInWords(kind, values);
    if (read !== said) return `I read ${read}`;
    const again = hex(pack(kind, ...values));
    return again === hex(bytes) ? 'ok' : `I would have written ${again}`;
  }
  const value = loads(bytes, { exact: true });
  if (words(value) !== said) return `I read ${words(value)}`;
  const again = hex(dumps(value, 2));
  return again === hex(version2) ? 'ok' : `I would have written ${again}`;
}

/** One side of a connection: frames out, frames in. */
class Side {
  readonly #socket: Socket;
  readonly #frames: AsyncIterator<Uint8Array>;

  constructor(socket: Socket) {
    this.#socket = socket.setNoDelay(true);
    this.#frames = framesOf(socket);
  }

  /** Sends a message; the other side must find it right. */
  async speak({ kind, bytes, version2, said }: Message): Promise<void> {
    const frames = [Buffer.from(kind), bytes, version2, Buffer.from(said)];
    this.#socket.write(Buffer.concat(frames.map((frame) => encodeLengthPrefixed(frame))));
    const answer = Buffer.from(await this.#receive()).toString();
    expect(answer, `${kind} ${hex(bytes)}, sent as ${said}`).toBe('ok');
  }

  /** Takes a message, says what is wrong with it, and expects nothing to be. */
  async listen(): Promise<string> {
    const kind = Buffer.from(await this.#receive()).toString();
    const [bytes, version2] = [await this.#receive(), await this.#receive()];
    const said = Buffer.from(await this.#receive()).toString();
    const answer = problemOf({ kind, bytes, version2, said });
    expect(answer, `${kind} ${hex(bytes)}, sent as ${said}`).toBe('ok');
    this.#socket.write(encodeLengthPrefixed(Buffer.from(answer)));
    return kind;
  }

  async #receive(): Promise<Uint8Array> {
    const { done, value } = await this.#frames.next();
    if (done) throw new Error('the connection ended in the middle');
    return value;
  }
}

async function* framesOf(socket: Socket): AsyncGenerator<Uint8Array> {
  const decoder = new LengthPrefixDecoder(2 ** 24);
  for await (const piece of socket) yield* decoder.push(piece);
}

/** Both sides say COUNT messages in turn; gives the kinds that went to Python and those that came from there. */
async function converse(socket: Socket, seed: number, first: 'us' | 'them') {
  const side = new Side(socket);
  const came: string[] = [];
  const messages = fc.sample(fc.oneof(someStruct, someMarshal), { seed, numRuns: COUNT });
  for (const message of messages) {
    if (first === 'us') await side.speak(message);
    came.push(await side.listen());
    if (first === 'them') await side.speak(message);
  }
  socket.end();
  return { went: messages.map(({ kind }) => kind), came };
}

/** There was every code, every byte order, and each of these versions. */
function expectAllKinds(kinds: readonly string[], versions: readonly number[]): void {
  const formats = kinds.filter((kind) => !kind.startsWith('marshal '));
  const marshals = new Set(kinds.filter((kind) => kind.startsWith('marshal ')));
  expect([...new Set(formats.join('').replace(/[0-9 ]/g, ''))].sort().join('')).toBe(
    '!<=>?@BHILNPQbcdefhilnpqsx',
  );
  expect([...marshals].sort()).toEqual(versions.map((version) => `marshal ${version}`));
}

// Python's own sizes are those of the machine; ours, those of 64-bit Linux.
describe.skipIf(skipWithoutPython || process.platform === 'win32')(
  'Python and TypeScript exchange values over a connection',
  () => {
    test.each([1, 2])(
      'a Python server, seed %i: both understand all, byte by byte',
      async (seed) => {
        await using server = start(other, [String(seed), String(COUNT)]);
        const socket = await open(await server.listening());
        const { went, came } = await converse(socket, seed, 'us');
        expect(await server.ended).toMatchObject({ code: 0, stderr: '' });
        expectAllKinds(went, [2, 4]);
        expectAllKinds(came, [0, 1, 2, 3, 4]);
      },
    );

    test.each([3, 4])(
      'a Python client, seed %i: both understand all, byte by byte',
      async (seed) => {
        let arrive: (socket: Socket) => void = () => {};
        const arrived = new Promise<Socket>((resolve) => {
          arrive = resolve;
        });
        await using server = await TestServer.listen((socket) => arrive(socket));
        await using client = start(other, [seed, COUNT, server.port].map(String));
        const gone = client.ended.then(({ stderr }) => Promise.reject(new Error(stderr)));
        const { went, came } = await converse(await Promise.race([arrived, gone]), seed, 'them');
        expect(await client.ended).toMatchObject({ code: 0, stderr: '' });
        expectAllKinds(went, [2, 4]);
        expectAllKinds(came, [0, 1, 2, 3, 4]);
      },
    );
  },
);
