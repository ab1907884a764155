import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LiterateError } from '@tomada/literate';
import type { MarkdownRenderer } from 'vitepress';
import { renderFormats } from './measured-formats.ts';
import type { Escape } from './measured-machine.ts';
import { renderRoom } from './measured-room.ts';
import { type AboutThreads, renderThreads } from './measured-threads.ts';
import { type AboutTransports, renderTransports } from './measured-transports.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const LINE = /^<<< measured ([a-z-]+)$/;

/** What a line `<<< measured <name>` shows, of what which program wrote. */
interface View {
  /** In the lesson's folder of pages. */
  readonly file: string;
  /** Writes that file anew. @param path of the file from the project's folder */
  command(path: string): string;
  /** @param json what the program wrote */
  render(json: string, escapeHtml: Escape): string;
}

/** Of a benchmark: `pnpm bench <name>`. */
const bench = (name: string) => ({
  file: 'measured.json',
  command: (path: string) => `pnpm bench ${name} --json ../${path}`,
});

const threads = (about: AboutThreads): View => ({
  ...bench('threads'),
  render: (json, escapeHtml) => renderThreads(JSON.parse(json), about, escapeHtml),
});

const findings = (about: AboutTransports): View => ({
  file: 'achados.json',
  command: (path) => `pnpm --filter lesson-chat measure --full --json ../../${path}`,
  render: (json, escapeHtml) => renderTransports(JSON.parse(json), about, escapeHtml),
});

export const measuredViews: ReadonlyMap<string, View> = new Map<string, View>([
  ['cpu', threads('cpu')],
  ['start', threads('start')],
  ['server', threads('server')],
  [
    'formats',
    {
      ...bench('formats'),
      render: (json, escapeHtml) => renderFormats(JSON.parse(json), escapeHtml),
    },
  ],
  [
    'room',
    {
      ...bench('chat'),
      render: (json, escapeHtml) => renderRoom(JSON.parse(json), escapeHtml),
    },
  ],
  ['lost', findings('lost')],
  ['time', findings('time')],
  ['waits', findings('waits')],
  ['packets', findings('packets')],
  ['trace', findings('trace')],
  ['sizes', findings('sizes')],
  ['whole', findings('whole')],
]);

/**
 * Renders a line `<<< measured cpu` as what the lesson's `measured.json` (or the view's own file) holds, drawn and in a table.
 *
 * @param root the project's folder
 */
export function measuredPlugin(md: MarkdownRenderer, root: string = project): void {
  md.block.ruler.before('snippet', 'measured', (state, startLine, _endLine, isSilent) => {
    const from = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
    const name = LINE.exec(state.src.slice(from, state.eMarks[startLine]).trimEnd())?.[1];
    if (name === undefined) return false;
    if (isSilent) return true;
    const { relativePath = '', includes }: { relativePath?: string; includes?: string[] } =
      state.env;
    const page = `docs/${relativePath}`;
    // docs/licoes/threads.md and docs/licoes/threads/race.md belong to one lesson.
    const folder = /^docs\/licoes\/[^/]+\.md$/.test(page)
      ? page.replace(/\.md$/, '')
      : dirname(page);
    const fail = (message: string, remedy: string) =>
      new LiterateError([{ file: page, line: startLine + 1, message, remedy }]);
    const view = measuredViews.get(name);
    if (view === undefined) {
      throw fail(
        `não conheço a medida «${name}»`,
        `As que existem: ${[...measuredViews.keys()].join(', ')}`,
      );
    }
    const path = `${folder}/${view.file}`;
    const file = join(root, path);
    includes?.push(file.replaceAll('\\', '/'));
    const token = state.push('html_block', '', 0);
    try {
      const json = readFileSync(file, 'utf8');
      token.content = view.render(json, md.utils.escapeHtml);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : 'ilegível';
      throw fail(`não há o que desenhar: ${why}`, `Rode: ${view.command(path)}`);
    }
    token.map = [startLine, startLine + 1];
    state.line = startLine + 1;
    return true;
  });
}
