import type { Piece, Program } from './lesson.ts';
import type { Source } from './regions.ts';

/** A line of a program's state, with its true number in the file and the step that brought it. */
export interface StateLine {
  /** Counted from 1; undefined for the empty line that stands for those left out between two pieces. */
  readonly number: number | undefined;
  readonly text: string;
  readonly step: number;
}

/**
 * The program as it stands after a step: the lines of the pieces of steps 1…k in the order of the file, with an
 * empty line where lines between two pieces are missing or empty.
 *
 * @param language which of the two peers
 * @returns undefined when that language has no piece yet
 */
export function stateAfter(
  program: Program,
  step: number,
  language: 'typescript' | 'python' = 'typescript',
): readonly StateLine[] | undefined {
  const source = language === 'typescript' ? program.source : program.peer;
  if (!source) return undefined;
  const regions = program.steps
    .filter(({ number }) => number <= step)
    .flatMap(({ number, pieces }) =>
      pieces.flatMap((piece) => {
        const region = regionIn(piece, source);
        return region ? [{ number, region }] : [];
      }),
    )
    .sort((a, b) => a.region.first - b.region.first);
  if (regions.length === 0) return undefined;
  return regions.flatMap(({ number, region }, index) => {
    const lines: StateLine[] = [];
    const before = regions[index - 1]?.region.last;
    if (before !== undefined && hasGap(source, before, region.first)) {
      lines.push({ number: undefined, text: '', step: number });
    }
    for (let line = region.first; line <= region.last; line++) {
      lines.push({ number: line, text: source.lines[line - 1] ?? '', step: number });
    }
    return lines;
  });
}

function regionIn(piece: Piece, source: Source) {
  if (piece.source === source) return piece.region;
  return piece.peer?.source === source ? piece.peer.region : undefined;
}

/** Whether anything but markers stands between two regions. */
function hasGap(source: Source, last: number, first: number): boolean {
  for (let line = last + 1; line < first; line++) if (!source.markers.has(line)) return true;
  return false;
}

/** The text of a state, ready to run. */
export function stateText(lines: readonly StateLine[]): string {
  return lines.map(({ text }) => `${text}\n`).join('');
}
