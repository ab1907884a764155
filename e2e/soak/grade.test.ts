import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClassReport, ExerciseLesson, grade } from '@tomada/grader';
import { root, skipWithoutPython } from '@tomada/testing';
import { afterAll, expect, test } from 'vitest';
import { handIn, handInZip, type Kind, kinds } from '../grade/made-up-class.ts';

/** Five minutes on two cores: asked for with `pnpm test:soak --judgements N`. */
const isAskedFor = process.env.TOMADA_CLASS !== undefined;
/** ms for 40 submissions, twice; a guard. */
const LIMIT = 1_800_000;
const folder = mkdtempSync(join(tmpdir(), 'tomada-turma-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** How many hand in what: 38, and two broken zips. */
const counts: Readonly<Record<Kind, number>> = {
  ...{ good: 6, goodPython: 7, oneRecv: 4, doesNotClose: 4, starter: 2, missing: 3 },
  ...{ listensForEver: 3, forks: 2, floods: 2, deletes: 2, fills: 1, kills: 2 },
};
/** What each kind earns. */
const earns: Readonly<Record<Kind, number>> = {
  ...{ good: 10, goodPython: 10, oneRecv: 9, doesNotClose: 8, starter: 0, missing: 0 },
  ...{ listensForEver: 0, forks: 0, floods: 0, deletes: 0, fills: 0, kills: 0 },
};

const table = ({ rows }: ClassReport) => rows.map(({ name, earned }) => `${name}: ${earned}`);

test.skipIf(skipWithoutPython || !isAskedFor)(
  'a class of 40: each gets the points of its kind, twice the same',
  async () => {
    const submissions = join(folder, 'entregas');
    const expected: string[] = [];
    for (const [kind, count] of Object.entries(counts) as [Kind, number][]) {
      for (let number = 1; number <= count; number++) {
        const name = `${kind} ${number} é`;
        handIn(join(submissions, name), kinds[kind]);
        expected.push(`${name}: ${earns[kind]}`);
      }
    }
    handInZip(join(submissions, 'slip.zip'), { '../../out': 'x' });
    writeFileSync(join(submissions, 'broken.zip'), 'PK');
    expected.push('slip: 0', 'broken: 0');
    const lesson = await ExerciseLesson.load(join(root, 'lessons/exercises'));
    for (const round of ['first', 'second']) {
      const begin = performance.now();
      const report = await grade({
        ...{ folder: submissions, lesson, out: join(folder, round), workers: 2 },
        ...{ signal: new AbortController().signal, onProgress: () => {} },
      });
      const seconds = Math.round((performance.now() - begin) / 1000);
      const memory = Math.round(process.memoryUsage().rss / 2 ** 20);
      console.log(`${report.rows.length} entregas, 2 por vez: ${seconds} s, ${memory} MiB`);
      expect(table(report).sort()).toEqual(expected.toSorted());
      expect(report.rows.filter(({ state }) => state === 'pending')).toEqual([]);
    }
  },
  LIMIT,
);
