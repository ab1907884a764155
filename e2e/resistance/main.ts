/** `pnpm --filter e2e resistance`: every program against every fault. Only for people: the tests do the same. */
import { skipWithoutPython } from '@tomada/testing';
import { type Option, readOptions, switchOption } from '@tomada/utils';
import { type Program, programs } from './programs.ts';
import { cellsFrom, cellsOf, compare, describeAll, readRecorded, writeRecorded } from './record.ts';
import { type Language, runProgram } from './run.ts';

const part: Option<string> = {
  placeholder: '<parte>',
  about: 'só os programas que têm isto no nome, como tcp-server start:lines',
  fallback: '',
  example: 'tcp-server',
  parse: (text) => text,
};

const { update, only } = readOptions({
  usage: 'pnpm --filter e2e resistance',
  about:
    'Põe cada programa em cada rede ruim e confere se acontece o que docs/resistencia.json diz.',
  options: {
    update: switchOption('escreve em docs/resistencia.json o que de fato aconteceu'),
    only: part,
  },
});

if (update && skipWithoutPython) {
  process.stderr.write(
    'Sem o Python não dá para escrever: o que se grava vale para as duas linguagens.\n',
  );
  process.exit(1);
}
process.once('SIGINT', () => process.exit(130)); // what was started ends with this process

/** Programs that run at once: most of their time they wait. */
const AT_ONCE = 4;

const nameOf = ({ lesson, script }: Program) => `${lesson} ${script}`;
const chosen = programs.filter((program) => nameOf(program).includes(only));
if (chosen.length === 0) {
  process.stderr.write(`Nenhum programa tem «${only}» no nome.\n`);
  process.exit(2);
}

const recorded = update ? undefined : readRecorded();
const found = new Map<Program, ReturnType<typeof cellsFrom>>();
let wrong = 0;

/** TypeScript first: what it does is what is recorded, and what Python is held to. */
async function handle(program: Program): Promise<void> {
  const languages: readonly Language[] = skipWithoutPython
    ? ['TypeScript']
    : ['TypeScript', 'Python'];
  for (const language of languages) {
    const run = await runProgram(program, language);
    if (!found.has(program)) found.set(program, cellsFrom(run));
    const expected = recorded ? cellsOf(recorded, program) : (found.get(program) ?? {});
    const problems = compare(program, run, expected);
    wrong += problems.length;
    console.log(`${problems.length === 0 ? 'certo ' : 'ERRADO'} ${nameOf(program)} (${language})`);
    for (const problem of problems) console.log(`       ${problem}`);
  }
}

const waiting = chosen.values();
const work = async () => {
  for (const program of waiting) await handle(program);
};
await Promise.all(Array.from({ length: AT_ONCE }, work));

if (update) {
  const before = only === '' ? undefined : readRecorded();
  writeRecorded(
    describeAll((program) => found.get(program) ?? (before ? cellsOf(before, program) : {})),
  );
}
console.log(wrong === 0 ? `${chosen.length} programas conferidos.` : `${wrong} diferenças.`);
process.exitCode = wrong === 0 ? 0 : 1;
