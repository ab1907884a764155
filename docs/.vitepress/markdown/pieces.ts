import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type Directive, readSource } from '@tomada/literate';

/** A piece of a file: its lines and where they stand in it. */
interface Piece {
  /** From the project's folder. */
  readonly file: string;
  readonly lines: readonly string[];
  readonly first: number;
}

/**
 * What a directive shows, as Markdown: the code with its file and line numbers; beside a step's piece the same of the Python
 * peer, folded; a whole file folded too.
 *
 * @param root the project's folder
 * @param slug the lesson whose page it is; empty for another page, which names files from the project's folder
 */
export function showDirective(root: string, slug: string, directive: Directive): string {
  const fileOf = (path: string) => (slug === '' ? path : posix.join('lessons', slug, path));
  const file = fileOf(directive.path);
  switch (directive.kind) {
    case 'left-out':
      return `*Não mostrado: \`${directive.path}\`, «${directive.region}»: ${directive.reason}*`;
    case 'whole': {
      const { lines } = readPiece(root, file) ?? notThere(directive);
      return fold(`\`${file}\` inteiro (${lines.length} linhas)`, fenced(file, lines));
    }
    case 'show':
      return captioned(readPiece(root, file, directive.region) ?? notThere(directive), '');
    case 'step': {
      const own = readPiece(root, file, directive.region) ?? notThere(directive);
      const shown = captioned(
        own,
        ` · novo no passo ${directive.step} de \`${directive.program}\``,
      );
      const twin = directive.path.replace(/^src\/(.*)\.ts$/, 'python/$1.py');
      const peer =
        twin === directive.path ? undefined : readPiece(root, fileOf(twin), directive.region);
      if (peer === undefined) return shown;
      const place = `O mesmo em Python: \`${peer.file}\`, ${linesText(peer)}`;
      return `${shown}\n\n${fold(place, fenced(peer.file, peer.lines))}`;
    }
  }
}

/** The gate has passed: a page names only what exists. A Python peer may lack a region, or be missing. */
function readPiece(root: string, file: string, region?: string): Piece | undefined {
  const text = readIfThere(join(root, file));
  if (text === undefined) return undefined;
  const { lines, regions } = readSource(file, text, () => {});
  if (region === undefined) return { file, lines, first: 1 };
  const found = regions.get(region);
  return found && { file, lines: lines.slice(found.first - 1, found.last), first: found.first };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function notThere({ page, line, path }: Directive): never {
  throw new Error(`${page}:${line}: ${path} holds no such piece`);
}

function captioned(piece: Piece, more: string): string {
  const caption = `**\`${piece.file}\`**, ${linesText(piece)}${more}:`;
  return `${caption}\n\n${fenced(piece.file, piece.lines)}`;
}

function linesText({ first, lines }: Piece): string {
  return lines.length === 1 ? `linha ${first}` : `linhas ${first}–${first + lines.length - 1}`;
}

function fenced(file: string, lines: readonly string[]): string {
  const language = posix.extname(file).slice(1);
  const marks = lines.some((line) => line.includes('```')) ? '````' : '```';
  return [`${marks}${language}`, ...lines, marks].join('\n');
}

function fold(summary: string, content: string): string {
  const html = summary.replace(/`([^`]*)`/g, '<code>$1</code>');
  return `<details>\n<summary>${html}</summary>\n\n${content}\n\n</details>`;
}
