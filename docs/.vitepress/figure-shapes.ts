/** px of the SVG's own, as wide as a phone shows it. */
export const WIDTH = 380;

/** @param says the drawing in words, for who does not see it */
export function svg(
  name: string,
  height: number,
  title: string,
  says: string,
  parts: string[],
): string {
  const id = `figure-${name}`;
  return [
    `<svg class="network-diagram figure-diagram" viewBox="0 0 ${WIDTH} ${height}" role="img"`,
    ` aria-labelledby="${id}-title ${id}-desc"><title id="${id}-title">${title}</title>`,
    `<desc id="${id}-desc">${says}</desc>${parts.join('')}</svg>`,
  ].join('');
}

export function box(
  x: number,
  y: number,
  width: number,
  height: number,
  kind = 'figure-box',
): string {
  return `<rect class="${kind}" x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/>`;
}

export function text(x: number, y: number, content: string, kind = ''): string {
  return `<text class="${kind}" x="${x}" y="${y}">${content}</text>`;
}

export function arrow(fromX: number, y: number, toX: number, kind = ''): string {
  return `<g class="figure-arrow ${kind}"><line x1="${fromX}" y1="${y}" x2="${toX - 8}" y2="${y}"/><path d="M${toX} ${y}l-10 -5v10z"/></g>`;
}
