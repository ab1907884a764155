/** How bytes become a value: what a code comes down to under a byte order. */
export type Encoding =
  | 'padding'
  | 'char'
  | 'string'
  | 'pascal'
  | 'bool'
  | 'int8'
  | 'uint8'
  | 'int16'
  | 'uint16'
  | 'int32'
  | 'uint32'
  | 'int64'
  | 'uint64'
  | 'pointer'
  | 'float16'
  | 'float32'
  | 'float64';

/** A code of the format under a byte order. */
export interface FormatCode {
  readonly encoding: Encoding;
  /** Bytes of one; for `x`, `s` and `p` of a count of 1. With native sizes also its alignment. */
  readonly size: number;
}

/** «struct», Format Characters: the standard sizes. */
const standardCodes = new Map<string, FormatCode>([
  ['x', { encoding: 'padding', size: 1 }],
  ['c', { encoding: 'char', size: 1 }],
  ['s', { encoding: 'string', size: 1 }],
  ['p', { encoding: 'pascal', size: 1 }],
  ['?', { encoding: 'bool', size: 1 }],
  ['b', { encoding: 'int8', size: 1 }],
  ['B', { encoding: 'uint8', size: 1 }],
  ['h', { encoding: 'int16', size: 2 }],
  ['H', { encoding: 'uint16', size: 2 }],
  ['i', { encoding: 'int32', size: 4 }],
  ['I', { encoding: 'uint32', size: 4 }],
  ['l', { encoding: 'int32', size: 4 }],
  ['L', { encoding: 'uint32', size: 4 }],
  ['q', { encoding: 'int64', size: 8 }],
  ['Q', { encoding: 'uint64', size: 8 }],
  ['e', { encoding: 'float16', size: 2 }],
  ['f', { encoding: 'float32', size: 4 }],
  ['d', { encoding: 'float64', size: 8 }],
]);

/** What differs with native sizes, on 64-bit Linux: `long` and `size_t` have 8 bytes, and there are pointers. */
const nativeCodes = new Map<string, FormatCode>([
  ...standardCodes,
  ['l', { encoding: 'int64', size: 8 }],
  ['L', { encoding: 'uint64', size: 8 }],
  ['n', { encoding: 'int64', size: 8 }],
  ['N', { encoding: 'uint64', size: 8 }],
  ['P', { encoding: 'pointer', size: 8 }],
]);

/** The codes there are, with native sizes or with standard ones. */
export function formatCodes(native: boolean): ReadonlyMap<string, FormatCode> {
  return native ? nativeCodes : standardCodes;
}
