import { posix } from 'node:path';

/**
 * Where the conversations of a page's session are kept: `licoes/network/<page>-<name>.json` beside it.
 *
 * @param page path of the page, with forward slashes
 * @param name as in `<!-- network: name -->`
 */
export function networkFile(page: string, name: string): string {
  const { dir, name: slug } = posix.parse(page);
  return posix.join(dir, 'network', `${slug}-${name}.json`);
}
