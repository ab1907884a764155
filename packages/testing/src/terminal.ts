import type { Command } from './program.ts';
import { python, skipWithoutPython } from './python.ts';

/**
 * The same command on a real terminal (a pseudo-terminal of POSIX): the program sees a keyboard, echoes what is typed
 * and shows its prompt; `\x03` is the key Ctrl-C and `\x04` Ctrl-D. Start it with `input: 'open'`.
 */
export function inTerminal({ name, argv, cwd }: Command): Command {
  const play = [
    'import os, pty, sys',
    'sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))',
  ].join('\n');
  return {
    name: `${name} in a terminal`,
    argv: [...(python ?? (['python3'] as const)), '-c', play, ...argv],
    cwd,
  };
}

/** For `describe.skipIf`: true where there is no pseudo-terminal to be had. */
export const skipWithoutTerminal = process.platform === 'win32' || skipWithoutPython;
