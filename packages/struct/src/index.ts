export type { BytesLike } from './bytes.ts';
export type {
  CheckedFormat,
  PackValue,
  PackValues,
  Truthy,
  Unpacked,
  UnpackedValue,
} from './format-types.ts';
export { calcsize, iterUnpack, pack, packInto, unpack, unpackFrom } from './functions.ts';
export { type LayoutItem, layout } from './layout.ts';
export { Struct } from './struct.ts';
export { StructError, type StructErrorCode, type StructErrorDetails } from './struct-error.ts';
