import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { endOnInterrupt, UsageError } from '@tomada/utils';
import { type Catalog, fileOf, findExercise, learnerFile, partsOf } from './catalog.ts';
import { runCheck } from './check-command.ts';
import { runList } from './list-command.ts';
import { runTalk } from './talk-command.ts';
import { runWatch } from './watch-command.ts';

/**
 * The commands of a lesson of exercises: `start`, `check`, `watch`, `talk`, and `run <exercise> <side>`, which runs the
 * learner's program or, with `--solution`, ours. Ends the process with the command's exit code.
 *
 * @param args the command's name and its arguments
 */
export async function runCommand(catalog: Catalog, args: readonly string[]): Promise<void> {
  const [name, ...rest] = args;
  process.stdout.on('error', () => process.exit(1)); // nobody reads any more
  try {
    if (name === 'run') return await runProgram(catalog, rest);
    const code = await run(catalog, name, rest);
    await new Promise((resolve) => process.stdout.write('', resolve)); // what a pipe has not yet taken
    process.exit(code);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

async function run(
  catalog: Catalog,
  name: string | undefined,
  args: readonly string[],
): Promise<number> {
  if (name === 'start') return runList(catalog, args);
  if (name === 'talk') {
    endOnInterrupt();
    return await runTalk(catalog.call, args);
  }
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => interrupt.abort());
  }
  if (name === 'watch') return await runWatch(catalog, args, interrupt.signal);
  if (name !== 'check') throw new UsageError(`Não conheço o comando «${name}».`);
  try {
    return await runCheck(catalog, args, interrupt.signal);
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    console.error('\nInterrompido. Nenhum programa ficou rodando.');
    return 1; // not all points
  }
}

/** Runs a program of the lesson in this process, as if it had been called itself. */
async function runProgram(
  catalog: Catalog,
  [name = '', side, ...args]: readonly string[],
): Promise<void> {
  const part = partsOf(findExercise(catalog, name)).find((each) => each.side.side === side);
  if (part === undefined) throw new UsageError(`O exercício «${name}» não tem «${side}».`);
  const isSolution = args.includes('--solution');
  const file = join(
    catalog.folder,
    isSolution ? fileOf(part, 'solutions') : learnerFile(catalog, part),
  );
  // A folder made for a class has none.
  if (isSolution && !existsSync(file)) {
    throw new UsageError('Opção --solution: as nossas soluções não estão nesta pasta.');
  }
  const own = args.filter((arg) => arg !== '--solution');
  process.argv = [process.execPath, file, ...own];
  await import(pathToFileURL(file).href);
}
