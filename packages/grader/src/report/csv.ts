import type { ClassReport, PartResult, Row } from '../class-report.ts';

/**
 * The table as CSV with semicolons and a byte order mark, as spreadsheets in Portuguese open it at a double click; the
 * rest after RFC 4180. A cell that a spreadsheet would run as a formula gets an apostrophe.
 */
export function formatCsv({ parts, points, rows }: ClassReport): string {
  const head = ['entrega', ...parts.map(({ name }) => name), 'total', 'de', 'observação'];
  const lines = rows.map((row) => [
    row.name,
    ...parts.map(({ name }) => pointsOf(row.results.find(({ part }) => part === name))),
    row.state === 'judged' ? String(row.earned) : row.state === 'refused' ? '0' : '',
    String(points),
    remarkOf(row),
  ]);
  return `\uFEFF${[head, ...lines].map((cells) => cells.map(quote).join(';')).join('\r\n')}\r\n`;
}

function pointsOf(result: PartResult | undefined): string {
  return result === undefined ? '' : String(result.earned);
}

/** What a row says besides its points. */
export function remarkOf({ state, reason, results }: Row): string {
  if (state === 'refused') return reason ?? '';
  const told = results.flatMap(({ part, reason: why, note }) => [
    ...(why === undefined ? [] : [`${part}: ${why}`]),
    ...(note === undefined ? [] : [note]),
  ]);
  return [...(state === 'pending' ? ['Ainda não julgada por inteiro.'] : []), ...told].join(' ');
}

function quote(cell: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
