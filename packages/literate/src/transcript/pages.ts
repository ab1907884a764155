import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { LiterateError, type Problem } from '../problem.ts';
import { readTranscripts, type Transcript } from './blocks.ts';

/**
 * All transcripts of the pages under a folder, in the order of pages and lines.
 *
 * @param root the project's folder
 * @param folder where the pages are, from the root: `docs`
 * @throws {LiterateError} when a comment above a block is wrong
 */
export function readAllTranscripts(root: string, folder: string): Transcript[] {
  const problems: Problem[] = [];
  const transcripts = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(sep).join('/'))
    .filter((name) => name.endsWith('.md') && !/(?:^|\/)(?:node_modules|\.vitepress)\//.test(name))
    .sort()
    .flatMap((name) => {
      const page = `${folder}/${name}`;
      return readTranscripts(page, readFileSync(join(root, page), 'utf8'), (problem) =>
        problems.push(problem),
      );
    });
  if (problems.length > 0) throw new LiterateError(problems);
  return transcripts;
}
