import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Exercise, type Judgement, judgeClient, judgeServer } from '@tomada/checker';
import { python } from '@tomada/testing';
import { catalog } from '../../lessons/exercises/checks/catalog.ts';
import { Progress } from './progress.ts';
import { turns } from './rounds.ts';

/** How much is measured. */
export interface Plan {
  readonly rounds: number;
  /** How many exercises, from the first one on. */
  readonly most: number;
}

export type Language = 'TypeScript' | 'Python';

/** One exercise judged in one round, its server and its client. */
export interface Measurement {
  readonly exercise: string;
  readonly language: Language;
  readonly round: number;
  /** s until both are judged. */
  readonly seconds: number;
  readonly earned: number;
  readonly points: number;
}

export interface Outcome {
  readonly measurements: readonly Measurement[];
  /** Nothing is started here but what the checker starts, and it keeps their words to itself. */
  readonly complaints: readonly string[];
}

const runners: Readonly<
  Record<Language, { readonly argv: readonly string[] | undefined; readonly ending: string }>
> = {
  TypeScript: { argv: [process.execPath, '--import', 'tsx'], ending: 'ts' },
  Python: { argv: python, ending: 'py' },
};

/** The languages that can be run here. */
export const languages = (['TypeScript', 'Python'] as const).filter(
  (language) => runners[language].argv !== undefined,
);

/** Judges the solutions of each exercise, as often as there are rounds. */
export async function measureChecker({ rounds, most }: Plan): Promise<Outcome> {
  const exercises = catalog.exercises.slice(0, most);
  const subjects = exercises.flatMap((exercise) =>
    languages.map((language) => ({ exercise, language })),
  );
  const measurements: Measurement[] = [];
  const progress = new Progress(rounds * subjects.length);
  for (let round = 0; round < rounds; round++) {
    for (const { exercise, language } of turns(subjects, round)) {
      progress.begin(`rodada ${round + 1} de ${rounds} · ${exercise.title} · ${language}`);
      const since = performance.now();
      const judgements = await judgeSolutions(exercise, language);
      const seconds = (performance.now() - since) / 1000;
      const sum = (key: 'earned' | 'points') =>
        judgements.reduce((total, each) => total + each[key], 0);
      const [earned, points] = [sum('earned'), sum('points')];
      measurements.push({ exercise: exercise.name, language, round, seconds, earned, points });
    }
  }
  progress.end();
  return { measurements, complaints: [] };
}

async function judgeSolutions(exercise: Exercise, language: Language): Promise<Judgement[]> {
  const options = { tools: { talk: 'talk', badNetwork: 'bad-network' } };
  const { server, client } = exercise;
  const judgements: Judgement[] = [];
  if (server) {
    judgements.push(
      await judgeServer(exercise, server, solution(exercise, 'server', language), options),
    );
  }
  if (client) {
    judgements.push(
      await judgeClient(exercise, client, solution(exercise, 'client', language), options),
    );
  }
  return judgements;
}

function solution({ name }: Exercise, side: 'server' | 'client', language: Language) {
  const { argv, ending } = runners[language];
  const file = `solutions/${name}-${side}.${ending}`;
  const [first, ...rest] = argv ?? [];
  if (first === undefined || !existsSync(join(catalog.folder, file))) {
    throw new Error(`não encontrei a solução ${file}`);
  }
  return { argv: [first, ...rest, file] as const, cwd: catalog.folder, shown: file };
}
