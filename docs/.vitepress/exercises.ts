import type { Exercise, Side } from '@tomada/checker';
import { LiterateError } from '@tomada/literate';
import type { MarkdownRenderer } from 'vitepress';

// Loaded as it is: VitePress would bundle it with this file, in a syntax that Node 20 does not know.
const file = new URL('../../lessons/exercises/checks/catalog.ts', import.meta.url).href;
const { catalog }: typeof import('../../lessons/exercises/checks/catalog.ts') = await import(file);

const LINE = /^<<< exercise (?<what>hints|checks) (?<name>[\w-]+)$/;

const SIDES = { server: 'Servidor', client: 'Cliente' } as const;

/** What VitePress tells a plugin about the page. */
interface PageEnvironment {
  readonly relativePath?: string;
}

/**
 * Renders `<<< exercise hints oracle` as the exercise's hints, folded one by one, and `<<< exercise checks oracle` as what
 * is judged and how many points it earns: both as the checker has them.
 */
export function exercisesPlugin(md: MarkdownRenderer): void {
  // Before VitePress takes the line for a piece of source.
  md.block.ruler.before('snippet', 'exercises', (state, startLine, _endLine, isSilent) => {
    const from = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
    const found = LINE.exec(state.src.slice(from, state.eMarks[startLine]).trimEnd())?.groups;
    if (!found) return false;
    if (isSilent) return true;
    const exercise = findExercise(found.name);
    if (!exercise) {
      const { relativePath = '' }: PageEnvironment = state.env;
      const message = `não existe o exercício «${found.name}»`;
      const remedy = 'Confira o nome em lessons/exercises/checks/catalog.ts.';
      throw new LiterateError([
        { file: `docs/${relativePath}`, line: startLine + 1, message, remedy },
      ]);
    }
    const token = state.push('html_block', '', 0);
    token.content = renderExercise(found.what, exercise, md.utils.escapeHtml);
    token.map = [startLine, startLine + 1];
    state.line = startLine + 1;
    return true;
  });
}

export function findExercise(name: string | undefined): Exercise | undefined {
  return catalog.exercises.find((each) => each.name === name);
}

/** @param what `hints` or `checks` */
export function renderExercise(
  what: string | undefined,
  exercise: Exercise,
  asText: AsText,
): string {
  return what === 'hints' ? renderHints(exercise, asText) : renderChecks(exercise, asText);
}

type AsText = (text: string) => string;

function renderHints({ hints }: Exercise, asText: AsText): string {
  return hints
    .map((hint, index) => {
      const summary = `Dica ${index + 1} de ${hints.length}`;
      return `<details v-pre><summary>${summary}</summary><p>${asText(hint)}</p></details>\n`;
    })
    .join('');
}

/** One body of rows for each side: on a phone a column for it would leave no room for the sentences. */
function renderChecks({ server, client }: Exercise, asText: AsText): string {
  const bodies = [server, client].flatMap((side) => (side ? renderSide(side, asText) : []));
  return [
    '<table v-pre>',
    '<thead><tr><th scope="col">o programa…</th><th scope="col">pontos</th></tr></thead>',
    ...bodies,
    '</table>\n',
  ].join('');
}

function renderSide({ side, checks }: Side, asText: AsText): string {
  const rows = checks.map(({ name, points, badge }) => {
    const worth = badge === undefined ? String(points) : `medalha «${asText(badge)}»`;
    return `<tr><td>${asText(name)}</td><td>${worth}</td></tr>`;
  });
  const head = `<tr><th scope="rowgroup" colspan="2">${SIDES[side]}</th></tr>`;
  return `<tbody>${head}${rows.join('')}</tbody>`;
}
