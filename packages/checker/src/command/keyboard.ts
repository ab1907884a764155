/** The keys of `watch`. */
import { createInterface } from 'node:readline';

export type Key = 'judge' | 'hint' | 'next' | 'quit';

const NAMES: Readonly<Record<string, Key>> = {
  ...{ h: 'hint', n: 'next', q: 'quit', '': 'judge', '\r': 'judge', '\n': 'judge' },
  ...{ '\u0003': 'quit', '\u0004': 'quit' }, // Ctrl-C and Ctrl-D, which raw mode hands over
};

/**
 * Reads single keys from a terminal, where Ctrl-C and Ctrl-D are `quit`, and lines from a pipe.
 *
 * @param onEnd the pipe gives no more
 * @returns what gives the keyboard back
 */
export function readKeys(onKey: (key: Key) => void, onEnd: () => void): () => void {
  const { stdin } = process;
  const press = (name: string) => {
    const key = NAMES[name.toLowerCase()];
    if (key !== undefined) onKey(key);
  };
  if (!stdin.isTTY) {
    const lines = createInterface({ input: stdin });
    lines.on('line', (line) => press(line.trim()));
    lines.on('close', onEnd);
    return () => lines.close();
  }
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  const listen = (text: string) => {
    for (const character of text) press(character);
  };
  stdin.on('data', listen);
  return () => {
    stdin.off('data', listen);
    stdin.setRawMode(false);
    stdin.pause();
  };
}
