import { calcsize, layout, type PackValue, pack, StructError, unpack } from '@tomada/struct';
import { nameOfCode } from './code-names.ts';
import { exampleText, readValue } from './read-value.ts';
import { showByte, showValue } from './show-value.ts';

/** More than this is no longer to be taken in at a glance. */
const MOST_BYTES = 128;

/** A value that a format asks for. */
export interface Field {
  /** From 0. */
  readonly argument: number;
  /** «valor 1, i (inteiro de 4 bytes)» */
  readonly label: string;
  /** What stands there as long as nothing was typed. */
  readonly example: string;
  readonly problem: string | undefined;
}

/** Bytes side by side that belong together. */
export interface Owner {
  /** Which value, from 0; null for padding. */
  readonly argument: number | null;
  readonly code: string;
  /** «inteiro de 4 bytes» */
  readonly name: string;
  /** Of its first byte. */
  readonly offset: number;
  /** Each byte in hexadecimal. */
  readonly bytes: readonly string[];
  /** What `unpack` reads there; null for padding. */
  readonly value: string | null;
}

/** A format with values that `pack` took. */
export interface Picture {
  readonly format: string;
  readonly size: number;
  readonly owners: readonly Owner[];
}

/** What comes of a format and the texts that were typed for its values. */
export type Attempt =
  | { readonly formatProblem: string; readonly fields?: never; readonly picture?: never }
  | {
      readonly formatProblem?: never;
      readonly fields: readonly Field[];
      /** Undefined while a value is wrong. */
      readonly picture: Picture | undefined;
    };

/** @param texts what was typed, by argument; undefined stands for the example */
export function viewBytes(format: string, texts: readonly (string | undefined)[]): Attempt {
  try {
    const size = calcsize(format);
    if (size > MOST_BYTES) return { formatProblem: tooLarge(format, size) };
  } catch (error) {
    return { formatProblem: messageOf(error) };
  }
  const fields: Field[] = [];
  const values: PackValue[] = [];
  for (const { code, size, argument } of layout(format)) {
    if (argument === null) continue;
    const example = exampleText(code);
    const read = readValue(code, texts[argument] ?? example);
    const problem = 'problem' in read ? read.problem : undefined;
    if ('value' in read) values.push(read.value);
    const label = `valor ${argument + 1}, ${code} (${nameOfCode(code, size)})`;
    fields.push({ argument, label, example, problem });
  }
  if (values.length < fields.length) return { fields, picture: undefined };
  try {
    return { fields, picture: draw(format, pack(format, ...values)) };
  } catch (error) {
    const problem = messageOf(error);
    const at = error instanceof StructError ? error.argument : undefined;
    return {
      fields: fields.map((field) => (field.argument === at ? { ...field, problem } : field)),
      picture: undefined,
    };
  }
}

function draw(format: string, bytes: Uint8Array): Picture {
  const values = unpack(format, bytes);
  const owners = layout(format).map(({ offset, size, code, argument }) => {
    const value = argument === null ? undefined : values[argument];
    return {
      argument,
      code,
      name: nameOfCode(code, size),
      offset,
      bytes: Array.from(bytes.subarray(offset, offset + size), showByte),
      value: value === undefined ? null : showValue(value),
    };
  });
  return { format, size: bytes.length, owners };
}

function tooLarge(format: string, size: number): string {
  const shown = size.toLocaleString('pt-BR');
  return `Formato ${JSON.stringify(format)}: ocupa ${shown} bytes, e aqui cabem até ${MOST_BYTES}.`;
}

/** Anything but a StructError is a fault of ours. */
function messageOf(error: unknown): string {
  if (error instanceof StructError) return error.message;
  throw error;
}
