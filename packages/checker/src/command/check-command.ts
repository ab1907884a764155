/** `check <exercise>`: judges the learner's files, or any command, or what listens already. */
import { judgeClient } from '../judge-client.ts';
import { judgeServer } from '../judge-server.ts';
import type { CheckResult, Judgement } from '../judgement.ts';
import type { ProgramCommand } from '../program/supervised-program.ts';
import { formatJunit } from '../report/junit.ts';
import { type Paint, paintFor } from '../report/paint.ts';
import { formatHeading, formatResult, formatTotal } from '../report/terminal.ts';
import { type Catalog, learnerFile, type Part, programCommand, toolsOf } from './catalog.ts';
import { type CheckRequest, readRequest } from './check-request.ts';
import { rememberJudgement } from './progress.ts';

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
  { command, port }: Pick<CheckRequest, 'command' | 'port'>,
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
