/** What a code takes and gives, for the type checker. */
interface Kinds {
  readonly bytes: { readonly packs: Uint8Array; readonly unpacks: Uint8Array<ArrayBuffer> };
  readonly bool: { readonly packs: unknown; readonly unpacks: boolean };
  readonly number: { readonly packs: number | bigint; readonly unpacks: number };
  readonly bigint: { readonly packs: number | bigint; readonly unpacks: bigint };
}

type Kind = keyof Kinds;

/**
 * What may be packed when the format is known only as the program runs. `?` takes the truth of anything else too, but
 * for all other codes that would be a mistake.
 */
export type PackValue = Uint8Array | Truthy;

/** Everything whose truth JavaScript and Python see alike, `NaN` aside. */
export type Truthy = boolean | number | bigint | string | null | undefined;

/** A value that some code gives. */
export type UnpackedValue = Kinds[Kind]['unpacks'];

interface StandardKinds {
  readonly c: 'bytes';
  readonly s: 'bytes';
  readonly p: 'bytes';
  readonly '?': 'bool';
  readonly b: 'number';
  readonly B: 'number';
  readonly h: 'number';
  readonly H: 'number';
  readonly i: 'number';
  readonly I: 'number';
  readonly l: 'number';
  readonly L: 'number';
  readonly q: 'bigint';
  readonly Q: 'bigint';
  readonly e: 'number';
  readonly f: 'number';
  readonly d: 'number';
}

interface NativeKinds extends Omit<StandardKinds, 'l' | 'L'> {
  readonly l: 'bigint';
  readonly L: 'bigint';
  readonly n: 'bigint';
  readonly N: 'bigint';
  readonly P: 'bigint';
}

type Order = '@' | '=' | '<' | '>' | '!';
type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';
type Space = ' ' | '\t' | '\n' | '\v' | '\f' | '\r';

/** A wrong format's reason; a tuple of kinds is never one. */
type Problem<Reason extends string> = { readonly problem: Reason };

/** The kinds of a literal format's values, in order, or the `Problem` with it. */
type Parse<Format extends string> = Format extends `@${infer Rest}`
  ? ParseRest<Rest, NativeKinds>
  : Format extends `${Order}${infer Rest}`
    ? ParseRest<Rest, StandardKinds>
    : ParseRest<Format, NativeKinds>;

/** Tail recursive, a character a step: formats of up to some 1000 characters. */
type ParseRest<
  Rest extends string,
  Codes,
  Count extends string = '',
  Kinds extends readonly unknown[] = [],
> = Rest extends `${infer Code}${infer Others}`
  ? Code extends Digit
    ? ParseRest<Others, Codes, `${Count}${Code}`, Kinds>
    : Code extends 's' | 'p'
      ? ParseRest<Others, Codes, '', [...Kinds, 'bytes']>
      : Code extends keyof Codes
        ? ParseRest<
            Others,
            Codes,
            '',
            Count extends ''
              ? [...Kinds, Codes[Code]]
              : [...Kinds, ...Repeat<Codes[Code], Count, Kinds['length']>]
          >
        : Code extends 'x'
          ? ParseRest<Others, Codes, '', Kinds>
          : Code extends Space
            ? Count extends ''
              ? ParseRest<Others, Codes, '', Kinds>
              : Problem<`há um espaço entre o número ${Count} e o código que se repete`>
            : Problem<Refusal<Code>>
  : Count extends ''
    ? Kinds
    : Problem<`falta o código que se repete depois do número ${Count}`>;

type Refusal<Code extends string> = Code extends Order
  ? `a ordem dos bytes («${Code}») só pode ser o primeiro caractere do formato`
  : Code extends keyof NativeKinds
    ? `«${Code}» só existe com tamanhos nativos: sem ordem dos bytes, ou com «@»`
    : `«${Code}» não é um código de formato`;

/**
 * `Count` times the kind. From a count of 1000 on, and after 1000 values, an unknown number of times: tuples are not
 * made for such lengths.
 */
type Repeat<Kind, Count extends string, Before extends number> = Count extends `0${infer Rest}`
  ? Rest extends ''
    ? []
    : Repeat<Kind, Rest, Before>
  : IsLong<Count> extends true
    ? Kind[]
    : number extends Before
      ? Kind[] // the length of what has such a part is any number
      : IsLong<`${Before}`> extends true
        ? Kind[]
        : Times<Kind, Count>;

/** Whether a text has four characters or more. */
type IsLong<Text extends string> =
  Text extends `${infer _1}${infer _2}${infer _3}${infer _4}${infer _Others}` ? true : false;

/** Digit by digit: ten times what there is, and the digit's own. */
type Times<
  Kind,
  Count extends string,
  Done extends readonly Kind[] = [],
> = Count extends `${infer First}${infer Rest}`
  ? First extends Digit
    ? Times<
        Kind,
        Rest,
        [
          ...Done,
          ...Done,
          ...Done,
          ...Done,
          ...Done,
          ...Done,
          ...Done,
          ...Done,
          ...Done,
          ...Done,
          ...Few<Kind>[First],
        ]
      >
    : never
  : Done;

type Few<K> = [
  [],
  [K],
  [K, K],
  [K, K, K],
  [K, K, K, K],
  [K, K, K, K, K],
  [K, K, K, K, K, K],
  [K, K, K, K, K, K, K],
  [K, K, K, K, K, K, K, K],
  [K, K, K, K, K, K, K, K, K],
];

/** False for `string` and for patterns such as `${number}s`: their values are not known before the program runs. */
type IsLiteral<Format extends string> = Record<never, 1> extends Record<Format, 1> ? false : true;

/** The format itself, or, for a wrong literal, a type that nothing has and whose text says why. */
export type CheckedFormat<Format extends string> = Format extends string
  ? IsLiteral<Format> extends true
    ? Parse<Format> extends Problem<infer Reason>
      ? `Formato errado: ${Reason}`
      : Format
    : Format
  : never;

/** The values that `pack` takes for a format. */
export type PackValues<Format extends string> =
  IsLiteral<Format> extends true
    ? Parse<Format> extends infer Found extends readonly Kind[]
      ? { -readonly [Index in keyof Found]: Kinds[Found[Index]]['packs'] }
      : PackValue[]
    : PackValue[];

/** The values that `unpack` gives for a format: `Unpacked<'<iqd'>` is `[number, bigint, number]`. */
export type Unpacked<Format extends string> =
  IsLiteral<Format> extends true
    ? Parse<Format> extends infer Found extends readonly Kind[]
      ? { -readonly [Index in keyof Found]: Kinds[Found[Index]]['unpacks'] }
      : UnpackedValue[]
    : UnpackedValue[];
