/** One line of a terminal: what a person types at the shell or at a program's prompt, a key, or what a program says. */
export interface TerminalLine {
  readonly kind: 'command' | 'input' | 'key' | 'output';
  readonly text: string;
  /** Which line of the block it is; 0 is the first. */
  readonly row: number;
}

/** Lines that follow one another in the same terminal, before the reader's eyes move to another one. */
export interface Turn {
  /** The name after `@`, or an empty text when the session has a single terminal without a name. */
  readonly terminal: string;
  readonly lines: readonly TerminalLine[];
}

/**
 * Reads the source of a `terminal` block:
 *
 * - `@ name`: from here on, the terminal of that name
 * - `$ text`: a command, typed at the shell
 * - `> text`: a line typed at a program's prompt
 * - `^C` alone: the key Ctrl-C
 * - `\$ text`: output that happens to start with `$ ` (pnpm shows the command that it runs); the same for the
 *   other marks
 * - anything else: output
 *
 * @param source the block's content; a newline at its end does not count as an empty line
 * @returns the turns in the order of the session
 */
export function parseTerminalSession(source: string): Turn[] {
  const turns: { terminal: string; lines: TerminalLine[] }[] = [];
  const body = source.replace(/\n$/, '');
  if (body === '') return turns;
  for (const [row, line] of body.split('\n').entries()) {
    const name = /^@ (.*\S)\s*$/.exec(line)?.[1];
    if (name !== undefined) {
      turns.push({ terminal: name, lines: [] });
      continue;
    }
    const turn = turns.at(-1);
    const read = { ...parseLine(line), row };
    if (turn) turn.lines.push(read);
    else turns.push({ terminal: '', lines: [read] });
  }
  return turns.filter(({ lines }) => lines.length > 0);
}

/** The lines that would be read as something else, were they not marked as output. */
const MARKED = /^(?:[$>@] |\^C$|\\+(?:[$>@] |\^C$))/;

function parseLine(line: string): Pick<TerminalLine, 'kind' | 'text'> {
  if (line.startsWith('$ ')) return { kind: 'command', text: line.slice(2) };
  if (line.startsWith('> ')) return { kind: 'input', text: line.slice(2) };
  if (line === '^C') return { kind: 'key', text: line };
  if (line.startsWith('\\') && MARKED.test(line)) return { kind: 'output', text: line.slice(1) };
  return { kind: 'output', text: line };
}

/** Writes output as it stands in a block: the opposite of reading it. */
export function formatOutput(text: string): string {
  return MARKED.test(text) ? `\\${text}` : text;
}
