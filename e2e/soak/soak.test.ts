import { appendFileSync, mkdirSync } from 'node:fs';
import { randomSeed } from '@tomada/bad-network';
import { twins } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { isServer, nameOf, programs } from '../resistance/programs.ts';
import { CONNECTIONS, soak, WARM_UP } from './soak.ts';

/**
 * How much more a server may hold after the last connections than before them, in bytes. What the process occupies
 * goes up and down by a megabyte or two; half a kilobyte a connection is more than that. Live objects do not.
 */
const MOST_RESIDENT = (CONNECTIONS - WARM_UP) * 512;
const MOST_LIVE = (CONNECTIONS - WARM_UP) * 128;

const seed = Number(process.env.TOMADA_SOAK_SEED ?? randomSeed());
const servers = programs
  .filter(isServer)
  .flatMap((program) =>
    twins(program.lesson, program.script, program.file).map((twin) => ({ program, twin })),
  );

describe(`${CONNECTIONS} connections with random faults, seed ${seed}`, () => {
  for (const { program, twin } of servers) {
    const name = `${nameOf(program)} in ${twin.language}`;
    test.skipIf(twin.skip || process.platform !== 'linux')(
      `${name}: answers or fails clearly, and holds no more memory and no more files than before`,
      async () => {
        const soaked = await soak(program, twin, seed);
        mkdirSync('reports', { recursive: true });
        appendFileSync('reports/soak-servers.jsonl', `${JSON.stringify({ name, ...soaked })}\n`);
        const { results, before, after, leftOpen, complaints } = soaked;
        expect(complaints.slice(0, 5)).toEqual([]);
        expect(results.right + results.error + results.wrong).toBe(CONNECTIONS);
        expect(results.right).toBeGreaterThan(CONNECTIONS / 3);
        expect(results.error).toBeGreaterThan(CONNECTIONS / 20);
        if (!program.naive) expect(results.wrong).toBe(0);
        expect(leftOpen).toBe(0);
        expect(after.open).toBe(before.open);
        expect(after.resident - before.resident).toBeLessThan(MOST_RESIDENT);
        expect((after.live ?? 0) - (before.live ?? 0)).toBeLessThan(MOST_LIVE);
      },
    );
  }
});
