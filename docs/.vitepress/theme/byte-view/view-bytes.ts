import { calcsize, layout, type PackValue, pack, StructError, unpack } from '@tomada/struct';
import { nameOfCode } from './code-names.ts';
import { exampleText, kindOf, readValue } from './read-value.ts';
import { showByte, showValue } from './show-value.ts';

/** More than this is no longer to be taken in at a glance; the lesson's program takes as many. */
export const MOST_BYTES = 128;
const MOST_VALUES = 16;
const MOST_CHARACTERS = 100;

/** A text for a value, and the code that it was typed for. */
export interface Typed {
  readonly text: string;
  readonly code: string;
}

/** A value that a format asks for. */
export interface Field {
  /** From 0. */
  readonly argument: number;
  readonly code: string;
  /** «valor 1, i (inteiro de 4 bytes)» */
  readonly label: string;
  /** What stands there: what was typed, or the code's example. */
  readonly text: string;
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

/** The texts as typed for the values of a format, one after another. */
export function typedInto(format: string, texts: readonly string[]): Typed[] {
  const codes = layout(format).flatMap(({ argument, code }) => (argument === null ? [] : code));
  return codes.map((code, argument) => ({ text: texts[argument] ?? exampleText(code), code }));
}

/** @param texts what was typed, by argument; undefined stands for the example */
export function viewBytes(format: string, texts: readonly (Typed | undefined)[]): Attempt {
  const formatProblem = problemOf(format);
  if (formatProblem !== undefined) return { formatProblem };
  const fields: Field[] = [];
  const values: PackValue[] = [];
  for (const { code, size, argument } of layout(format)) {
    if (argument === null) continue;
    const text = textFor(code, texts[argument]);
    const read = readValue(code, text);
    const problem = 'problem' in read ? read.problem : undefined;
    if ('value' in read) values.push(read.value);
    const label = `valor ${argument + 1}, ${code} (${nameOfCode(code, size)})`;
    fields.push({ argument, code, label, text, problem });
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

/** What was typed for another kind of code and does not serve here is no mistake: the example stands in for it. */
function textFor(code: string, typed: Typed | undefined): string {
  if (typed === undefined) return exampleText(code);
  const isForeign = kindOf(typed.code) !== kindOf(code) && 'problem' in readValue(code, typed.text);
  return isForeign ? exampleText(code) : typed.text;
}

function problemOf(format: string): string | undefined {
  if (/^[!<>=@]?\s*$/.test(format)) return 'Formato vazio: escreva pelo menos um código, como I.';
  const tooMany = (have: string, most: number) => `${have}, e aqui cabem até ${most}.`;
  if (format.length > MOST_CHARACTERS)
    return tooMany(`O formato tem ${format.length} caracteres`, MOST_CHARACTERS);
  try {
    const size = calcsize(format);
    const named = `Formato ${JSON.stringify(format)}`;
    const shown = size.toLocaleString('pt-BR');
    if (size > MOST_BYTES) return tooMany(`${named}: ocupa ${shown} bytes`, MOST_BYTES);
    const values = layout(format).filter(({ argument }) => argument !== null).length;
    if (values > MOST_VALUES) return tooMany(`${named}: pede ${values} valores`, MOST_VALUES);
    return undefined;
  } catch (error) {
    return messageOf(error);
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

/** Anything but a StructError is a fault of ours. */
function messageOf(error: unknown): string {
  if (error instanceof StructError) return error.message;
  throw error;
}
