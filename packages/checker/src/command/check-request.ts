/** What `check` is asked to judge, and how it tells it. */
import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { peerPortOption, readOptions, switchOption, UsageError } from '@tomada/utils';
import type { Exercise } from '../exercise.ts';
import type { ProgramCommand } from '../program/supervised-program.ts';
import { type Catalog, findExercise, type Part, partsOf, type SideName } from './catalog.ts';

export interface CheckRequest {
  readonly parts: readonly Part[];
  readonly format: 'text' | 'json' | 'junit';
  /** A command instead of the learner's files. */
  readonly command: ProgramCommand | undefined;
  /** A server that runs already. */
  readonly port: number | undefined;
}

/**
 * Reads the arguments of `check`.
 *
 * @throws {UsageError} on wrong ones; those that `readOptions` finds end the process
 */
export function readRequest(catalog: Catalog, args: readonly string[]): CheckRequest {
  const separator = args.indexOf('--');
  const own = separator < 0 ? args : args.slice(0, separator);
  const [file, ...rest] = separator < 0 ? [] : args.slice(separator + 1);
  const names = catalog.exercises.map(({ name }) => name).join(', ');
  const { call } = catalog;
  const { server, client, port, json, junit, words } = readOptions(
    {
      usage: `${call} check <exercício> [-- <comando…>]`,
      about: [
        `Confere um exercício pela rede: ${names}.`,
        `Sem comando, confere os seus arquivos; com ele, qualquer programa: check oracle -- python3 meu.py`,
      ].join('\n'),
      options: {
        server: switchOption('só o servidor'),
        client: switchOption('só o cliente; o comando depois de «--» é de um cliente'),
        port: {
          ...peerPortOption(12345),
          fallback: 0,
          about: 'confere o servidor que já escuta nesta porta; 0 inicia o programa',
        },
        json: switchOption('dá o resultado em JSON'),
        junit: switchOption('dá o resultado em XML, como o JUnit'),
      },
      words: { example: '', optional: true },
    },
    own,
  );
  const [name, unexpected] = words;
  if (name === undefined) {
    const example = `${call} check ${catalog.exercises[0].name}`;
    throw new UsageError(`Faltou o exercício (${names}). Por exemplo: ${example}`);
  }
  if (unexpected !== undefined) {
    throw new UsageError(`Um exercício por vez: não sei o que fazer com «${unexpected}».`);
  }
  const exercise = findExercise(catalog, name);
  if (separator >= 0 && file === undefined) {
    throw new UsageError(
      `Faltou o comando depois de «--». Por exemplo: check ${name} -- python3 meu.py`,
    );
  }
  if (server && client) throw new UsageError('Escolha uma das opções: --server ou --client.');
  if (json && junit) throw new UsageError('Escolha uma das opções: --json ou --junit.');
  const isServer = file !== undefined || port > 0;
  if (port > 0 && (file !== undefined || client)) {
    throw new UsageError(
      '--port é para um servidor que já está rodando: não combina com --client nem com um comando.',
    );
  }
  const wanted = client ? 'client' : server || isServer ? 'server' : undefined;
  return {
    parts: findParts(exercise, wanted, isServer && !server),
    format: json ? 'json' : junit ? 'junit' : 'text',
    command: file === undefined ? undefined : foreignCommand(catalog, file, rest),
    port: port > 0 ? port : undefined,
  };
}

/** @param isGuess nobody said which side: an exercise that has only the other one gets that */
function findParts(exercise: Exercise, wanted: SideName | undefined, isGuess: boolean): Part[] {
  const parts = partsOf(exercise);
  const chosen = parts.filter(({ side }) => wanted === undefined || side.side === wanted);
  if (chosen.length > 0) return chosen;
  if (isGuess) return parts;
  const what = wanted === 'client' ? 'cliente' : 'servidor';
  throw new UsageError(`O exercício «${exercise.name}» não tem ${what}.`);
}

/** A command typed after `--`: it runs where its files are, which is the folder in which it was typed, or the lesson's. */
function foreignCommand(
  { folder }: Catalog,
  file: string,
  rest: readonly string[],
): ProgramCommand {
  const typedIn = process.env.INIT_CWD ?? folder;
  const relative = [file, ...rest].filter((word) => !isAbsolute(word));
  const isThere = (base: string) => relative.some((word) => existsSync(resolve(base, word)));
  const cwd = !isThere(typedIn) && isThere(folder) ? folder : typedIn;
  // A program given by its path is found from that folder too, and not only on the PATH.
  const isPath = /[\\/]/.test(file);
  const argv = [isPath ? resolve(cwd, file) : file, ...rest] as const;
  return { argv, cwd, shown: [file, ...rest].join(' ') };
}
