import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LiterateError } from '@tomada/literate';
import type { MarkdownRenderer } from 'vitepress';
import { figures } from './figures.ts';
import { readScene } from './scene.ts';
import { drawScene, type Shown } from './scene-diagram.ts';
import { tabulateScene } from './scene-table.ts';
import { drawLegend, drawStates } from './states-diagram.ts';
import { listStates, tabulateArrows } from './states-list.ts';

const docs = fileURLToPath(new URL('..', import.meta.url));

const LINE =
  /^<<< (?:(?<tcp>tcp-states|tcp-states-list)|figure (?<figure>[a-z-]+)|scene (?<scene>[a-z-]+) (?<shown>states|calls): (?<title>.+))$/;

/** What VitePress tells a plugin about the page; `includes` are the files whose change changes the page. */
interface PageEnvironment {
  readonly relativePath?: string;
  readonly includes?: string[];
}

/**
 * Renders the lines that the pages of concepts draw with: `<<< tcp-states`, `<<< tcp-states-list`, `<<< figure name`,
 * and `<<< scene name states: title` or `<<< scene name calls: title`, a conversation that was recorded.
 *
 * @param folder the site's folder
 */
export function diagramsPlugin(md: MarkdownRenderer, folder: string = docs): void {
  // Before VitePress takes the line for a piece of source.
  md.block.ruler.before('snippet', 'diagrams', (state, startLine, _endLine, isSilent) => {
    const from = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
    const groups = LINE.exec(state.src.slice(from, state.eMarks[startLine]).trimEnd())?.groups;
    if (groups === undefined) return false;
    if (isSilent) return true;
    const { relativePath = '', includes }: PageEnvironment = state.env;
    const { scene } = groups;
    if (scene !== undefined) {
      includes?.push(join(folder, 'conceitos/recorded', `${scene}.json`).replaceAll('\\', '/'));
    }
    const token = state.push('html_block', '', 0);
    token.content = render(groups, folder, md.utils.escapeHtml, {
      file: `docs/${relativePath}`,
      line: startLine + 1,
    });
    token.map = [startLine, startLine + 1];
    state.line = startLine + 1;
    return true;
  });
}

function render(
  { tcp, figure, scene = '', shown, title = '' }: Readonly<Record<string, string | undefined>>,
  folder: string,
  escapeHtml: (text: string) => string,
  where: { readonly file: string; readonly line: number },
): string {
  if (tcp === 'tcp-states-list') return `<div v-pre>${listStates(escapeHtml)}</div>\n`;
  if (tcp !== undefined) {
    return [
      '<div class="states vp-raw" v-pre>',
      `<figure class="states-figure">${drawStates()}${drawLegend()}</figure>`,
      '<div class="states-panel" id="states-panel" role="region" aria-live="polite" aria-label="O estado escolhido" hidden></div>',
      `</div><div v-pre>${tabulateArrows(escapeHtml)}</div>\n`,
    ].join('');
  }
  if (figure !== undefined) {
    const drawn = figures[figure];
    if (drawn) return `<div class="network figure" v-pre>${drawn()}</div>\n`;
    const known = Object.keys(figures).join(', ');
    throw new LiterateError([
      { ...where, message: `não há a figura «${figure}»`, remedy: `As que há: ${known}.` },
    ]);
  }
  try {
    const events = readScene(join(folder, 'conceitos/recorded'), scene);
    const id = `scene-${scene}-${shown}`;
    const drawing = drawScene(events, shown as Shown, { title, id }, escapeHtml);
    return `<div class="network" v-pre>${drawing}${tabulateScene(events, title, escapeHtml)}</div>\n`;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'ilegível';
    throw new LiterateError([
      {
        ...where,
        message: `não há o que desenhar: ${reason}`,
        remedy:
          'As conversas gravadas estão em docs/conceitos/recorded: pnpm --filter docs scenes --update',
      },
    ]);
  }
}
