import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '@tomada/utils';
import type { Exercise, Side } from '../exercise.ts';
import type { Tools } from '../log.ts';
import type { ProgramCommand } from '../program/supervised-program.ts';

/** The exercises of a lesson, and where their programs are. */
export interface Catalog {
  readonly exercises: readonly [Exercise, ...Exercise[]];
  /** The lesson's folder. */
  readonly folder: string;
  /** How its scripts are called: `pnpm --filter lesson-exercises`. */
  readonly call: string;
}

export type SideName = Side['side'];

export interface Part {
  readonly exercise: Exercise;
  readonly side: Side;
}

/** The programs of an exercise: its server, its client, or both. */
export function partsOf(exercise: Exercise): Part[] {
  const sides = [exercise.server, exercise.client];
  return sides.flatMap((side) => (side === undefined ? [] : [{ exercise, side }]));
}

export function toolsOf({ call }: Catalog): Tools {
  return { talk: `${call} talk`, badNetwork: 'pnpm bad-network' };
}

/** @throws {UsageError} when there is none of that name */
export function findExercise({ exercises }: Catalog, name: string): Exercise {
  const found = exercises.find((each) => each.name === name);
  if (found) return found;
  const known = exercises.map((each) => each.name).join(', ');
  throw new UsageError(`Não existe o exercício «${name}». Os que existem: ${known}.`);
}

/** A program's file in one of the lesson's folders, from the lesson's folder: `answers/oracle-server.ts`. */
export function fileOf(
  { exercise, side }: Part,
  kind: 'answers' | 'starters' | 'solutions',
): string {
  return `${kind}/${exercise.name}-${side.side}.ts`;
}

/** The learner's file: the own copy, or the starter as long as there is none. */
export function learnerFile({ folder }: Catalog, part: Part): string {
  const own = fileOf(part, 'answers');
  return existsSync(join(folder, own)) ? own : fileOf(part, 'starters');
}

/** The command that runs one of the lesson's own TypeScript programs. */
export function programCommand(
  { folder, call }: Catalog,
  part: Part,
  file: string,
): ProgramCommand {
  const script = `${part.exercise.name}:${part.side.side}`;
  const solution = file.startsWith('solutions/') ? ' --solution' : '';
  return {
    argv: [process.execPath, '--import', 'tsx', file],
    cwd: folder,
    shown: `${call} ${script}${solution}`,
  };
}
