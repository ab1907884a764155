import { createRequire } from 'node:module';
import { pack, packInto, Struct, unpack, unpackFrom } from '@tomada/struct';
import { SETS, type SentValue, type StructCase } from './struct-cases.ts';

/** What is measured. The last two work in a buffer that is used again and again. */
export const operations = ['pack', 'unpack', 'packInto', 'unpackFrom'] as const;
export type Operation = (typeof operations)[number];

/** Ours in its two ways, and packages of npm. */
export const libraries = [
  'tomada',
  'tomada Struct',
  'python-struct',
  'jspack',
  'bufferpack',
] as const;
export type Library = (typeof libraries)[number];

/** Something to be repeated, and what it gave once for each set of values, to be compared. */
export interface Loop {
  readonly run: (calls: number) => void;
  readonly results: () => readonly string[];
}

/** Where `packInto` and `unpackFrom` work in their buffer. */
const OFFSET = 16;
const MASK = SETS - 1;

// Numbers mostly, and whatever else a format takes: only the types know, and the formats here are plain strings.
type Values = readonly number[];

/** What a loop computes goes here, so that no compiler leaves it out. */
const sink: { kept?: unknown } = {};

/** @returns undefined when the library has no such operation */
export function makeLoop(
  library: Library,
  operation: Operation,
  { format, sets }: StructCase,
): Loop | undefined {
  const buffer = new Uint8Array(4096);
  const decode = library.startsWith('tomada') ? decodeForUs : decodeForOthers;
  const values = sets.map((set) => set.map(decode) as Values); // see above
  const packed = sets.map((set) => pack(format, ...(set.map(decodeForUs) as Values))); // see above
  const struct = new Struct<string>(format);
  const all = (one: (set: number) => unknown) => () => sets.map((_, set) => show(one(set)));
  const valuesOf = (set: number): Values => values[set] ?? [];
  const packedOf = (set: number): Uint8Array => packed[set] ?? buffer;
  const fill = (set: number): Uint8Array => {
    buffer.set(packedOf(set), OFFSET);
    return buffer;
  };
  const packedPart = (): Uint8Array => buffer.subarray(OFFSET, OFFSET + struct.size);

  if (library === 'tomada' || library === 'tomada Struct') {
    const compiled = library === 'tomada Struct';
    switch (operation) {
      case 'pack':
        return {
          run: compiled ? packStruct(struct, values) : packFormat(format, values),
          results: all((set) =>
            compiled ? struct.pack(...valuesOf(set)) : pack(format, ...valuesOf(set)),
          ),
        };
      case 'packInto':
        return {
          run: compiled
            ? packIntoStruct(struct, buffer, values)
            : packIntoFormat(format, buffer, values),
          results: all((set) => {
            if (compiled) struct.packInto(buffer, OFFSET, ...valuesOf(set));
            else packInto(format, buffer, OFFSET, ...valuesOf(set));
            return packedPart();
          }),
        };
      case 'unpack':
        return {
          run: (calls) => {
            if (compiled)
              for (let call = 0; call < calls; call++)
                sink.kept = struct.unpack(packedOf(call & MASK));
            else
              for (let call = 0; call < calls; call++)
                sink.kept = unpack(format, packedOf(call & MASK));
          },
          results: all((set) =>
            compiled ? struct.unpack(packedOf(set)) : unpack(format, packedOf(set)),
          ),
        };
      case 'unpackFrom': {
        // Several places, so that not all calls read the same.
        const room = Math.min(SETS, Math.floor(buffer.length / struct.size));
        for (let set = 0; set < room; set++) buffer.set(packedOf(set), set * struct.size);
        return {
          run: (calls) => {
            const { size } = struct;
            const end = size * room;
            let at = 0;
            for (let call = 0; call < calls; call++) {
              sink.kept = compiled ? struct.unpackFrom(buffer, at) : unpackFrom(format, buffer, at);
              at += size;
              if (at === end) at = 0;
            }
          },
          results: all((set) =>
            compiled ? struct.unpackFrom(fill(set), OFFSET) : unpackFrom(format, fill(set), OFFSET),
          ),
        };
      }
    }
  }
  if (operation !== 'pack' && operation !== 'unpack') return undefined;
  const listLibrary = loadLibrary(library);
  const theirs = packed.map((bytes) => Buffer.from(bytes));
  return operation === 'pack'
    ? {
        run: (calls) => {
          for (let call = 0; call < calls; call++)
            sink.kept = listLibrary.pack(format, valuesOf(call & MASK));
        },
        results: all((set) => Uint8Array.from(listLibrary.pack(format, valuesOf(set)))),
      }
    : {
        run: (calls) => {
          for (let call = 0; call < calls; call++)
            sink.kept = listLibrary.unpack(format, theirs[call & MASK] ?? Buffer.of());
        },
        results: all((set) => listLibrary.unpack(format, theirs[set] ?? Buffer.of())),
      };
}

