/** `check <exercise>`: judges the learner's files, or any command, or what listens already. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { peerPortOption, readOptions, switchOption, UsageError } from '@tomada/utils';
import type { Exercise } from '../exercise.ts';
import { judgeClient } from '../judge-client.ts';
import { judgeServer } from '../judge-server.ts';
import type { CheckResult, Judgement } from '../judgement.ts';
import type { ProgramCommand } from '../program/supervised-program.ts';
import { formatJunit } from '../report/junit.ts';
import { type Paint, paintFor } from '../report/paint.ts';
import { formatHeading, formatResult, formatTotal } from '../report/terminal.ts';
import {
  type Catalog,
  findExercise,
  learnerFile,
  type Part,
  partsOf,
  programCommand,
  type SideName,
  toolsOf,
} from './catalog.ts';
import { rememberJudgement } from './progress.ts';

interface Request {
  readonly parts: readonly Part[];
  readonly format: 'text' | 'json' | 'junit';
  /** A command instead of the learner's files. */
  readonly command: ProgramCommand | undefined;
  /** A server that runs already. */
  readonly port: number | undefined;
}

/**
 * Runs the command with these arguments.
 *
 * @param signal ends it: every process that it started is gone when the promise is settled
 * @returns the exit code: 0 with all points, 1 with fewer
 * @throws {UsageError} on wrong arguments; those that `readOptions` finds end the process
 */
export async function runCheck(
  catalog: Catalog,
  args: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  const request = readRequest(catalog, args);
  const judgements: Judgement[] = [];
  for (const part of request.parts) {
    const paint = request.format === 'text' ? paintFor(process.stdout) : undefined;
    judgements.push(await judge(catalog, part, targetOf(catalog, part, request), paint, signal));
  }
  if (request.format === 'json') console.log(JSON.stringify(judgements, null, 2));
  if (request.format === 'junit') console.log(formatJunit(judgements));
  return judgements.every(({ passed }) => passed) ? 0 : 1;
}

/** Judges one of the learner's programs, and says on the terminal what it finds. */
export async function judgePart(
  catalog: Catalog,
  part: Part,
  signal: AbortSignal,
): Promise<Judgement> {
  const none = { command: undefined, port: undefined };
  const target = targetOf(catalog, part, none);
  return await judge(catalog, part, target, paintFor(process.stdout), signal);
}

/** What is judged; the learner's own file is remembered. */
interface Target {
  readonly place: ProgramCommand | { readonly port: number };
  readonly isLearners: boolean;
}

function targetOf(
  catalog: Catalog,
  part: Part,
  { command, port }: Pick<Request, 'command' | 'port'>,
): Target {
  if (port !== undefined) return { place: { port }, isLearners: false };
  if (command !== undefined) return { place: command, isLearners: false };
  const file = learnerFile(catalog, part);
  return { place: programCommand(catalog, part, file), isLearners: true };
}

async function judge(
  catalog: Catalog,
  part: Part,
  { place, isLearners }: Target,
  paint: Paint | undefined,
  signal: AbortSignal,
): Promise<Judgement> {
  const { exercise, side } = part;
  const target = 'port' in place ? `127.0.0.1:${place.port}` : place.shown;
  const about = { title: exercise.title, side: side.side, target };
  if (paint) console.log(formatHeading(about, paint));
  const options = {
    ...{ tools: toolsOf(catalog), signal },
    ...(paint && {
      onResult: (result: CheckResult) => console.log(formatResult(result, paint)),
    }),
  };
  const judgement =
    side.side === 'server'
      ? await judgeServer(exercise, side, place, options)
      : await judgeClient(exercise, side, asCommand(place), options);
  if (isLearners) rememberJudgement(catalog, part, judgement);
  if (paint) console.log(`${formatTotal(judgement, paint)}\n`);
  return judgement;
}

function asCommand(place: ProgramCommand | { readonly port: number }): ProgramCommand {
  if ('port' in place) throw new Error('a client has no port'); // readRequest refuses it
  return place;
}

function readRequest(catalog: Catalog, args: readonly string[]): Request {
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
          ...peerPortOption(0),
          about: 'confere o servidor que já escuta nesta porta',
          example: '12345',
        },
        json: switchOption('dá o resultado em JSON'),
        junit: switchOption('dá o resultado em XML, como o JUnit'),
      },
      words: { example: `${call} check ${catalog.exercises[0].name}` },
    },
    own,
  );
  const [name = '', unexpected] = words;
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
  const isThere = (base: string) => [file, ...rest].some((word) => existsSync(resolve(base, word)));
  const cwd = !isThere(typedIn) && isThere(folder) ? folder : typedIn;
  // A program given by its path is found from that folder too, and not only on the PATH.
  const isPath = /[\\/]/.test(file);
  const argv = [isPath ? resolve(cwd, file) : file, ...rest] as const;
  return { argv, cwd, shown: [file, ...rest].join(' ') };
}
