import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Judgement } from '../judgement.ts';
import { type Catalog, learnerFile, type Part } from './catalog.ts';

/** The note of what was judged last, in the lesson's folder; git does not see it. */
const FILE = '.progress.json';

interface Note {
  readonly earned: number;
  readonly points: number;
  /** Of the file as it was judged. */
  readonly digest: string;
}

export interface Progress {
  readonly earned: number;
  readonly points: number;
  /** The file is another since. */
  readonly isStale: boolean;
}

/** What the learner's file earned when it was judged last; undefined when it never was. */
export function readProgress(catalog: Catalog, part: Part): Progress | undefined {
  const note = readNotes(catalog)[keyOf(part)];
  if (note === undefined) return undefined;
  const { earned, points, digest } = note;
  return { earned, points, isStale: digest !== digestOf(catalog, part) };
}

export function rememberJudgement(catalog: Catalog, part: Part, judgement: Judgement): void {
  const { earned, points } = judgement;
  const notes = { ...readNotes(catalog) };
  notes[keyOf(part)] = { earned, points, digest: digestOf(catalog, part) };
  try {
    writeFileSync(join(catalog.folder, FILE), `${JSON.stringify(notes, null, 2)}\n`);
  } catch {
    // A folder that cannot be written to costs the memory, not the judgement.
  }
}

function keyOf({ exercise, side }: Part): string {
  return `${exercise.name}:${side.side}`;
}

/** A digest of the learner's file: whether it changed, without keeping it. */
export function digestOf(catalog: Catalog, part: Part): string {
  const file = join(catalog.folder, learnerFile(catalog, part));
  return createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);
}

function readNotes({ folder }: Catalog): Readonly<Record<string, Note>> {
  try {
    const notes: unknown = JSON.parse(readFileSync(join(folder, FILE), 'utf8'));
    return Object.fromEntries(Object.entries(Object(notes)).filter(isNote));
  } catch {
    return {}; // nothing was judged yet, or not by us
  }
}

function isNote(entry: [string, unknown]): entry is [string, Note] {
  const note: Partial<Record<keyof Note, unknown>> = Object(entry[1]);
  const { earned, points, digest } = note;
  return Number.isInteger(earned) && Number.isInteger(points) && typeof digest === 'string';
}
