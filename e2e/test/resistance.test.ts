import { skipWithoutPython } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { isServer, nameOf, type Program, programs } from '../resistance/programs.ts';
import { cellsOf, compare, readRecorded } from '../resistance/record.ts';
import { runProgram } from '../resistance/run.ts';

const recorded = readRecorded();
// The one that waits most, first: the others run meanwhile.
const rank = (program: Program) => (isServer(program) && program.isOneAtATime ? 0 : 1);
const slowestFirst = [...programs].sort((a, b) => rank(a) - rank(b));
const runs = slowestFirst.flatMap((program) =>
  (['TypeScript', 'Python'] as const).map((language) => ({
    name: nameOf(program),
    language,
    program,
  })),
);

describe.concurrent('every fault of the network, with several seeds', () => {
  for (const { name, language, program } of runs) {
    test.skipIf(skipWithoutPython && language === 'Python')(
      `${name} in ${language}: what was said beforehand; never a hang, a crash or a socket left open`,
      { timeout: 240_000 },
      async () => {
        const run = await runProgram(program, language);
        expect(compare(program, run, cellsOf(recorded, program))).toEqual([]);
      },
    );
  }
});
