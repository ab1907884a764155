/**
 * What the site draws, as Markdown: tables and folds; the paragraphs and titles between them as text. Drawings are left:
 * the site puts a table of the same beside each.
 */
export function htmlAsMarkdown(html: string): string {
  return html
    .replace(/<svg[\s\S]*?<\/svg>/g, '')
    .replace(/<table[\s\S]*?<\/table>/g, (table) => `\n\n${tableAsMarkdown(table)}\n\n`)
    .replace(/<details[^>]*><summary>(.*?)<\/summary>/g, '\n\n«details»«summary»$1«/summary»\n\n')
    .replace(/<\/details>/g, '\n\n«/details»\n\n')
    .replace(/<\/p>/g, '\n\n')
    .replace(/<(?!\/?(?:a|b|code)\b)[^>]*>/g, '')
    .replace(/«(\/?(?:details|summary))»/g, '<$1>')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** A row with one cell over all columns is a heading of those below it. */
function tableAsMarkdown(table: string): string {
  const rows = [...table.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd]([^>]*)>(.*?)<\/t[hd]>/gs)].map(([, attributes = '', cell = '']) => {
      const text = cellAsMarkdown(cell);
      return attributes.includes('colspan') ? `**${text}**` : text;
    }),
  );
  const [head = [], ...body] = rows;
  const line = (cells: readonly string[]) => {
    const rest = head.slice(cells.length).map(() => '');
    return `| ${[...cells, ...rest].join(' | ')} |`;
  };
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
}

function cellAsMarkdown(cell: string): string {
  return cell.replaceAll('|', '&#124;').replace(/<(?!\/?code\b)[^>]*>/g, '');
}
