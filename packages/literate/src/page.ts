import type { Problem } from './problem.ts';

/** A piece of a program that a page shows as (a part of) a step: `<<< start 2 src/server.ts#serve`. */
export interface StepPiece {
  readonly kind: 'step';
  readonly program: string;
  readonly step: number;
  /** Path from the lesson's folder. */
  readonly path: string;
  readonly region: string;
  /** The heading that it stands under, without its marks. */
  readonly heading: string;
  readonly page: string;
  readonly line: number;
}

/** A whole file, shown once more at the end: `<<< whole src/server.ts`. */
export interface WholeFile {
  readonly kind: 'whole';
  readonly path: string;
  readonly page: string;
  readonly line: number;
}

/** A region or file from outside the steps, such as packages/ or faults/: `<<< show ../../packages/utils/src/lines.ts#push`. */
export interface ShownAside {
  readonly kind: 'show';
  readonly path: string;
  readonly region: string | undefined;
  readonly page: string;
  readonly line: number;
}

/** A region that no step shows, and why: `<<< left-out python/server.py#path: já explicado na lição 1`. */
export interface LeftOut {
  readonly kind: 'left-out';
  readonly path: string;
  readonly region: string;
  readonly reason: string;
  readonly page: string;
  readonly line: number;
}

export type Directive = StepPiece | WholeFile | ShownAside | LeftOut;

const START = '<<<';
const STEP = /^<<< (start\S*) (\d+) ([^\s#]+)#([\w.-]+)$/;
const WHOLE = /^<<< whole ([^\s#]+)$/;
const SHOW = /^<<< show ([^\s#]+)(?:#([\w.-]+))?$/;
/**
 * What the site makes of data and holds to be true by itself: what a transcript sent, what a benchmark measured, a drawing
 * of an idea, what an exercise asks for.
 */
const DRAWING = /^<<< (?:(?:network|measured|figure)|exercise (?:hints|checks)) [a-z0-9-]+$/;
const LEFT_OUT = /^<<< left-out ([^\s#]+)#([\w.-]+): (\S.*)$/;

/**
 * Reads one line of a page; undefined when it is no directive, `invalid` when it only looks like one.
 *
 * @param heading the heading above it
 */
export function readDirective(
  text: string,
  page: string,
  line: number,
  heading = '',
): Directive | 'invalid' | undefined {
  const trimmed = text.trimEnd();
  if (!text.startsWith(START) || DRAWING.test(trimmed)) return undefined;
  const where = { page, line };
  const step = STEP.exec(trimmed);
  if (step) {
    const [, program = '', number = '', path = '', region = ''] = step;
    return { kind: 'step', program, step: Number(number), path, region, heading, ...where };
  }
  const whole = WHOLE.exec(trimmed);
  if (whole) return { kind: 'whole', path: whole[1] ?? '', ...where };
  const show = SHOW.exec(trimmed);
  if (show) return { kind: 'show', path: show[1] ?? '', region: show[2], ...where };
  const left = LEFT_OUT.exec(trimmed);
  if (left) {
    const [, path = '', region = '', reason = ''] = left;
    return { kind: 'left-out', path, region, reason, ...where };
  }
  return 'invalid';
}

/** What a lesson page may hold as typed text; programs must come from files that the tests run. */
const PLAIN = new Set(['terminal', 'sh', 'txt', 'json', 'http', 'quiz']);
/** What may stand before a line's own text: indentation, quotes, marks of lists. */
const PREFIX = /^(?:\s|>|[-*+]\s|\d+[.)]\s)*/;
const FENCE = /^(`{3,}|~{3,})\s*(.*)$/;
const TYPED_REMEDY =
  'Ponha-o em um arquivo da lição, entre «#region» e «#endregion», e mostre-o com «<<< start 1 src/arquivo.ts#regiao».';

/**
 * Reads the directives of a lesson page and reports what would pass them by: typed code, included files, directives
 * that are indented, commented out, or only look like ones.
 */
export function readPage(
  page: string,
  text: string,
  report: (problem: Problem) => void,
): readonly Directive[] {
  const directives: Directive[] = [];
  let fence: string | undefined;
  let inComment = false;
  let heading = '';
  let before = '';
  text.split('\n').forEach((content, index) => {
    const line = index + 1;
    const fault = (message: string, remedy: string) =>
      report({ file: page, line, message, remedy });
    const bare = content.replace(PREFIX, '');
    const [, marks, info = ''] = FENCE.exec(bare) ?? [];
    if (fence !== undefined) {
      if (marks?.startsWith(fence) && info.trim() === '') fence = undefined;
      return;
    }
    const wasComment = inComment;
    if (bare.includes('<!--')) inComment = true;
    if (content.includes('-->')) inComment = false;
    if (marks !== undefined) {
      fence = marks;
      const language = info.split(/[\s:{[]/)[0] ?? '';
      if (!PLAIN.has(language)) {
        fault(`código digitado na página («${info.trim() || 'sem linguagem'}»)`, TYPED_REMEDY);
      }
    } else if (bare.startsWith(START)) {
      const directive = readDirective(bare, page, line, heading);
      if (wasComment)
        fault(`«${bare}» está dentro de um comentário`, 'Tire-o do comentário ou apague-o.');
      else if (bare !== content)
        fault(`«${bare}» não começa na primeira coluna`, 'Tire o que há antes.');
      else if (directive === 'invalid') fault(`não entendo «${bare.trim()}»`, FORMS);
      else if (directive) directives.push(directive);
    } else if (/<!--\s*@include|<pre\b|<script\b/.test(bare)) {
      fault(`«${bare.trim()}» traz para a página o que o portão não vê`, TYPED_REMEDY);
    } else if (/^(?: {4}|\t)\S/.test(content) && before === '' && bare === content.trimStart()) {
      fault('um bloco de código recuado', TYPED_REMEDY);
    }
    heading = /^#{1,6} (.*?)(?: \{#.*\})?$/.exec(content)?.[1] ?? heading;
    before = content.trim();
  });
  return directives;
}

const FORMS =
  'As formas são: «<<< start 1 src/a.ts#regiao», «<<< whole src/a.ts», «<<< show faults/a.ts#regiao», «<<< left-out src/a.ts#regiao: motivo» e «<<< network nome».';
