import { describe, expect, test } from 'vitest';
import { formatOutput, parseTerminalSession } from './session.ts';

describe('parseTerminalSession', () => {
  test('two terminals that take turns: keeps the order and tells what is typed from what is said', () => {
    const turns = parseTerminalSession(
      '@ servidor\n$ pnpm start\n\\$ node x\nEscutando\n@ cliente\n> olá\n@ servidor\n\n^C\n',
    );
    expect(turns).toEqual([
      {
        terminal: 'servidor',
        lines: [
          { kind: 'command', text: 'pnpm start', row: 1 },
          { kind: 'output', text: '$ node x', row: 2 },
          { kind: 'output', text: 'Escutando', row: 3 },
        ],
      },
      { terminal: 'cliente', lines: [{ kind: 'input', text: 'olá', row: 5 }] },
      {
        terminal: 'servidor',
        lines: [
          { kind: 'output', text: '', row: 7 },
          { kind: 'key', text: '^C', row: 8 },
        ],
      },
    ]);
  });

  test('no @ line: one terminal without a name', () => {
    expect(parseTerminalSession('$ ls\n')).toEqual([
      { terminal: '', lines: [{ kind: 'command', text: 'ls', row: 0 }] },
    ]);
  });

  test('signs that only look like marks: are output', () => {
    const [turn] = parseTerminalSession('$\n>\n@\n^C ^C\n\\n\n$HOME');
    expect(turn?.lines.map(({ kind }) => kind)).toEqual(Array(6).fill('output'));
  });

  test('an empty block: no turns', () => {
    expect(parseTerminalSession('')).toEqual([]);
    expect(parseTerminalSession('@ servidor\n')).toEqual([]);
  });
});

describe('formatOutput', () => {
  test.each(['$ node x', '> a', '@ a', '^C', '\\$ node x', '\\n', '$', '', 'olá'])(
    '%j: is read back as the same output',
    (text) => {
      expect(parseTerminalSession(`${formatOutput(text)}\n\n`)[0]?.lines[0]).toEqual({
        kind: 'output',
        text,
        row: 0,
      });
    },
  );
});
