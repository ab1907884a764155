/** A text on the page that may differ from one run to the next, and what may come in its place. */
export interface Variation {
  readonly text: string;
  readonly pattern: RegExp;
}

/** What the comments directly before a terminal block ask for. */
export interface Directives {
  readonly variations: readonly Variation[];
  /** Why the block is not replayed. */
  readonly skip: string | undefined;
  /** The name under which the bytes on the wire are kept. */
  readonly network: string | undefined;
}

const LOOKS_LIKE_ONE = /^\s*<!--\s*(?:transcript|network)\b/;
const VARY = /^<!-- transcript: vary "([^"]+)" as \/(.+)\/ -->\s*$/;
const SKIP = /^<!-- transcript: skip reason="([^"]+)" -->\s*$/;
const NETWORK = /^<!-- network: ([a-z0-9]+(?:-[a-z0-9]+)*) -->\s*$/;

export const DIRECTIVE_FORMS =
  'As formas são: <!-- transcript: vary "v20.20.2" as /v[\\d.]+/ -->, ' +
  '<!-- transcript: skip reason="motivo" --> e <!-- network: nome -->, ' +
  'na linha logo acima de um bloco terminal.';

export function looksLikeDirective(line: string): boolean {
  return LOOKS_LIKE_ONE.test(line);
}

/**
 * Adds what one comment asks for to what the ones before it asked for.
 *
 * @returns a sentence in Portuguese when the comment is wrong
 */
export function addDirective(line: string, before: Directives): Directives | string {
  const vary = VARY.exec(line);
  if (vary) {
    const [, text = '', source = ''] = vary;
    const pattern = readPattern(source);
    if (!pattern) return `«/${source}/» não é uma expressão regular`;
    if (!new RegExp(`^(?:${source})$`, 'u').test(text)) {
      return `o próprio texto «${text}» não casa com /${source}/`;
    }
    return { ...before, variations: [...before.variations, { text, pattern }] };
  }
  const reason = SKIP.exec(line)?.[1];
  if (reason !== undefined) return { ...before, skip: reason };
  const network = NETWORK.exec(line)?.[1];
  if (network !== undefined) return { ...before, network };
  return `não entendo «${line.trim()}»`;
}

function readPattern(source: string): RegExp | undefined {
  try {
    return new RegExp(source, 'gu');
  } catch {
    return undefined;
  }
}
