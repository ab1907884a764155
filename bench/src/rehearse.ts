import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, root, run } from '@tomada/testing';
import { expect } from 'vitest';

/** A benchmark as a command, for tests. */
export function benchmark(name: string): Command {
  return {
    name: `bench ${name}`,
    argv: [process.execPath, '--import', 'tsx', `src/${name}.ts`],
    cwd: join(root, 'bench'),
  };
}

/**
 * Runs a comparison with `--quick` and expects of it what all have in common: it ends well, says that it measured
 * nothing, and shows its progress. Gives what it said and what it wrote with `--json`.
 */
export async function rehearse(name: string) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-test-'));
  try {
    const file = join(folder, 'measured.json');
    const { code, stdout, stderr } = await run(benchmark(name), ['--quick', '--json', file], {
      limit: 110_000,
    });
    expect(code, stdout + stderr).toBe(0);
    expect(stdout).toContain('NÃO É UMA MEDIDA');
    expect(stdout).not.toContain('Metas');
    expect(stderr).toContain('100 %');
    const json = JSON.parse(readFileSync(file, 'utf8'));
    expect(json).toMatchObject({ bench: name, isMeasurement: false, complaints: [] });
    return { stdout, json };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
