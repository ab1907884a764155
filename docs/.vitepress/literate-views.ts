import {
  type Piece,
  type Program,
  type Source,
  type StateLine,
  stateAfter,
} from '@tomada/literate';

/** A row of code, with the line's true number in its file. */
export interface Row {
  readonly number: number;
  readonly text: string;
}

/** What a piece shows of one language: its own lines, and the place of the program so far. */
export interface View {
  /** From the project's folder. */
  readonly file: string;
  readonly language: 'ts' | 'py';
  readonly rows: readonly Row[];
  /** For the browser, which puts the program so far together: see `theme/program-so-far.ts`. */
  readonly soFar?: string;
}

export function languageOf(file: string): View['language'] {
  return file.endsWith('.py') ? 'py' : 'ts';
}

/** Lines of a file as rows. */
export function rowsOf(source: Source, first = 1, last = source.lines.length): readonly Row[] {
  return source.lines
    .slice(first - 1, last)
    .map((text, index) => ({ number: first + index, text }));
}

/** What one piece of a step can show, this step's own language first. */
export function viewsOf(program: Program, piece: Piece): readonly View[] {
  const parts = [piece, ...(piece.peer ? [piece.peer] : [])];
  return parts.map(({ source, region }) => {
    const language = languageOf(source.file);
    const { step } = piece.shown;
    const far = stateAfter(program, step, language === 'ts' ? 'typescript' : 'python') ?? [];
    const rows = rowsOf(source, region.first, region.last);
    return { file: source.file, language, rows, soFar: rangesOf(far, step) };
  });
}

/** Such as `1-12 _ +20-33`: lines of the file; `+` before those that this step brought, `_` for a gap. */
function rangesOf(lines: readonly StateLine[], step: number): string {
  const words: ('_' | { first: number; last: number; isNew: boolean })[] = [];
  for (const { number, step: brought } of lines) {
    const isNew = brought === step;
    const open = words.at(-1);
    if (number === undefined) words.push('_');
    else if (typeof open === 'object' && open.last === number - 1 && open.isNew === isNew) {
      open.last = number;
    } else words.push({ first: number, last: number, isNew });
  }
  return words
    .map((word) =>
      typeof word === 'string' ? word : `${word.isNew ? '+' : ''}${word.first}-${word.last}`,
    )
    .join(' ');
}
