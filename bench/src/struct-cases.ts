/** How the values of a format are made: `integer` is a number or a bigint to us as the code says, `text` are bytes. */
export type ValueKind = 'integer' | 'big' | 'float' | 'text';

/** A value on its way to a worker: digits, or hexadecimal. */
export interface SentValue {
  readonly kind: ValueKind;
  readonly text: string;
}

/** A format and values that go through it by turns, so that nothing is a constant. */
export interface StructCase {
  readonly format: string;
  readonly sets: readonly (readonly SentValue[])[];
}

/** A power of two, so that a loop gets to the next one with a mask. */
export const SETS = 64;

/** For each kind of format that programs have: one number, a record, a header, numbers alike, many of them, bytes. */
export const structCases: readonly StructCase[] = [
  { format: '!I', sets: make((set) => [integer(set * 67_108_859)]) },
  {
    format: '<iqd',
    sets: make((set) => [integer(set * 7_919 - 100_000), big(set), float(set * 1.125 - 20)]),
  },
  {
    format: '!BBHHHBBH4s4s', // an IPv4 header
    sets: make((set) => [
      ...[69, set, set * 100, set * 3, 0, 64, 6, set * 11].map(integer),
      text([0x31, 0x30, 0x20, 0x40 + (set % 32)]),
      text([0x32, 0x40 + (set % 32), 0x20, 0x33]),
    ]),
  },
  {
    format: '>10h',
    sets: make((set) => Array.from({ length: 10 }, (_, at) => integer(set * at * 37 - 12_000))),
  },
  {
    format: '<100d',
    sets: make((set) => Array.from({ length: 100 }, (_, at) => float(set * 1.125 + at + 0.25))),
  },
  {
    format: '!16sI',
    sets: make((set) => [
      text(Array.from({ length: 16 }, (_, at) => 0x40 + ((set + at) % 63))),
      integer(set * 12_345),
    ]),
  },
];

function make(values: (set: number) => readonly SentValue[]): StructCase['sets'] {
  return Array.from({ length: SETS }, (_, set) => values(set));
}

function integer(value: number): SentValue {
  return { kind: 'integer', text: String(value) };
}

function big(set: number): SentValue {
  return { kind: 'big', text: String(set * 1_000_000_000_007 - 5) };
}

function float(value: number): SentValue {
  return { kind: 'float', text: String(value) };
}

/** ASCII, because some libraries take texts where Python takes bytes. */
function text(bytes: readonly number[]): SentValue {
  return { kind: 'text', text: Buffer.from(bytes).toString('hex') };
}
