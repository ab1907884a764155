/** `pnpm --filter docs build`: the gate first, then the site. A page that no longer fits the programs stops here. */
import { fileURLToPath } from 'node:url';
import { formatProblem } from '@tomada/literate';
import { inspectLessons } from '@tomada/literate/gate';

const { problems } = inspectLessons(fileURLToPath(new URL('..', import.meta.url)));
if (problems.length > 0) {
  console.error(`As páginas e os programas não combinam (${problems.length}):\n`);
  console.error(problems.map(formatProblem).join('\n\n'));
  process.exit(1);
}
// Only now: a page with a fault need not wait for VitePress to load.
const { build } = await import('vitepress');
await build(fileURLToPath(new URL('.', import.meta.url)));
