/** `pnpm --filter docs options`: what every program's --help says, against docs/opcoes.json. Only for people: the tests do the same. */
import { skipWithoutPython } from '@tomada/testing';
import { readOptions, switchOption } from '@tomada/utils';
import { findPrograms } from './programs.ts';
import { askAll, formatRecord, readRecord, writeRecord } from './record.ts';

const { update } = readOptions({
  usage: 'pnpm --filter docs options',
  about: 'Pede a cada programa das lições o seu --help e confere se docs/opcoes.json diz o mesmo.',
  options: { update: switchOption('escreve em docs/opcoes.json o que os programas dizem') },
});

if (skipWithoutPython) {
  process.stderr.write('Sem o Python não dá: o que se grava vale para as duas linguagens.\n');
  process.exit(1);
}
const programs = findPrograms();
const options = await askAll(programs);
const isRight = !update && formatRecord(options) === readRecord();
if (update) writeRecord(options);
console.log(
  update
    ? `${programs.length} programas gravados.`
    : isRight
      ? `${programs.length} programas conferidos.`
      : 'docs/opcoes.json diz outra coisa. Rode com --update e leia a diferença.',
);
process.exitCode = update || isRight ? 0 : 1;
