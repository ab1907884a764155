import type { TerminalLine, Turn } from './session.ts';

/** What is done at a terminal, if anything, and the output that follows before something else is done. */
export interface Beat {
  readonly terminal: string;
  readonly action: TerminalLine | undefined;
  readonly shown: readonly TerminalLine[];
  /** True when the command that this beat starts is typed to later: its program needs a terminal. */
  readonly prompts: boolean;
}

/** Cuts a session into beats, in the page's order. */
export function readBeats(turns: readonly Turn[]): Beat[] {
  const beats: (Omit<Beat, 'shown' | 'prompts'> & { shown: TerminalLine[]; prompts: boolean })[] =
    [];
  for (const { terminal, lines } of turns) {
    let isNewTurn = true;
    for (const line of lines) {
      const last = beats.at(-1);
      if (line.kind === 'output' && !isNewTurn && last) last.shown.push(line);
      else {
        const isOutput = line.kind === 'output';
        beats.push({
          terminal,
          action: isOutput ? undefined : line,
          shown: isOutput ? [line] : [],
          prompts: false,
        });
      }
      if (line.kind === 'input') {
        const start = beats.findLast(
          (b) => b.terminal === terminal && b.action?.kind === 'command',
        );
        if (start) start.prompts = true;
      }
      isNewTurn = false;
    }
  }
  return beats;
}

/** What came in the place of a beat's output, written as the page would write it. */
export interface PlayedBeat extends Beat {
  readonly came: readonly string[];
}
