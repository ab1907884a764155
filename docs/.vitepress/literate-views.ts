import { type Piece, type Program, type Source, stateAfter } from '@tomada/literate';

/** A row of code: the line's true number in its file (none for a gap), and whether this step brought it. */
export interface Row {
  readonly number: number | undefined;
  readonly text: string;
  readonly isNew: boolean;
}

/** One thing that a piece can show: a language, and this step alone or the program so far. */
export interface View {
  readonly language: 'ts' | 'py';
  readonly extent: 'step' | 'far';
  readonly rows: readonly Row[];
}

export function languageOf(file: string): View['language'] {
  return file.endsWith('.py') ? 'py' : 'ts';
}

/** Lines of a file as rows, all of the same standing. */
export function rowsOf(source: Source, first = 1, last = source.lines.length): readonly Row[] {
  return source.lines
    .slice(first - 1, last)
    .map((text, index) => ({ number: first + index, text, isNew: false }));
}

/** What one piece of a step can show, this step's own language first. */
export function viewsOf(program: Program, piece: Piece): readonly View[] {
  const parts = [piece, ...(piece.peer ? [piece.peer] : [])];
  return parts.flatMap(({ source, region }) => {
    const language = languageOf(source.file);
    const own: View = { language, extent: 'step', rows: rowsOf(source, region.first, region.last) };
    const { step } = piece.shown;
    const far = stateAfter(program, step, language === 'ts' ? 'typescript' : 'python') ?? [];
    const rows = far.map(({ number, text, step: brought }) => ({
      number,
      text,
      isNew: brought === step && number !== undefined,
    }));
    return [own, { language, extent: 'far', rows }] satisfies View[];
  });
}
