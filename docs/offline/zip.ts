/**
 * `pnpm docs:zip`: a folder with the built site and a file that serves it with nothing but Node, and the same as a zip: for
 * a stick, or a computer that never sees the internet.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readOptions } from '@tomada/utils';
import { zipSync } from 'fflate';
import { dist, noBuildOption, requireSite, root } from './built-site.ts';
import { filesBelow } from './files-below.ts';
import { pathOption, shown } from './path-option.ts';
import { writeSafely } from './write-safely.ts';

/** What a folder must hold for us to take it for one of ours, which may be replaced. */
const MARK = 'site/service-worker.js';

const { out, 'no-build': noBuild } = readOptions({
  usage: 'pnpm docs:zip',
  about:
    'Faz uma pasta com o site inteiro, que «node serve.mjs» mostra sem internet, e um zip dela.',
  options: {
    'no-build': noBuildOption,
    out: pathOption('a pasta; o zip fica ao lado', join(root, 'dist/tomada-site')),
  },
});

await writeSafely(out, refuseOthers);
await requireSite(noBuild);
await writeSafely(out, () => {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(dirname(out), { recursive: true });
  cpSync(fileURLToPath(new URL('stick', import.meta.url)), out, { recursive: true });
  cpSync(join(root, 'LICENSE'), join(out, 'LICENSE'));
  cpSync(dist, join(out, 'site'), { recursive: true });
  const entries = filesBelow(out).map((file) => [
    `${basename(out)}/${file}`,
    readFileSync(join(out, file)),
  ]);
  writeFileSync(`${out}.zip`, zipSync(Object.fromEntries(entries), { level: 6 }));
});
console.log(`Pronto: ${shown(out)} e ${shown(`${out}.zip`)}. Lá dentro: node serve.mjs`);

/** A folder of somebody else's stays as it is. */
function refuseOthers(): void {
  if (!existsSync(out) || readdirSync(out).length === 0 || existsSync(join(out, MARK))) return;
  process.stderr.write(
    `A pasta ${shown(out)} já existe e não é um site da Tomada: não mexi nela. Escolha outra: --out <caminho>\n`,
  );
  process.exit(1);
}
