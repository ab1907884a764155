/** `start`: the exercises with the state of each, and what to do next. */
import { copyFileSync, constants as fileConstants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions } from '@tomada/utils';
import { type Catalog, fileOf, type Part, partsOf } from './catalog.ts';
import { readProgress } from './progress.ts';

const SIDES = { server: 'servidor', client: 'cliente' } as const;

export function runList(catalog: Catalog, args: readonly string[]): number {
  const { call } = catalog;
  readOptions(
    { usage: `${call} start`, about: 'Mostra os exercícios e como está cada um.', options: {} },
    args,
  );
  const copied = copyStarters(catalog);
  if (copied > 0) {
    console.log(`Copiei ${copied} arquivos de partida para answers/: é lá que você escreve.\n`);
  }
  const parts = catalog.exercises.flatMap(partsOf);
  const rows = parts.map((part) => [
    part.exercise.name,
    SIDES[part.side.side],
    tellState(catalog, part),
    fileOf(part, 'answers'),
  ]);
  console.log(formatTable([['exercício', 'lado', 'pontos', 'seu arquivo'], ...rows]));
  const next = parts.find((part) => !isDone(catalog, part));
  const done = parts.length - parts.filter((part) => !isDone(catalog, part)).length;
  console.log(`\n${done} de ${parts.length} prontos.`);
  if (next === undefined) console.log('Todos prontos. Parabéns!');
  else {
    console.log(`Para conferir:            ${call} check ${next.exercise.name}`);
    console.log(`Para conferir ao salvar:  ${call} watch`);
  }
  return 0;
}

/** Gives the learner a copy of each starter that has none yet. @returns how many */
export function copyStarters(catalog: Catalog): number {
  const { folder } = catalog;
  mkdirSync(join(folder, 'answers'), { recursive: true });
  const copies = catalog.exercises.flatMap(partsOf).filter((part) => {
    try {
      const [from, to] = [fileOf(part, 'starters'), fileOf(part, 'answers')];
      copyFileSync(join(folder, from), join(folder, to), fileConstants.COPYFILE_EXCL);
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
      throw error;
    }
  });
  return copies.length;
}

/** All points, and the file is still the one that earned them. */
export function isDone(catalog: Catalog, part: Part): boolean {
  const progress = readProgress(catalog, part);
  return progress !== undefined && !progress.isStale && progress.earned === progress.points;
}

function tellState(catalog: Catalog, part: Part): string {
  const progress = readProgress(catalog, part);
  if (progress === undefined) return 'não conferido';
  const { earned, points, isStale } = progress;
  if (isStale) return `mudou (antes: ${earned}/${points})`;
  return `${earned}/${points}${earned === points ? ' ✓' : ''}`;
}

function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
