import { twins } from '@tomada/testing';
import { runClient } from './client-run.ts';
import type { Program } from './programs.ts';
import { type Run, runServer } from './server-run.ts';

/** The seeds that every program meets every fault with. */
export const SEEDS = [1, 2, 3] as const;

export type Language = 'TypeScript' | 'Python';

/** A program of one language against all faults. */
export function runProgram(program: Program, language: Language): Promise<Run> {
  const twin = twins(program.lesson, program.script, program.file).find(
    (each) => each.language === language,
  );
  if (!twin) throw new Error(`no ${language} peer of ${program.file}`);
  return program.side === 'server'
    ? runServer(program, twin, SEEDS)
    : runClient(program, twin, SEEDS);
}
