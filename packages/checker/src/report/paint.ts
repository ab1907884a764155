import { styleText } from 'node:util';

export type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

/** Colours for a terminal; for anything else (a pipe, a file, NO_COLOR: no-color.org) the bare text. */
export function paintFor(stream: { readonly isTTY?: boolean }): Paint {
  const isColourful = stream.isTTY === true && !process.env.NO_COLOR;
  return isColourful
    ? (style, text) => styleText(style, text, { validateStream: false })
    : (_style, text) => text;
}
