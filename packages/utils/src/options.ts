import { isIP, isIPv6 } from 'node:net';
import { parseArgs } from 'node:util';
import type { Endpoint } from './endpoint.ts';
import { fill, messages } from './messages.ts';

/** How one option is read, checked and described in `--help`. */
export interface Option<Value> {
  /** What `--help` shows for the value, such as `<porta>`; an option without one is a switch. */
  readonly placeholder?: string;
  readonly about: string;
  readonly fallback: Value;
  /** What `--help` says of the fallback, where its value alone does not tell. */
  readonly fallbackWords?: string;
  /** A value that would be right, for the sentence that says what is wrong. */
  readonly example: string;
  /** @throws {UsageError} when the text is not a value of this option */
  parse(text: string, name: string): Value;
}

/** What a program accepts. The Python peers describe theirs with the same words. */
export interface Program<Options extends Record<string, Option<unknown>>> {
  /** How to call it, without the options: `pnpm --filter lesson-tcp-server start`. */
  readonly usage: string;
  readonly about: string;
  readonly options: Options;
  /**
   * Present when the program takes words; the example shows a right call in the sentence that asks for them. With
   * `optional`, no words are no fault.
   */
  readonly words?: { readonly example: string; readonly optional?: boolean };
}

/** The values that `readOptions` gives: one a named option, and the words. */
export type Values<Options extends Record<string, Option<unknown>>> = {
  readonly [Name in keyof Options]: Options[Name] extends Option<infer Value> ? Value : never;
} & { readonly words: readonly string[] };

/** Wrong usage of a program; its message is one sentence in Portuguese that names the option and the value. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Reads the command line of a program. `--help` prints the help and ends with code 0; wrong usage prints one
 * sentence on standard error and ends with code 2.
 *
 * @param program what it accepts
 * @param args the words after the program's name
 * @example
 * const { host, port } = readOptions({
 *   usage: 'pnpm --filter lesson-tcp-server start',
 *   about: 'Servidor TCP de maiúsculas.',
 *   options: { host: hostOption('onde escutar'), port: listenPortOption(8080) },
 * });
 */
