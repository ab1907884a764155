import type { PyDict } from './py-dict.ts';
import type { PyComplex, PyFloat } from './py-number.ts';
import type { PyFrozenSet, PySet } from './py-set.ts';
import type { PySlice } from './py-slice.ts';
import type { PyStr } from './py-str.ts';
import type { PyTuple } from './py-tuple.ts';
import type { Ellipsis, StopIteration } from './singletons.ts';

/** What is the same in both modes. */
type Common =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PyComplex
  | typeof Ellipsis
  | typeof StopIteration;

/** What `loads(bytes)` gives. */
export type PlainValue =
  | Common
  | PlainValue[]
  | Map<PlainValue, PlainValue>
  | Set<PlainValue>
  | PySlice<PlainValue>;

/** What `loads(bytes, { exact: true })` gives. */
export type ExactValue =
  | Common
  | PyFloat
  | PyStr
  | ExactValue[]
  | PyTuple<ExactValue>
  | PyDict<ExactValue, ExactValue>
  | PySet<ExactValue>
  | PyFrozenSet<ExactValue>
  | PySlice<ExactValue>;

/** What `dumps` takes: everyday values, the exact classes, and any mix of them. */
export type Marshallable =
  | Common
  | PyFloat
  | PyStr
  | readonly Marshallable[]
  | ReadonlyMap<Marshallable, Marshallable>
  | ReadonlySet<Marshallable>
  | { readonly [key: string]: Marshallable }
  | PyTuple<Marshallable>
  | PyDict<Marshallable, Marshallable>
  | PySet<Marshallable>
  | PyFrozenSet<Marshallable>
  | PySlice<Marshallable>;
