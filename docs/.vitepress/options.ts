import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MarkdownRenderer } from 'vitepress';
import { lessons } from './lessons.ts';

/** An option, as the programs tell it themselves. */
export interface ProgramOption {
  readonly name: string;
  /** `<porta>`; absent: it takes no value. */
  readonly value?: string;
  readonly about: string;
  readonly default?: string;
  /** Present when Python's is another one. */
  readonly defaultInPython?: string;
}

export interface ProgramOptions {
  readonly lesson: string;
  readonly script: string;
  /** One that shows a fault, or only keeps others company. */
  readonly isExtra?: boolean;
  readonly page?: string;
  readonly usage: string;
  /** The same in Python, where there is a peer. */
  readonly python?: string;
  readonly about: string;
  readonly options: readonly ProgramOption[];
}

/** What `pnpm --filter docs options --update` writes: the `--help` of every program. */
export interface Options {
  readonly programs: readonly ProgramOptions[];
}

const docs = fileURLToPath(new URL('..', import.meta.url));
const FILE = 'opcoes.json';

/** What VitePress tells a plugin about the page; `includes` are the files whose change changes the page. */
interface PageEnvironment {
  readonly includes?: string[];
}

export function readRecordedOptions(folder: string = docs): Options {
  return JSON.parse(readFileSync(join(folder, FILE), 'utf8'));
}

/**
 * Renders a line `<<< options` as a section for each lesson and program of the record, in the order of the lessons.
 *
 * @param folder where the record is
 */
export function optionsPlugin(md: MarkdownRenderer, folder: string = docs): void {
  // Before VitePress takes the line for a piece of source.
  md.block.ruler.before('snippet', 'options', (state, startLine, _endLine, isSilent) => {
    const from = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
    if (state.src.slice(from, state.eMarks[startLine]).trimEnd() !== '<<< options') return false;
    if (isSilent) return true;
    const { includes }: PageEnvironment = state.env;
    includes?.push(join(folder, FILE).replaceAll('\\', '/'));
    // As Markdown, so that headings get their anchors and the search finds them.
    const text = formatOptions(readRecordedOptions(folder), md.utils.escapeHtml);
    state.md.block.parse(text, state.md, state.env, state.tokens);
    state.line = startLine + 1;
    return true;
  });
}

/** The sections as Markdown. */
export function formatOptions({ programs }: Options, escapeHtml: (text: string) => string): string {
  const known = lessons.map(({ link }) => link.replace('/licoes/', ''));
  const rank = (lesson: string) => {
    const index = known.indexOf(lesson);
    return index === -1 ? known.length : index; // a lesson without a page comes last
  };
  const slugs = [...new Set(programs.map(({ lesson }) => lesson))].sort(
    (a, b) => rank(a) - rank(b) || a.localeCompare(b),
  );
  return slugs
    .map((slug) => {
      const own = programs.filter(({ lesson }) => lesson === slug);
      const main = own.filter(({ isExtra }) => !isExtra);
      const extras = own.filter(({ isExtra }) => isExtra);
      return [
        `## ${lessons[rank(slug)]?.title ?? slug} {#${slug}}`,
        ...main.map((program) => formatProgram(program, escapeHtml)),
        ...formatExtras(extras, escapeHtml),
      ].join('\n\n');
    })
    .join('\n\n');
}

function formatProgram(program: ProgramOptions, escapeHtml: (text: string) => string): string {
  const { lesson, script, page, usage, python, about } = program;
  const calls = [usage, ...(python ? [python] : [])].map(
    (call) => `<code>${escapeHtml(call)}</code>`,
  );
  return [
    `### ${script} {#${`${lesson}-${script}`.replaceAll(':', '-')}}`,
    `${about}${page ? ` [Na lição](${page}).` : ''}`,
    `<p class="options-usage" v-pre>${calls.join('<br>')}</p>`,
    formatTable(program, escapeHtml),
  ].join('\n\n');
}

/** Folded: who looks for an option seldom looks for theirs. */
function formatExtras(
  extras: readonly ProgramOptions[],
  escapeHtml: (text: string) => string,
): readonly string[] {
  if (extras.length === 0) return [];
  const each = extras.flatMap((program) => [
    `**\`${program.script}\`**: ${program.about}${program.page ? ` [Na lição](${program.page}).` : ''}`,
    formatTable(program, escapeHtml),
  ]);
  return [
    '<details>',
    '<summary>Os programas com defeito e os de apoio</summary>',
    ...each,
    '</details>',
  ];
}

function formatTable(
  { lesson, script, options }: ProgramOptions,
  escapeHtml: (text: string) => string,
): string {
  const rows = options.map(({ name, value, about, default: fallback, defaultInPython }) => {
    const option = escapeHtml(value ? `${name} ${value}` : name);
    const shown = fallback === undefined ? '' : escapeHtml(fallback);
    const other = defaultInPython ? `<br>em Python: ${escapeHtml(defaultInPython)}` : '';
    return `<tr><th scope="row"><code>${option}</code></th><td>${escapeHtml(about)}</td><td>${shown}${other}</td></tr>`;
  });
  const caption = escapeHtml(`Opções de ${lesson} ${script}`);
  return [
    `<div class="options" v-pre><table><caption class="visually-hidden">${caption}</caption>`,
    '<thead><tr><th scope="col">opção</th><th scope="col">o que faz</th><th scope="col">padrão</th></tr></thead>',
    `<tbody>${rows.join('')}</tbody></table></div>`,
  ].join('');
}
