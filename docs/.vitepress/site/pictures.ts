import { lessons } from '../lessons.ts';

/** A picture that others show: beside a link, on a phone's home screen. */
export interface Picture {
  /** Of the PNG, from the site's home; it is kept below docs/public. */
  readonly path: string;
  /** px */
  readonly width: number;
  readonly height: number;
  /** What it shows, in words. */
  readonly says: string;
  /** What it is drawn from. */
  readonly svg: string;
}

const PAPER = '#faf6ee';
const COPPER = '#93460f';
const INK = '#2a2420';
const QUIET = '#5f554b';

/** The wall socket of the site's own drawings, 48 by 34. */
const SOCKET = `<g fill="none" stroke="${COPPER}" stroke-linejoin="round"><path stroke-width="3" d="M13 2.5h22L45.5 17 35 31.5H13L2.5 17Z"/></g><g fill="${COPPER}"><circle cx="13.5" cy="15" r="3.4"/><circle cx="24" cy="20.5" r="3.4"/><circle cx="34.5" cy="15" r="3.4"/></g>`;

/** @param share of the square's width that the socket takes: what a phone may cut off at the edges must be empty */
function icon(name: string, size: number, share: number): Picture {
  const scale = (48 * share) / 48;
  const x = 24 - 24 * scale;
  const y = 24 - 17 * scale;
  return {
    path: `icons/${name}.png`,
    width: size,
    height: size,
    says: 'Tomada',
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 48 48"><rect width="48" height="48" fill="${PAPER}"/><g transform="translate(${x} ${y}) scale(${scale})">${SOCKET}</g></svg>`,
  };
}

/** Where a maskable icon is cut is not ours to say: only a circle of 80 % is safe (W3C, Web App Manifest). */
const icons: readonly Picture[] = [
  icon('192', 192, 0.8),
  icon('512', 512, 0.8),
  icon('maskable', 512, 0.6),
  icon('apple-touch', 180, 0.75),
];

/** Words in lines of at most so many characters. */
function linesOf(text: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const open = lines.at(-1);
    if (open === undefined || open.length + 1 + word.length > most) lines.push(word);
    else lines[lines.length - 1] = `${open} ${word}`;
  }
  return lines;
}

/** 1200 by 630 is what those who show previews ask for. */
function preview(name: string, kicker: string, title: string, promise: string): Picture {
  const text = (content: string) => content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const promises = linesOf(promise, 52)
    .slice(0, 4)
    .map((line, index) => `<tspan x="80" y="${400 + index * 50}">${text(line)}</tspan>`);
  return {
    path: `previews/${name}.png`,
    width: 1200,
    height: 630,
    says: `${kicker}: ${title}. ${promise}`,
    svg: [
      '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" viewBox="0 0 1200 630">',
      `<rect width="1200" height="630" fill="${PAPER}"/>`,
      // The wire comes in from the right edge, as it hangs from the wall on the home page.
      `<path d="M1200 116H1132" stroke="${COPPER}" stroke-width="12"/>`,
      `<g transform="translate(920 40) scale(4.5)">${SOCKET}</g>`,
      `<text x="80" y="150" font-family="DejaVu Sans, sans-serif" font-size="34" fill="${QUIET}">${text(kicker)}</text>`,
      `<text x="76" y="290" font-family="DejaVu Serif, serif" font-weight="700" font-size="${title.length > 18 ? 60 : 84}" fill="${INK}">${text(title)}</text>`,
      `<text font-family="DejaVu Sans, sans-serif" font-size="34" fill="${INK}">${promises.join('')}</text>`,
      '</svg>',
    ].join(''),
  };
}

const sitePreview = preview(
  'tomada',
  'Programação com sockets',
  'Tomada',
  'Dois programas conversam pela rede. Você vai escrever os dois, em TypeScript, e rodar cada passo.',
);

const lessonPreviews: ReadonlyMap<string, Picture> = new Map(
  lessons.map(({ title, link, promise }, index) => {
    const slug = link.replace('/licoes/', '');
    return [slug, preview(slug, `Tomada · Lição ${index + 1}`, title, promise)];
  }),
);

/** The socket alone, for the cover of the printed book. */
export const socketDrawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 34" aria-hidden="true">${SOCKET}</svg>`;

export const pictures: readonly Picture[] = [...icons, sitePreview, ...lessonPreviews.values()];

/**
 * The picture beside a link to a page: its lesson's, or the site's.
 *
 * @param page its source: `licoes/tcp-server/lines.md`
 */
export function previewOf(page: string): Picture {
  const slug = /^licoes\/([\w-]+)/.exec(page)?.[1] ?? '';
  return lessonPreviews.get(slug) ?? sitePreview;
}
