import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Directive,
  LiterateError,
  type Problem,
  readDirective,
  readLesson,
  readSource,
} from '@tomada/literate';
import type { MarkdownRenderer } from 'vitepress';
import { languageOf, type Row, rowsOf, type View, viewsOf } from './literate-views.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What VitePress hands to a markdown rule: the page, and the files whose change must render it again. */
interface PageEnv {
  readonly relativePath?: string;
  readonly includes?: string[];
}

/**
 * Renders the directives of lesson pages (`<<< start 1 src/server.ts#serve`, `<<< whole src/server.ts` …) from the very
 * files that the tests run, with their true line numbers. A directive that names what is not there fails the build.
 * Any other page may show a piece as well, named from the project's folder: `<<< show lessons/udp/faults/x.ts#x`;
 * steps and whole files belong to their lesson.
 */
export function literatePlugin(md: MarkdownRenderer): void {
  md.block.ruler.before('snippet', 'literate', (state, startLine, _endLine, silent) => {
    // As the gate reads them: directives stand at the left margin, outside lists and quotes.
    if (state.level > 0 || (state.tShift[startLine] ?? 0) > 0) return false;
    const begin = state.bMarks[startLine] ?? 0;
    const { relativePath = '', includes }: PageEnv = state.env;
    const page = `docs/${relativePath}`;
    const slug = /^docs\/licoes\/([\w-]+)/.exec(page)?.[1];
    const text = state.src.slice(begin, state.eMarks[startLine]);
    const directive = readDirective(text, page, startLine + 1);
    if (directive === undefined || directive === 'invalid') return false;
    if (slug === undefined && directive.kind !== 'show') throw notOfALesson(directive);
    if (silent) return true;
    const shown = showDirective(directive, slug);
    for (const file of shown.files) includes?.push(join(root, file).replaceAll('\\', '/'));
    const html = (content: string) => {
      state.push('html_block', '', 0).content = content;
    };
    html(shown.open(startLine, md.utils.escapeHtml));
    for (const { file, language, rows, soFar } of shown.views) {
      html(`<div class="piece-view piece-step piece-${language}" data-file="${file}">`);
      const fence = state.push('fence', 'code', 0);
      fence.info = language;
      fence.content = rows.map(({ text }) => `${text}\n`).join('');
      fence.map = [startLine, startLine + 1];
      fence.meta = { rows };
      html('</div>');
      if (soFar !== undefined) {
        html(
          `<div class="piece-view piece-far piece-${language}" data-file="${file}" data-lines="${soFar}"></div>`,
        );
      }
    }
    html(shown.close);
    state.line = startLine + 1;
    return true;
  });

  const fence = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const block = fence?.(tokens, index, options, env, self) ?? '';
    const { rows }: { rows?: readonly Row[] } = tokens[index]?.meta ?? {};
    if (!rows) return block;
    let next = 0;
    return block.replace(
      /<span class="line-number">\d+<\/span>/g,
      () => `<span class="line-number">${rows[next++]?.number ?? ''}</span>`,
    );
  };
}

interface Shown {
  /** Paths from the root whose change must show at once. */
  readonly files: readonly string[];
  readonly views: readonly View[];
  open(id: number, escapeHtml: (text: string) => string): string;
  readonly close: string;
}

/** @param slug the lesson whose page it is; without one, the path starts at the project's folder */
function showDirective(directive: Directive, slug: string | undefined): Shown {
  const folder = slug === undefined ? '' : `lessons/${slug}/`;
  const file = posix.join(folder, directive.path);
  const name = file.startsWith(folder) ? file.slice(folder.length) : file;
  switch (directive.kind) {
    case 'left-out':
      return {
        files: [],
        views: [],
        open: (_id, escapeHtml) =>
          `<p class="left-out">Não mostrado: ${escapeHtml(`${name}, «${directive.region}»: ${directive.reason}`)}</p>`,
        close: '',
      };
    case 'step':
      return showStep(directive, slug ?? '');
    case 'whole':
    case 'show': {
      const region = directive.kind === 'show' ? directive.region : undefined;
      const rows = readRows(file, region, directive);
      const view: View = { file, language: languageOf(file), rows };
      const from = rows[0]?.number ?? 1;
      const where = region === undefined ? `${rows.length} linhas` : linesText(from, rows.length);
      return {
        files: [file],
        views: [view],
        open: (_id, escapeHtml) =>
          directive.kind === 'whole'
            ? `<details class="details"><summary>Mostrar <code>lessons/${slug}/${escapeHtml(name)}</code> inteiro (${where})</summary><div id="${anchorOf(name)}">`
            : `<figure class="piece"><figcaption><span class="piece-file"><code>${escapeHtml(name)}</code> · ${where}</span></figcaption>`,
        close: directive.kind === 'whole' ? '</div></details>' : '</figure>',
      };
    }
  }
}

