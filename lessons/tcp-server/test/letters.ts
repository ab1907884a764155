import { python, root, run } from '@tomada/testing';

/** Letters whose upper case came with a Unicode version that only one of this Node and this Python has. */
export async function lettersThatDiffer(): Promise<Set<string>> {
  const code = [
    'import json',
    'letters = [chr(n) for n in range(0x110000) if not 0xD800 <= n < 0xE000]',
    'print(json.dumps({c: c.upper() for c in letters if c.upper() != c}))',
  ].join('\n');
  const command = { name: 'python', argv: python ?? (['python3'] as const), cwd: root };
  const { stdout } = await run(command, ['-c', code]);
  const uppers = new Map<string, string>(Object.entries(JSON.parse(stdout)));
  const differing = new Set<string>();
  for (let number = 0; number < 0x110000; number++) {
    if (number >= 0xd800 && number < 0xe000) continue;
    const letter = String.fromCodePoint(number);
    if (letter.toUpperCase() !== (uppers.get(letter) ?? letter)) differing.add(letter);
  }
  return differing;
}
