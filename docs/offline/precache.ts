import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesBelow } from './files-below.ts';
import { transpile } from './transpile.ts';

const SCRIPT = 'service-worker.js';

/** What readers do not need without a network: what is for machines, and for those who share links. */
const LEFT =
  /^(?:service-worker\.js|robots\.txt|sitemap\.xml|llms(?:-full)?\.txt|.*\.md|previews\/.*)$/;

/**
 * Writes the built site's service worker: the list of its files, each with a mark of its content, and what keeps them.
 * Any change of the site changes this file, which is how browsers find out that there is a new version.
 *
 * @param outDir the built site
 */
export async function writeServiceWorker(outDir: string): Promise<void> {
  const files = filesBelow(outDir).filter((path) => !LEFT.test(path));
  const revisions = files.map((path) => [path, revisionOf(readFileSync(join(outDir, path)))]);
  const source = await transpile(fileURLToPath(new URL('service-worker.ts', import.meta.url)));
  writeFileSync(
    join(outDir, SCRIPT),
    `const FILES = ${JSON.stringify(Object.fromEntries(revisions))};\n${source}`,
  );
}

function revisionOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 16);
}
