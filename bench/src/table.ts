/**
 * A table of plain text: the first column to the left, the others to the right, a rule under the head.
 *
 * @param head the titles, one a column
 * @param rows each as long as the head
 * @returns lines without a newline at the end and without trailing spaces
 * @example formatTable(['cor', 'n'], [['azul', '7']]) // 'cor   n\n-------\nazul  7'
 */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    widths
      .map((width, column) => {
        const cell = cells[column] ?? '';
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  const rule = '-'.repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  return [line(head), rule, ...rows.map(line)].join('\n');
}
