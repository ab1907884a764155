export type Language = 'javascript' | 'python';

/** Words that say what a program does, whatever its author calls things. */
const KEYWORDS: Readonly<Record<Language, ReadonlySet<string>>> = {
  javascript: new Set(
    'async await break case catch class const continue default delete do else export extends finally for from function if import in instanceof interface let new of return static switch throw try type typeof var void while yield'.split(
      ' ',
    ),
  ),
  python: new Set(
    'and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
      ' ',
    ),
  ),
};

const STRING = String.raw`"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'`;
/** Comments and blanks are dropped; of the rest, one alternative a kind of token. */
const PATTERNS: Readonly<Record<Language, string>> = {
  javascript: String.raw`(?<drop>\/\/[^\n]*|\/\*[\s\S]*?\*\/|\s+)|(?<string>${STRING}|${'`'}(?:\\.|[^\\${'`'}])*${'`'})`,
  python: String.raw`(?<drop>#[^\n]*|\s+)|(?<string>[rbfuRBFU]{0,2}(?:"""[\s\S]*?"""|'''[\s\S]*?'''|${STRING}))`,
};
const COMMON = String.raw`|(?<number>\d[\w.]*)|(?<word>[\p{L}_$][\p{L}\p{N}_$]*)|(?<sign>[\s\S])`;

/**
 * A program as a list of tokens in which names, numbers and texts are all alike, so that renaming changes nothing:
 * `const porta = 80;` is `const n = 0 ;`. Comments and layout do not count. (Simplified: a regular expression is read
 * as signs and words, and what stands inside a template string is not looked at.)
 */
export function tokensOf(text: string, language: Language): string[] {
  const keywords = KEYWORDS[language];
  const tokens: string[] = [];
  for (const { groups = {} } of text.matchAll(new RegExp(PATTERNS[language] + COMMON, 'gu'))) {
    const { drop, string, number, word, sign } = groups;
    if (drop !== undefined) continue;
    if (string !== undefined) tokens.push('s');
    else if (number !== undefined) tokens.push('0');
    else if (word !== undefined) tokens.push(keywords.has(word) ? word : 'n');
    else if (sign !== undefined) tokens.push(sign);
  }
  return tokens;
}