export function readOptions<const Options extends Record<string, Option<unknown>>>(
  program: Program<Options>,
  args: readonly string[] = process.argv.slice(2),
): Values<Options> {
  try {
    const values = parseOptions(program, args);
    if (values !== 'help') return values;
    process.stdout.write(`${formatHelp(program)}\n`);
    process.exit(0);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

/**
 * The same without ending the process: gives the values, or `help` when the user asked for it.
 *
 * @throws {UsageError} on an unknown option, a missing, unexpected or wrong value, missing or unexpected words
 */
export function parseOptions<const Options extends Record<string, Option<unknown>>>(
  program: Program<Options>,
  args: readonly string[],
): Values<Options> | 'help' {
  const names = Object.keys(program.options);
  const known = [...names, 'help'];
  const { tokens } = parseArgs({
    args: args.map((arg) => (NEGATIVE_NUMBER.test(arg) ? `${NOT_AN_OPTION}${arg}` : arg)),
    options: Object.fromEntries(
      known.map((name) => [
        name,
        { type: program.options[name]?.placeholder ? ('string' as const) : ('boolean' as const) },
      ]),
    ),
    // Not strict: what is wrong is said by us, in Portuguese and with the value.
    strict: false,
    allowPositionals: true,
    tokens: true,
  });

  const values: Record<string, unknown> = Object.fromEntries(
    Object.entries(program.options).map(([name, option]) => [name, option.fallback]),
  );
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(bare(token.value));
    if (token.kind !== 'option') continue;
    if (token.rawName === '--help') {
      if (token.value === undefined) return 'help';
      throw new UsageError(
        fill(messages.usage.unexpectedValue, { option: token.rawName, value: token.value }),
      );
    }
    // Own names only: «--toString» is no option, though every object has one.
    const isOption = token.rawName.startsWith('--') && Object.hasOwn(program.options, token.name);
    const option = isOption ? program.options[token.name] : undefined;
    if (!option) {
      const list = known.map((name) => `--${name}`).join(', ');
      throw new UsageError(
        fill(messages.usage.unknownOption, { option: token.rawName, known: list }),
      );
    }
    values[token.name] = readValue(
      option,
      token.rawName,
      token.value === undefined ? undefined : bare(token.value),
    );
  }

  const [unexpected] = words;
  if (!program.words && unexpected !== undefined) {
    throw new UsageError(fill(messages.usage.unexpectedWord, { value: unexpected }));
  }
  if (program.words && !program.words.optional && words.length === 0) {
    throw new UsageError(fill(messages.usage.missingWords, { example: program.words.example }));
  }
  // Sound: one value for each option's name, made by that option itself.
  return { ...values, words } as unknown as Values<Options>;
}

/** No option is a number: `-2` is a word, or the value of the option before it. */
const NEGATIVE_NUMBER = /^-(?:\.?\d|inf$)/;
/** Put before such a word, where `parseArgs` would see options; no word of a command line can hold it. */
const NOT_AN_OPTION = '\0';

function bare(text: string): string {
  return text.startsWith(NOT_AN_OPTION) ? text.slice(NOT_AN_OPTION.length) : text;
}

function readValue(option: Option<unknown>, name: string, value: string | undefined): unknown {
  if (!option.placeholder) {
    if (value === undefined) return true;
    throw new UsageError(fill(messages.usage.unexpectedValue, { option: name, value }));
  }
  if (value === undefined) {
    throw new UsageError(
      fill(messages.usage.missingValue, { option: name, example: option.example }),
    );
  }
  return option.parse(value, name);
}

/** The text of `--help`, in Portuguese. */
export function formatHelp(program: Program<Record<string, Option<unknown>>>): string {
  const rows = Object.entries(program.options).map(([name, option]) => {
    const fallback = option.placeholder
      ? ` (${fill(messages.help.default, { value: option.fallbackWords ?? String(option.fallback ?? messages.help.ofSystem) })})`
      : '';
    return [
      `--${name}${option.placeholder ? ` ${option.placeholder}` : ''}`,
      option.about + fallback,
    ];
  });
  rows.push(['--help', messages.help.help]);
  const width = Math.max(...rows.map(([left = '']) => left.length));
  return [
    fill(messages.help.usage, { usage: `${program.usage} ${messages.help.optionsPlaceholder}` }),
    '',
    program.about,
    '',
    messages.help.options,
    ...rows.map(([left = '', right = '']) => `  ${left.padEnd(width)}  ${right}`),
  ].join('\n');
}

/** `--host`: an address or a name, which the system looks up when it is used. */
export function hostOption(about: string, fallback = '127.0.0.1'): Option<string> {
  return {
    placeholder: '<endereço>',
    about,
    fallback,
    example: fallback,
    parse(text, option) {
      if (/^(?:[a-z]+:\/\/.*|[^:]+:\d+)$/.test(text)) {
        throw new UsageError(
          fill(messages.usage.hostWithPort, { option, value: text, example: fallback }),
        );
      }
      if (/^\S+$/.test(text) && !text.startsWith('-')) return text;
      throw new UsageError(
        fill(messages.usage.emptyHost, { option, value: text, example: fallback }),
      );
    },
  };
}

/** `--port` of a server: 0 to 65535, where 0 asks the system for a free one (POSIX bind). */
export function listenPortOption(fallback: number): Option<number> {
  return portOption('porta onde escutar; 0 pede uma livre ao sistema', fallback, 0);
}

/** `--port` of a client: 1 to 65535. */
export function peerPortOption(fallback: number): Option<number> {
  return portOption('porta do servidor', fallback, 1);
}

function portOption(about: string, fallback: number, lowest: number): Option<number> {
  return {
    placeholder: '<porta>',
    about,
    fallback,
    example: String(fallback),
    parse(text, option) {
      const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
      if (port >= lowest && port <= 65535) return port;
      throw new UsageError(
        fill(messages.usage.badPort, { option, value: text, lowest, example: fallback }),
      );
    },
  };
}

/** A time in seconds, more than 0 and up to a day; decimals with a point. */
export function secondsOption(about: string, fallback: number): Option<number> {
  return {
    placeholder: '<segundos>',
    about,
    fallback,
    example: String(fallback),
    parse(text, option) {
      const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
      if (seconds > 0 && seconds <= 86400) return seconds;
      throw new UsageError(
        fill(messages.usage.badSeconds, { option, value: text, example: fallback }),
      );
    },
  };
}

/** `--server` and the like: the address of a server, with a port or without; undefined is the system's own. */
export function serverOption(about: string, fallbackPort: number): Option<Endpoint | undefined> {
  const example = `127.0.0.1:${fallbackPort}`;
  return {
    placeholder: '<endereço[:porta]>',
    about,
    fallback: undefined,
    example,
    parse(text, option) {
      const [, bracketed, plain, digits] = /^(?:\[(.*)\]|([^:]*))(?::(\d{1,5}))?$/.exec(text) ?? [];
      const host = isIPv6(text) ? text : (bracketed ?? plain ?? '');
      const port = digits === undefined || isIPv6(text) ? fallbackPort : Number(digits);
      const isAddress = bracketed === undefined ? isIP(host) : isIPv6(host);
      if (isAddress && !host.includes('%') && port > 0 && port <= 65535) return { host, port };
      throw new UsageError(fill(messages.usage.badServer, { option, value: text, example }));
    },
  };
}

/**
 * A whole number in decimal digits.
 *
 * @param about what `--help` says of it
 * @param fallback its value when it is not given
 * @param bounds the lowest and the highest that are allowed, both included
 * @example wholeNumberOption('quantas threads', 2, { lowest: 1, highest: 64 })
 */
export function wholeNumberOption(
  about: string,
  fallback: number,
  { lowest, highest }: { readonly lowest: number; readonly highest: number },
): Option<number> {
  return {
    placeholder: '<n>',
    about,
    fallback,
    example: String(fallback),
    parse(text, option) {
      const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
      if (number >= lowest && number <= highest) return number;
      throw new UsageError(
        fill(messages.usage.badWholeNumber, {
          option,
          value: text,
          lowest,
          highest,
          example: fallback,
        }),
      );
    },
  };
}

/**
 * One of a few words.
 *
 * @param choices the words; the first is the fallback
 * @example choiceOption('como enviar', ['tcp', 'udp'])
 */
export function choiceOption<const Choice extends string>(
  about: string,
  choices: readonly [Choice, ...Choice[]],
): Option<Choice> {
  const [fallback] = choices;
  return {
    placeholder: `<${choices.join('|')}>`,
    about,
    fallback,
    example: fallback,
    parse(text, option) {
      const choice = choices.find((each) => each === text);
      if (choice !== undefined) return choice;
      throw new UsageError(
        fill(messages.usage.badChoice, {
          option,
          value: text,
          choices: choices.join(', '),
          example: fallback,
        }),
      );
    },
  };
}

/** An option without a value: present or not. */
export function switchOption(about: string): Option<boolean> {
  return { about, fallback: false, example: '', parse: () => true };
}
