/**
 * `pnpm --filter docs build`: the gate first, then the site. A page that no longer fits the programs stops here.
 * `SITE_URL` says where the site is to live; `--out` builds it somewhere else than into .vitepress/dist.
 */
import { fileURLToPath } from 'node:url';
import { formatProblem } from '@tomada/literate';
import { inspectLessons } from '@tomada/literate/gate';
import { readOptions } from '@tomada/utils';
import { siteAddressOrEnd } from './.vitepress/site/site-address.ts';
import { pathOption } from './offline/path-option.ts';

const { out } = readOptions({
  usage: 'pnpm -C docs build',
  about: 'Confere as páginas com os programas e constrói o site. SITE_URL diz onde ele vai morar.',
  options: {
    out: pathOption(
      'a pasta em que o site fica',
      fileURLToPath(new URL('.vitepress/dist', import.meta.url)),
    ),
  },
});
siteAddressOrEnd();

const { problems } = inspectLessons(fileURLToPath(new URL('..', import.meta.url)));
if (problems.length > 0) {
  console.error(`As páginas e os programas não combinam (${problems.length}):\n`);
  console.error(problems.map(formatProblem).join('\n\n'));
  process.exit(1);
}
// Only now: a page with a fault need not wait for VitePress to load.
const { build } = await import('vitepress');
await build(fileURLToPath(new URL('.', import.meta.url)), { outDir: out });
