/** One option as `--help` tells it. */
export interface HelpOption {
  readonly name: string;
  /** `<porta>`; absent: it takes no value. */
  readonly value?: string;
  readonly about: string;
  readonly default?: string;
}

/** What `--help` says, taken apart. */
export interface Help {
  readonly usage: string;
  readonly about: string;
  readonly options: readonly HelpOption[];
}

const HELP = /^Uso: (?<usage>.+)\n\n(?<about>[\s\S]+?)\n\nOpções:\n(?<rows>(?: {2}--.+\n)+)$/;
const ROW = /^ {2}(?<name>--[\w-]+)(?: (?<value><.+?>))? {2,}(?<text>\S.*)$/;
const DEFAULT = / \(padrão: (.*)\)$/;

/**
 * Takes apart what `formatHelp` of `@tomada/utils` and its Python peer write.
 *
 * @throws {Error} when it is no such text: then this function is to be mended, not the page written by hand
 */
export function parseHelp(text: string): Help {
  const { usage, about, rows } = HELP.exec(text)?.groups ?? {};
  if (usage === undefined || about === undefined || rows === undefined) {
    throw new Error(`no help that I know:\n${text}`);
  }
  return {
    usage,
    about: about.replaceAll('\n', ' '),
    options: rows.trimEnd().split('\n').map(parseRow),
  };
}

function parseRow(row: string): HelpOption {
  const { name, value, text } = ROW.exec(row)?.groups ?? {};
  if (name === undefined || text === undefined) throw new Error(`no option that I know: «${row}»`);
  const fallback = DEFAULT.exec(text)?.[1];
  return {
    name,
    ...(value ? { value } : {}),
    about: text.replace(DEFAULT, ''),
    ...(fallback === undefined ? {} : { default: fallback }),
  };
}
