/** One line of a terminal: what a person types at the shell or at a program's prompt, a key, or what a program says. */
export interface TerminalLine {
  readonly kind: 'command' | 'input' | 'key' | 'output';
  readonly text: string;
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
 * - `\$ text`: output that happens to start with `$ ` (pnpm shows the command that it runs)
 * - anything else: output
 *
 * @param source the block's content; a newline at its end does not count as an empty line
 * @returns the turns in the order of the session
 */
export function parseTerminalSession(source: string): Turn[] {
  const turns: { terminal: string; lines: TerminalLine[] }[] = [];
  const body = source.replace(/\n$/, '');
  if (body === '') return turns;
  for (const line of body.split('\n')) {
    const name = /^@ (.*\S)\s*$/.exec(line)?.[1];
    if (name !== undefined) {
      turns.push({ terminal: name, lines: [] });
      continue;
    }
    const turn = turns.at(-1);
    if (turn) turn.lines.push(parseLine(line));
    else turns.push({ terminal: '', lines: [parseLine(line)] });
  }
  return turns.filter(({ lines }) => lines.length > 0);
}

function parseLine(line: string): TerminalLine {
  if (line.startsWith('$ ')) return { kind: 'command', text: line.slice(2) };
  if (line.startsWith('> ')) return { kind: 'input', text: line.slice(2) };
  if (line.startsWith('\\$ ')) return { kind: 'output', text: line.slice(1) };
  if (line === '^C') return { kind: 'key', text: line };
  return { kind: 'output', text: line };
}
