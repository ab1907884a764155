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
  | 'nativeFloat32'
  | 'float64';

/** A code of the format, with native sizes or with standard ones. */
export interface FormatCode {
  readonly encoding: Encoding;
  /** Bytes of one. With native sizes also its alignment. */
  readonly size: number;
  /** What a count before it counts: values, the bytes of its one value, or bytes that are no value. */
  readonly repeats: 'values' | 'bytes' | 'padding';
}

function values(encoding: Encoding, size: number): FormatCode {
  return { encoding, size, repeats: 'values' };
}

/** «struct», Format Characters: the standard sizes. */
const standardCodes = new Map<string, FormatCode>([
  ['x', { encoding: 'padding', size: 1, repeats: 'padding' }],
  ['s', { encoding: 'string', size: 1, repeats: 'bytes' }],
  ['p', { encoding: 'pascal', size: 1, repeats: 'bytes' }],
  ['c', values('char', 1)],
  ['?', values('bool', 1)],
  ['b', values('int8', 1)],
  ['B', values('uint8', 1)],
  ['h', values('int16', 2)],
  ['H', values('uint16', 2)],
  ['i', values('int32', 4)],
  ['I', values('uint32', 4)],
  ['l', values('int32', 4)],
  ['L', values('uint32', 4)],
  ['q', values('int64', 8)],
  ['Q', values('uint64', 8)],
  ['e', values('float16', 2)],
  ['f', values('float32', 4)],
  ['d', values('float64', 8)],
]);

/** What differs with native sizes on 64-bit Linux: `long` and `size_t` have 8 bytes, and there are pointers. */
const nativeCodes = new Map<string, FormatCode>([
  ...standardCodes,
  ['l', values('int64', 8)],
  ['L', values('uint64', 8)],
  ['n', values('int64', 8)],
  ['N', values('uint64', 8)],
  ['P', values('pointer', 8)],
  ['f', values('nativeFloat32', 4)],
]);

/** The codes that there are, with native sizes or with standard ones. */
export function formatCodes(native: boolean): ReadonlyMap<string, FormatCode> {
  return native ? nativeCodes : standardCodes;
}