function packFormat(format: string, sets: readonly Values[]) {
  return (calls: number): void => {
    for (let call = 0; call < calls; call++) {
      const v = sets[call & MASK] ?? [];
      if (v.length === 1) sink.kept = pack(format, v[0]);
      else if (v.length === 2) sink.kept = pack(format, v[0], v[1]);
      else if (v.length === 3) sink.kept = pack(format, v[0], v[1], v[2]);
      else if (v.length === 10) {
        sink.kept = pack(format, v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9]);
      } else sink.kept = pack(format, ...v);
    }
  };
}

function packStruct(struct: Struct, sets: readonly Values[]) {
  return (calls: number): void => {
    for (let call = 0; call < calls; call++) {
      const v = sets[call & MASK] ?? [];
      if (v.length === 1) sink.kept = struct.pack(v[0]);
      else if (v.length === 2) sink.kept = struct.pack(v[0], v[1]);
      else if (v.length === 3) sink.kept = struct.pack(v[0], v[1], v[2]);
      else if (v.length === 10) {
        sink.kept = struct.pack(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9]);
      } else sink.kept = struct.pack(...v);
    }
  };
}

function packIntoFormat(format: string, buffer: Uint8Array, sets: readonly Values[]) {
  return (calls: number): void => {
    for (let call = 0; call < calls; call++) {
      const v = sets[call & MASK] ?? [];
      if (v.length === 1) packInto(format, buffer, OFFSET, v[0]);
      else if (v.length === 2) packInto(format, buffer, OFFSET, v[0], v[1]);
      else if (v.length === 3) packInto(format, buffer, OFFSET, v[0], v[1], v[2]);
      else if (v.length === 10) {
        packInto(
          format,
          buffer,
          OFFSET,
          v[0],
          v[1],
          v[2],
          v[3],
          v[4],
          v[5],
          v[6],
          v[7],
          v[8],
          v[9],
        );
      } else packInto(format, buffer, OFFSET, ...v);
    }
  };
}

function packIntoStruct(struct: Struct, buffer: Uint8Array, sets: readonly Values[]) {
  return (calls: number): void => {
    for (let call = 0; call < calls; call++) {
      const v = sets[call & MASK] ?? [];
      if (v.length === 1) struct.packInto(buffer, OFFSET, v[0]);
      else if (v.length === 2) struct.packInto(buffer, OFFSET, v[0], v[1]);
      else if (v.length === 3) struct.packInto(buffer, OFFSET, v[0], v[1], v[2]);
      else if (v.length === 10) {
        struct.packInto(buffer, OFFSET, v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9]);
      } else struct.packInto(buffer, OFFSET, ...v);
    }
  };
}

interface ListLibrary {
  pack(format: string, values: Values): ArrayLike<number>;
  unpack(format: string, bytes: Buffer): readonly unknown[];
}

/** They are CommonJS without types; what is said of them here is what their pages say. */
function loadLibrary(library: Library): ListLibrary {
  const loaded = createRequire(import.meta.url)(library);
  if (library !== 'jspack') return loaded;
  return {
    pack: (format, values) => loaded.jspack.Pack(format, values),
    unpack: (format, bytes) => loaded.jspack.Unpack(format, bytes, 0),
  };
}

function decodeForUs({ kind, text }: SentValue): unknown {
  if (kind === 'text') return Uint8Array.from(Buffer.from(text, 'hex'));
  return kind === 'big' ? BigInt(text) : Number(text);
}

/** They take texts for bytes, and know no bigint. */
function decodeForOthers({ kind, text }: SentValue): unknown {
  return kind === 'text' ? Buffer.from(text, 'hex').toString('latin1') : Number(text);
}

/** The same text for the same bytes or values, whatever the library gives them as; struct.py does it alike. */
function show(result: unknown): string {
  if (result instanceof Uint8Array) return Buffer.from(result).toString('hex');
  if (Array.isArray(result)) return result.map(show).join(' ');
  return typeof result === 'string'
    ? Buffer.from(result, 'latin1').toString('hex')
    : String(result);
}
