import type { PlayedBeat } from './beats.ts';
import { lineOf, type Transcript } from './blocks.ts';
import { matchesLine } from './match.ts';
import { formatOutput } from './session.ts';

/** Where a replay first left the page, and both versions of what came there. */
export interface Difference {
  /** The page's line, from 1. */
  readonly line: number;
  /** What was expected (`-`) and what came (`+`), with the lines before. */
  readonly text: string;
}

const LINES_BEFORE = 3;
const MOST_LINES = 40;

/** The first difference between the page and a replay; undefined when all that came is as shown. */
export function findDifference(
  transcript: Transcript,
  beats: readonly PlayedBeat[],
): Difference | undefined {
  const before: string[] = [];
  for (const beat of beats) {
    const { action, shown, came } = beat;
    if (action) before.push(`  ${sign(action.kind)}${action.text}`);
    const most = Math.max(shown.length, came.length);
    for (let index = 0; index < most; index++) {
      const expected = shown[index];
      const got = came[index];
      const isSame =
        expected !== undefined &&
        got !== undefined &&
        matchesLine(expected.text, got, transcript.variations);
      if (isSame) {
        before.push(`  ${got}`);
        continue;
      }
      const row = expected?.row ?? shown.at(-1)?.row ?? action?.row ?? lastRow(transcript);
      const lines = [
        ...before.slice(-LINES_BEFORE),
        ...shown.slice(index).map(({ text }) => `- ${text}`),
        ...came.slice(index).map((text) => `+ ${text}`),
      ];
      return { line: lineOf(transcript, row), text: lines.slice(0, MOST_LINES).join('\n') };
    }
  }
  return undefined;
}

/** All that came, as a person saw it, for a replay that went no further. */
export function describeWhatCame(beats: readonly PlayedBeat[]): string {
  const lines = beats.flatMap(({ terminal, action, came }) => [
    ...(terminal === '' ? [] : [`@ ${terminal}`]),
    ...(action ? [`${sign(action.kind)}${action.text}`] : []),
    ...came,
  ]);
  return lines.slice(-MOST_LINES).join('\n');
}

/** The block's content as it really happened: what was typed stays, what came takes the place of the output. */
export function rewriteSource(beats: readonly PlayedBeat[]): string {
  let terminal = '';
  const lines: string[] = [];
  for (const beat of beats) {
    if (beat.terminal !== terminal) lines.push(`@ ${beat.terminal}`);
    terminal = beat.terminal;
    if (beat.action) lines.push(`${sign(beat.action.kind)}${beat.action.text}`);
    lines.push(...beat.came.map(formatOutput));
  }
  return lines.map((line) => `${line}\n`).join('');
}

function sign(kind: string): string {
  if (kind === 'command') return '$ ';
  return kind === 'input' ? '> ' : '';
}

function lastRow({ source }: Transcript): number {
  return source.split('\n').length - 2;
}
