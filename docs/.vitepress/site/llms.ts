import type { DefaultTheme } from 'vitepress';
import type { SiteAddress } from './site-address.ts';

/** A page with what lists say of it. */
export interface Listed {
  /** Its source, from the folder of the site: `licoes/udp.md`. */
  readonly page: string;
  readonly title: string;
  readonly description: string;
}

const ABOUT = [
  '# Tomada',
  '> Programação com sockets em TypeScript, ensinada em português do Brasil, com programas que rodam de verdade. Cada programa tem um par em Python que conversa com ele byte a byte.',
  'Cada página abaixo está em Markdown, com o código dos programas dentro dela, tirado dos arquivos que os testes rodam: o arquivo e os números das linhas são os verdadeiros. Os terminais são gravações de sessões que os testes repetem.',
] as const;

/**
 * `llms.txt` (https://llmstxt.org): what the site is, and where each page is to be had as Markdown, in the sections of the
 * side map.
 */
export function writeLlms(
  sidebar: readonly DefaultTheme.SidebarItem[],
  listed: readonly Listed[],
  { base, home }: SiteAddress,
): string {
  const start = home ?? base;
  const waiting = new Map(listed.map((each) => [each.page, each]));
  const lineOf = ({ page, title, description }: Listed) =>
    `- [${title}](${start}${page}): ${description}`;
  const sections = sidebar.map(({ text, items = [] }) => {
    const lines = linksOf(items).flatMap((link) => {
      const each = waiting.get(`${link.slice(1)}.md`);
      if (each === undefined) return [];
      waiting.delete(each.page);
      return [lineOf(each)];
    });
    return `## ${text}\n\n${lines.join('\n')}`;
  });
  // The format's own name for what may be left out: the solutions of the exercises stand in no map.
  const rest = [...waiting.values()].map(lineOf);
  const whole = `## Tudo em um arquivo\n\n- [llms-full.txt](${start}llms-full.txt): todas as páginas, uma depois da outra.`;
  return `${[...ABOUT, ...sections, whole, ...(rest.length > 0 ? [`## Optional\n\n${rest.join('\n')}`] : [])].join('\n\n')}\n`;
}

/** Every page of the site, one after another. */
export function writeLlmsFull(
  texts: ReadonlyMap<string, string>,
  { base, home }: SiteAddress,
): string {
  const pages = [...texts].map(([page, text]) => `<!-- ${home ?? base}${page} -->\n\n${text}`);
  return `${ABOUT.slice(0, 2).join('\n\n')}\n\n${pages.join('\n---\n\n')}`;
}

function linksOf(items: readonly DefaultTheme.SidebarItem[]): readonly string[] {
  return items.flatMap(({ link, items: below = [] }) => [
    ...(link === undefined ? [] : [link]),
    ...linksOf(below),
  ]);
}
