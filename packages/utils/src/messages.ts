import { readFileSync } from 'node:fs';

/** What happened, why, and what to do: the three parts of an explained error, in Portuguese. */
export interface Explanation {
  readonly happened: string;
  readonly why: string;
  readonly remedy: string;
}

/** What the program was doing when the error came; it changes what the same code means. */
export type Activity = 'listen' | 'connect' | 'datagram' | 'lookup' | 'query' | 'any';

type Explanations = { readonly any: Explanation } & Partial<Record<Activity, Explanation>>;

interface Messages {
  readonly errors: Readonly<Record<string, Explanations>>;
  /** Codes that some systems give for what others call by the second name. */
  readonly sameAs: Readonly<Record<string, string>>;
  readonly unknownError: string;
  readonly unknownEndpoint: string;
  readonly more: string;
  readonly ended: string;
  readonly usage: Readonly<
    Record<
      | 'unknownOption'
      | 'missingValue'
      | 'unexpectedValue'
      | 'badPort'
      | 'badPortVariable'
      | 'badSeconds'
      | 'badWholeNumber'
      | 'badChoice'
      | 'emptyHost'
      | 'hostWithPort'
      | 'badServer'
      | 'missingWords'
      | 'unexpectedWord',
      string
    >
  >;
  readonly help: Readonly<
    Record<'usage' | 'options' | 'optionsPlaceholder' | 'default' | 'ofSystem' | 'help', string>
  >;
}

/**
 * Every sentence that the programs say, read from messages.json. The Python peers read the same file,
 * so both sides say the same words.
 */
export const messages: Messages = JSON.parse(
  readFileSync(new URL('../messages.json', import.meta.url), 'utf8'),
);

/**
 * Puts values into the `{names}` of a sentence.
 *
 * @throws {Error} when the sentence names a value that was not given: a fault of ours, never of the user.
 * @example fill('de {lowest} a 65535', { lowest: 1 }) // 'de 1 a 65535'
 */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for {${name}} in: ${sentence}`);
    return String(value);
  });
}