function showStep(directive: Extract<Directive, { kind: 'step' }>, slug: string): Shown {
  const problems: Problem[] = [];
  const lesson = readLesson(root, slug, (each) => problems.push(each));
  if (problems.length > 0) throw new LiterateError(problems);
  const program = lesson.programs.find(({ name }) => name === directive.program);
  const piece = program?.steps
    .flatMap(({ pieces }) => pieces)
    .find(({ shown }) => shown.path === directive.path && shown.region === directive.region);
  if (!program || !piece) throw notThere(directive, `${directive.path}#${directive.region}`);
  const views = viewsOf(program, piece);
  const both = piece.peer !== undefined;
  const { first, last } = piece.region;
  const linkTo = (path: string): string => {
    const whole = lesson.directives.find((each) => each.kind === 'whole' && each.path === path);
    if (whole === undefined || whole.page === directive.page) return `href="#${anchorOf(path)}"`;
    // A program told on several pages stands whole on one. The browser itself must go there: it opens the fold.
    const page = whole.page.replace(/^docs(.*)\.md$/, '$1');
    return `href="${page}#${anchorOf(path)}" target="_self"`;
  };
  return {
    files: [program.source.file, ...(program.peer ? [program.peer.file] : [])],
    views,
    open: (id, escapeHtml) => {
      const radio = (group: string, value: string, label: string, checked: boolean) => ({
        input: `<input type="radio" class="visually-hidden piece-pick-${value}" name="piece-${group}-${id}" id="piece-${value}-${id}"${checked ? ' checked' : ''}>`,
        label: `<label class="piece-label-${value}" for="piece-${value}-${id}">${label}</label>`,
      });
      const extents = [
        radio('extent', 'step', 'só este passo', true),
        radio('extent', 'far', 'o programa até aqui', false),
      ];
      const languages = both
        ? [radio('language', 'ts', 'TypeScript', true), radio('language', 'py', 'Python', false)]
        : [];
      const place = (path: string, from: number, to: number) =>
        `<code>${escapeHtml(path)}</code> · ${linesText(from, to - from + 1)}`;
      const peerPath = directive.path.replace(/^src\/(.*)\.ts$/, 'python/$1.py');
      const peer = piece.peer
        ? `<a class="piece-py" title="Ver o arquivo" ${linkTo(peerPath)}>${place(peerPath, piece.peer.region.first, piece.peer.region.last)}</a>`
        : '';
      const own = `<a class="piece-${both ? 'ts' : 'own'}" title="Ver o arquivo" ${linkTo(directive.path)}>${place(directive.path, first, last)}</a>`;
      return [
        `<figure class="piece">`,
        ...[...extents, ...languages].map(({ input }) => input),
        `<figcaption><span class="piece-file">${own}${peer}</span><span class="piece-new">novo no passo ${directive.step}<span class="piece-legend">: as linhas com +</span></span></figcaption>`,
        '<div class="piece-bar">',
        languages.length > 0
          ? `<fieldset class="piece-choice piece-languages" aria-label="Linguagem">${languages.map(({ label }) => label).join('')}</fieldset>`
          : '',
        `<fieldset class="piece-choice piece-extents" aria-label="O que mostrar">${extents.map(({ label }) => label).join('')}</fieldset></div>`,
        '<div class="piece-views">',
      ].join('');
    },
    close: '</div></figure>',
  };
}

/** The id of a whole file on the page that shows it. */
function anchorOf(path: string): string {
  return `arquivo-${path.replace(/[^\w]+/g, '-')}`;
}

function linesText(first: number, count: number): string {
  return count === 1 ? `linha ${first}` : `linhas ${first}–${first + count - 1}`;
}

function readRows(
  file: string,
  region: string | undefined,
  place: { page: string; line: number },
): readonly Row[] {
  const absolute = join(root, file);
  if (!existsSync(absolute)) throw notThere(place, file);
  const source = readSource(file, readFileSync(absolute, 'utf8'), () => {});
  if (region === undefined) return rowsOf(source);
  const found = source.regions.get(region);
  if (!found) throw notThere(place, `${file}#${region}`);
  return rowsOf(source, found.first, found.last);
}

function notOfALesson({ page, line, kind }: Directive): LiterateError {
  const message = `esta página não é de uma lição, e «${kind}» é só das lições`;
  const remedy = 'Fora das lições use <<< show lessons/<slug>/faults/arquivo.ts#regiao';
  return new LiterateError([{ file: page, line, message, remedy }]);
}

function notThere({ page, line }: { page: string; line: number }, what: string): LiterateError {
  const message = `«${what}» não existe`;
  const remedy = 'Confira o nome do arquivo e da região.';
  return new LiterateError([{ file: page, line, message, remedy }]);
}
