/**
 * Plays the scenes of the concept pages on real sockets and compares what happened with what was recorded, which the
 * diagrams are drawn from. Only for people: the tests do the same.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions, switchOption } from '@tomada/utils';
import { formatScene } from './.vitepress/scene.ts';
import { cannotRecord, recordedFolder, recordScene, sceneNames } from './scenes/run.ts';

const { update } = readOptions({
  usage: 'pnpm --filter docs scenes',
  about: 'Repete as conversas que as páginas de conceitos desenham e confere se acontece o mesmo.',
  options: { update: switchOption('grava de novo o que aconteceu') },
});

if (cannotRecord !== undefined) {
  process.stderr.write(`Não consigo repetir as conversas aqui: ${cannotRecord}.\n`);
  process.exit(1);
}
let different = 0;
for (const name of sceneNames) {
  const file = join(recordedFolder, `${name}.json`);
  const now = formatScene(await recordScene(name));
  const isSame = readFileSync(file, 'utf8') === now;
  if (!isSame && update) writeFileSync(file, now);
  if (!isSame && !update) different++;
  console.log(`${isSame ? 'igual    ' : update ? 'gravada  ' : 'DIFERENTE'} ${name}`);
}
process.exitCode = different === 0 ? 0 : 1;
