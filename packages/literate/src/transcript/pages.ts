import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { LiterateError, type Problem } from '../problem.ts';
import { readTranscripts, type Transcript } from './blocks.ts';
import { networkFile } from './network-file.ts';

/**
 * All transcripts of the pages under a folder, in the order of pages and lines.
 *
 * @param root the project's folder
 * @param folder where the pages are, from the root: `docs`
 * @throws {LiterateError} when a comment above a block is wrong
 */
export function readAllTranscripts(root: string, folder: string): Transcript[] {
  const problems: Problem[] = [];
  const transcripts = filesUnder(root, folder, '.md').flatMap((page) =>
    readTranscripts(page, readFileSync(join(root, page), 'utf8'), (problem) =>
      problems.push(problem),
    ),
  );
  if (problems.length > 0) throw new LiterateError(problems);
  return transcripts;
}

/** The kept conversations under a folder that no session records: nobody would see them grow stale. */
export function findUnrecorded(
  root: string,
  folder: string,
  transcripts: readonly Transcript[],
): Problem[] {
  const recorded = transcripts.flatMap(({ page, network }) =>
    network === undefined ? [] : [networkFile(page, network)],
  );
  return filesUnder(root, folder, '.json')
    .filter((file) => /\/network\/[^/]+$/.test(file) && !recorded.includes(file))
    .map((file) => ({
      file,
      line: 1,
      message: 'nenhuma sessão de terminal grava esta conversa',
      remedy:
        'Ponha «<!-- network: nome -->» na linha acima do bloco terminal da página, ou apague o arquivo.',
    }));
}

function filesUnder(root: string, folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.split(sep).join('/')}`)
    .filter((name) => name.endsWith(ending) && !/\/(?:node_modules|\.vitepress)\//.test(name))
    .sort();
}
