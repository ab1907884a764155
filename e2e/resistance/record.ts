/** What is said beforehand of every program and every fault. The site's page shows it and the tests hold it true. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '@tomada/testing';
import { faults, faultsOf } from './faults.ts';
import { distinct, keyOf, type Outcome } from './outcome.ts';
import { isServer, type Program, programs } from './programs.ts';
import { SEEDS } from './run.ts';
import type { Run } from './server-run.ts';

/** The outcomes that a program may have, by the fault's id. Both languages keep to the same ones. */
export type Cells = Readonly<Record<string, readonly Outcome[]>>;

interface RecordedProgram {
  readonly lesson: string;
  readonly script: string;
  readonly title: string;
  readonly side: 'server' | 'client';
  readonly naive?: { readonly why: string; readonly mended?: string };
  readonly messages: readonly string[];
  readonly answers: readonly string[];
  /** What a wrong outcome shows: what came back, what the server took for messages, or what the client showed. */
  readonly wrongIs: 'answered' | 'understood' | 'shown';
  readonly cells: Cells;
}

export interface Recorded {
  readonly seeds: readonly number[];
  readonly faults: readonly {
    readonly id: string;
    readonly name: string;
    readonly happens: string;
    readonly byHand?: string;
  }[];
  readonly programs: readonly RecordedProgram[];
}

/** From the project's root. */
export const RECORD = 'docs/resistencia.json';
const path = join(root, RECORD);

export function readRecorded(): Recorded {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** The record, less what was found by running: names, conversations, seeds. */
export function describeAll(cellsOf: (program: Program) => Cells): Recorded {
  return {
    seeds: SEEDS,
    faults: faults.map(({ id, name, happens, byHand }) => ({
      id,
      name,
      happens,
      ...(byHand === undefined ? {} : { byHand }),
    })),
    programs: programs.map((program) => {
      const { lesson, script, title, side, naive, conversation } = program;
      const { messages, answers } = conversation;
      return {
        lesson,
        script,
        title,
        side,
        ...(naive ? { naive } : {}),
        messages,
        answers,
        wrongIs: wrongIs(program),
        cells: cellsOf(program),
      };
    }),
  };
}

function wrongIs(program: Program): RecordedProgram['wrongIs'] {
  if (!isServer(program)) return 'shown';
  return program.heard ? 'understood' : 'answered';
}

export function writeRecorded(recorded: Recorded): void {
  writeFileSync(path, `${JSON.stringify(recorded)}\n`);
  const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
  spawnSync(process.execPath, [biome, 'format', '--write', path], { stdio: 'inherit' });
}

export function cellsOf(recorded: Recorded, { lesson, script }: Program): Cells {
  const found = recorded.programs.find((each) => each.lesson === lesson && each.script === script);
  return found?.cells ?? {};
}

/** What to record of a run: each outcome once, less those that only look like another fault's. */
export function cellsFrom(run: Run): Cells {
  const cells: Record<string, readonly Outcome[]> = {};
  for (const { id, mayLookLike } of faults) {
    const seen = run.cells[id];
    if (!seen) continue;
    const others = new Set((run.cells[mayLookLike ?? ''] ?? []).map(keyOf));
    const own = seen.filter((outcome) => !others.has(keyOf(outcome)));
    cells[id] = distinct(own.length > 0 ? own : seen);
  }
  return cells;
}

/** Where a run is not what was said beforehand, and what must never be, as sentences. */
export function compare(program: Program, run: Run, expected: Cells): readonly string[] {
  const differences = faultsOf(program.side).flatMap(({ id, mayLookLike = id }) => {
    const allowed = distinct([...(expected[id] ?? []), ...(expected[mayLookLike] ?? [])]);
    const keys = new Set(allowed.map(keyOf));
    const unexpected = distinct((run.cells[id] ?? []).filter((each) => !keys.has(keyOf(each))));
    const said = allowed.map(keyOf).join(' or ') || 'nothing';
    return unexpected.map((each) => `${id}: ${keyOf(each)}, while ${RECORD} says ${said}`);
  });
  const wrong = program.naive ? [] : wrongAnswers(run.cells);
  return [...run.complaints, ...differences, ...wrong];
}

/** Only a program that is naive on purpose may give a wrong answer, whatever was recorded. */
function wrongAnswers(cells: Cells): readonly string[] {
  return Object.entries(cells).flatMap(([id, outcomes]) =>
    distinct(outcomes.filter(({ result }) => result === 'wrong')).map(
      (outcome) => `${id}: a program that is not naive answers ${keyOf(outcome)}`,
    ),
  );
}
