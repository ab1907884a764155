import { visibleText } from '@tomada/utils';
import type { ClassReport, Row } from '../class-report.ts';
import { remarkOf } from './csv.ts';

/** Of a submission's name. */
const LONGEST_NAME = 40;

/** The table for a terminal, and below it what the rows have to say. */
export function formatTable({ parts, points, rows }: ClassReport): string {
  const head = ['entrega', ...parts.map(({ name }) => name), 'total'];
  const cells = rows.map((row) => [
    visibleText(row.name).slice(0, LONGEST_NAME),
    ...parts.map(({ name }) => cellOf(row, name)),
    row.state === 'pending' ? '?' : `${row.earned}/${points}`,
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const format = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  const remarks = rows.flatMap((row) => {
    const remark = remarkOf(row);
    return remark === '' ? [] : [visibleText(`${row.name}: ${remark}`)];
  });
  return [format(head), ...cells.map(format), ...(remarks.length > 0 ? ['', ...remarks] : [])].join(
    '\n',
  );
}

function cellOf({ results, state }: Row, part: string): string {
  const result = results.find((each) => each.part === part);
  if (result === undefined) return state === 'refused' ? 'x' : '?';
  if (result.state === 'missing') return '-';
  return result.state === 'broken' ? '!' : `${result.earned}/${result.points}`;
}
