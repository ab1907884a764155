import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pnpm, root, run } from '@tomada/testing';
import { expect, test } from 'vitest';

// Installing may ask the registry: on a learner's machine this would be a test that needs the internet.
test.skipIf(!process.env.CI)(
  'a bare copy whose first command is for one lesson: another lesson and the site work after it',
  async () => {
    const copy = mkdtempSync(join(tmpdir(), 'tomada-first-run-'));
    const left = new Set(['node_modules', '.git', '.turbo', 'dist', 'cache', 'reports', '.steps']);
    cpSync(root, copy, { recursive: true, filter: (path) => !left.has(basename(path)) });
    // The pnpm that runs these tests tells those below it not to look for missing packages.
    const env = {
      npm_config_verify_deps_before_run: 'install',
      pnpm_config_verify_deps_before_run: 'install',
    };
    try {
      for (const args of [
        ['--filter', 'lesson-tcp-server', 'start', '--help'],
        ['--filter', 'lesson-tcp-client', 'start', '--help'],
        ['start', '--help'],
      ]) {
        const ended = await run(pnpm(copy), args, { limit: 120_000, env });
        expect(ended.stdout).toContain('Uso: pnpm');
        expect(ended.code).toBe(0);
      }
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  },
  150_000,
);
