import type { Problem } from './problem.ts';

/** A named run of lines between two markers, less the empty ones at its ends. Regions do not nest. */
export interface Region {
  readonly name: string;
  /** First and last line, counted from 1; an empty region ends before it starts. */
  readonly first: number;
  readonly last: number;
}

/** A source file with its regions. */
export interface Source {
  /** Path from the root of the project, with forward slashes. */
  readonly file: string;
  /** `lines[0]` is line 1. */
  readonly lines: readonly string[];
  readonly regions: ReadonlyMap<string, Region>;
  /** Numbers of the lines that hold a marker. */
  readonly markers: ReadonlySet<number>;
}

const MARKER = /^\s*(?:\/\/ #|# )(region|endregion)\b\s*(.*?)\s*$/;
const NAME = /^[\w.-]+$/;

/**
 * Finds the regions of a file: `// #region name` … `// #endregion name` in TypeScript, `# region name` …
 * `# endregion name` in Python, as VitePress reads them.
 *
 * @param report gets each fault: a region unclosed, unopened, crossed, unnamed, or named twice
 */
export function readSource(file: string, text: string, report: (problem: Problem) => void): Source {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const regions = new Map<string, Region>();
  const markers = new Set<number>();
  let open: { name: string; line: number } | undefined;
  const fault = (line: number, message: string, remedy: string) =>
    report({ file, line, message, remedy });

  lines.forEach((content, index) => {
    const [, kind, name = ''] = MARKER.exec(content) ?? [];
    if (kind === undefined) return;
    const line = index + 1;
    markers.add(line);
    if (!NAME.test(name)) {
      fault(
        line,
        `«${kind}» sem um nome válido`,
        'Dê um nome com letras, números, «_», «-» ou «.».',
      );
    } else if (kind === 'region') {
      if (open) {
        fault(
          line,
          `a região «${name}» começa dentro de «${open.name}»`,
          `Feche «${open.name}» antes.`,
        );
      }
      if (regions.has(name)) {
        fault(
          line,
          `já existe uma região «${name}» neste arquivo`,
          'Dê a cada região um nome só dela.',
        );
      }
      open = { name, line };
    } else if (open?.name === name) {
      if (!regions.has(name)) regions.set(name, trimmed(name, lines, open.line + 1, line - 1));
      open = undefined;
    } else {
      fault(
        line,
        `«endregion ${name}» não fecha nada${open ? `: a região aberta é «${open.name}»` : ''}`,
        'O nome do fim precisa ser o mesmo do começo.',
      );
    }
  });
  if (open) {
    fault(
      open.line,
      `a região «${open.name}» não é fechada`,
      `Acrescente «endregion ${open.name}».`,
    );
  }
  return { file, lines, regions, markers };
}

function trimmed(name: string, lines: readonly string[], first: number, last: number): Region {
  let [from, to] = [first, last];
  while (from <= to && lines[from - 1]?.trim() === '') from++;
  while (from <= to && lines[to - 1]?.trim() === '') to--;
  return { name, first: from, last: to };
}
